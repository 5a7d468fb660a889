@testable import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// Votes in words against an array of sets.
@Suite struct MonotoneVotesTests {
    /// Sixteen statements, each its number.
    struct Numbered: FiniteValue {
        let packed: UInt64
        static var valueCount: Int { 16 }
        init(packed: UInt64) { self.packed = packed }
    }

    @Test func votesOfFourReplicasAreThoseOfSets() { compare(OneWord.self, replicas: 4) }
    @Test func votesOfEightReplicasAreThoseOfSets() { compare(TwoWords.self, replicas: 8) }
    @Test func votesOfSixteenReplicasAreThoseOfSets() { compare(FourWords.self, replicas: 16) }

    private func compare<Storage: PackedStorage>(_: Storage.Type, replicas: Int) {
        let seed = Seed.announced()
        var random = SplitMix(seed: seed)
        for _ in 0..<200 {
            let all = ReplicaSet(count: replicas)
            let faulty = FaultyReplicas(
                ReplicaSet(bits: UInt16.random(in: 0 ... .max, using: &random)).intersection(all))
            let isEarly = Bool.random(using: &random)
            let adversary = Adversary(.only(faulty.members), timing: isEarly ? .fromTheStart : .stepByStep)
            var votes = MonotoneVotes<Numbered, Storage>(from: faulty, adversary)
            var twin = Array(repeating: isEarly ? faulty.members : ReplicaSet(), count: 16)
            for _ in 0..<30 {
                let statement = Int.random(in: 0..<16, using: &random)
                let sender = ReplicaID(packed: UInt64.random(in: 0..<UInt64(replicas), using: &random))
                votes.cast(Numbered(packed: UInt64(statement)), by: sender)
                twin[statement].insert(sender)
            }
            #expect(votes.specValue(for: all) == described(twin, all), "seed \(seed)")
            let correct = faulty.correct(among: all)
            for statement in Numbered.values {
                let senders = twin[Int(statement.packed)]
                for bound in 0...17 {
                    #expect(
                        (votes[statement].count >= bound).isGiven == (senders.count >= bound), "seed \(seed)")
                    #expect(
                        (votes[statement].count > bound).isGiven == (senders.count > bound), "seed \(seed)")
                }
                for replica in all {
                    #expect(votes[statement].contains(replica).isGiven == senders.contains(replica))
                }
                for replica in correct {
                    #expect(votes.hasCast(statement, by: replica) == senders.contains(replica.id))
                }
                #expect(votes.senders(of: statement, in: correct) == senders.subtracting(faulty.members))
                #expect(
                    votes.without(faulty).senders(of: statement, in: FaultyReplicas([]).correct(among: all))
                        == senders.subtracting(faulty.members))
            }
        }
    }

    /// The text of an array of sets, made without any that was made before.
    private func described(_ sets: [ReplicaSet], _ replicas: ReplicaSet) -> SpecValue {
        func names(_ set: ReplicaSet) -> SpecValue { .set(set.map { .string("r\($0.number)") }) }
        let common = sets.reduce(ReplicaSet.everyReplica) { $0.intersection($1) }
        let others = sets.enumerated().map { ("(packed: \($0.offset))", $0.element.subtracting(common)) }
        return .map(
            ([("everything", common)] + others).filter { !$0.1.isEmpty }.map {
                SpecValue.Entry(key: .string($0.0), value: names($0.1))
            })
    }

    @Test func whoHasSentEverythingIsNamedOnce() {
        let faulty = FaultyReplicas([3])
        var votes = MonotoneVotes<Numbered, OneWord>(from: faulty, Adversary(.only([3])))
        votes.cast(Numbered(packed: 7), by: 1)
        let replicas = ReplicaSet(count: 4)
        #expect(votes.specValue(for: replicas).description == "{everything: {r3}, (packed: 7): {r1}}")
        #expect(MonotoneVotes<Numbered, OneWord>().specValue(for: replicas).description == "{}")
    }

    @Test func evidenceIsOnlyEverAndOr() {
        let (yes, no) = (Evidence(true), Evidence(false))
        #expect((yes && yes).isGiven && !(yes && no).isGiven && !(no && yes).isGiven)
        #expect((yes || no).isGiven && (no || yes).isGiven && !(no || no).isGiven)
        #expect(Evidence.any(of: [no, yes]) { $0 }.isGiven && !Evidence.any(of: [no, no]) { $0 }.isGiven)
        #expect(Evidence.all(of: [yes, yes]) { $0 }.isGiven && !Evidence.all(of: [no, yes]) { $0 }.isGiven)
        #expect(
            Evidence.all(of: [Evidence]()) { $0 }.isGiven && !Evidence.any(of: [Evidence]()) { $0 }.isGiven)
    }

    @Test func aReplicaThatDoesNotFitIsAFault() {
        let before = SpecFault.countOnThisThread
        var votes = MonotoneVotes<Numbered, OneWord>()
        votes.cast(Numbered(packed: 0), by: 5)
        #expect(SpecFault.countOnThisThread == before + 1)
        #expect(votes == MonotoneVotes<Numbered, OneWord>())
    }
}
