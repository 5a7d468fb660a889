@testable import QuorateExplorer
@testable import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// The parts of a simulation, each alone.
@Suite struct SimulationPartTests {
    static let seed = Seed.announced(20_261_131)

    /// However the states are shared out and in whatever order they come, the estimate is the same, and near the truth.
    @Test func samplesAddUp() {
        var random = SplitMix(seed: Self.seed)
        for count in [10, 4096, 4097, 100_000] {
            let hashes = (0..<count).map { _ in random.next() }
            var whole = StateSample()
            for hash in hashes + hashes { whole.add(hash) }
            var parts = Array(repeating: StateSample(), count: 3)
            for hash in hashes.shuffled(using: &random) { parts[random.number(0..<3)].add(hash) }
            var sum = parts[0]
            for part in parts.dropFirst() { sum.merge(part) }
            #expect(sum.estimate == whole.estimate && sum.isWhole == whole.isWhole)
            #expect(abs(whole.estimate - count) <= (whole.isWhole ? 0 : count / 10), "\(whole.estimate)")
        }
    }

    @Test func abstractStatesCountAsADictionaryDoes() {
        var random = SplitMix(seed: Self.seed)
        var known: [UInt64: [Int]] = [:]
        let (one, other) = (AbstractStates(actionCount: 5), AbstractStates(actionCount: 5))
        for _ in 0..<5000 {
            let (set, action) = (UInt64(random.number(0..<900)), random.number(0..<5))
            known[set, default: Array(repeating: 0, count: 5)][action] += 1
            (random.number(0..<2) == 0 ? one : other).add(action, in: set)
        }
        one.merge(other)
        #expect(one.count == known.count)
        for (set, counts) in known {
            let row = one.row(of: set)
            #expect(counts == (0..<5).map { row?[$0] })
        }
        #expect(one.row(of: 901) == nil)
        one.clear()
        #expect(one.count == 0 && one.row(of: 0) == nil)
    }

    /// Neighbouring runs and seeds have nothing in common, and every number comes up.
    @Test func runsHaveRandomNumbersOfTheirOwn() {
        var firsts: Set<UInt64> = []
        for seed in 0..<20 as Range<UInt64> {
            for run in 0..<50 {
                var random = RunRandom(seed: seed, run: run)
                firsts.insert(random.next())
            }
        }
        #expect(firsts.count == 1000)
        var random = RunRandom(seed: 7, run: 3)
        var counts = Array(repeating: 0, count: 10)
        for _ in 0..<10_000 { counts[random.below(10)] += 1 }
        #expect(counts.allSatisfy { (850...1150).contains($0) }, "\(counts)")
        #expect((0..<1000).allSatisfy { _ in (0..<1).contains(random.fraction()) })
    }

    private enum Deed: SpecAction {
        case nobody
        case alone(ReplicaID)
        case second(Int, ReplicaID, ReplicaID)
        case maybe(ReplicaID?)
        case number(UInt16)
        case nested(Pair)
    }

    private struct Pair: Hashable {
        var number: UInt32
        var replica: ReplicaID
    }

    /// The replica that acts is the first argument that is one.
    @Test func theReplicaOfAnActionIsItsFirst() {
        func replica(_ deed: Deed) -> UInt8 {
            ReplicaPlace.replica(of: deed, at: ReplicaPlace.of(deed))
        }
        for number in 0..<16 {
            let id = ReplicaID(number)
            #expect(replica(.alone(id)) == UInt8(number))
            #expect(replica(.second(-1, id, ReplicaID(3))) == UInt8(number))
            #expect(replica(.nested(Pair(number: .max, replica: id))) == UInt8(number))
        }
        for deed in [Deed.nobody, .number(5), .maybe(nil)] {
            #expect(replica(deed) == WalkSteps.noReplica)
        }
    }
}
