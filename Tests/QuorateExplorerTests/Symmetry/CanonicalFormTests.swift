@testable import QuorateExplorer
@testable import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// Canonical forms of random states against all that their replicas' names make of them.
@Suite struct CanonicalFormTests {
    typealias System = SymmetricSystem
    static let seed = Seed.announced(20_261_201)

    /// All ways to rename the replicas within the groups.
    private func renamings(_ groups: [ReplicaSet]) -> [[ReplicaID: ReplicaID]] {
        groups.reduce([[:]]) { known, group in
            known.flatMap { before in
                orders(Array(group)).map { order in
                    before.merging(zip(Array(group), order)) { first, _ in first }
                }
            }
        }
    }

    private func orders(_ replicas: [ReplicaID]) -> [[ReplicaID]] {
        replicas.isEmpty
            ? [[]]
            : replicas.flatMap { first in orders(replicas.filter { $0 != first }).map { [first] + $0 } }
    }

    @Test(arguments: 0..<3)
    func formIsThatOfAllCounterparts(kind: Int) throws {
        let groups: [Interchangeable] = [
            .all(System.replicas), .all(System.replicas, but: [1]), .apart([0, 2], [1, 3]),
        ]
        let seed = Self.seed &+ UInt64(kind)
        var random = SplitMix(seed: seed)
        let system = System(
            rules: [], goals: .init(most: 1, least: 1, round: 1), interchangeable: groups[kind])
        let symmetry = try StateSymmetry(ErasedSpec(system))
        let renamings = renamings(groups[kind].groups)
        #expect(symmetry.order == renamings.count)
        let canonicalizer = Canonicalizer(symmetry, wordCount: StateWords<System.State>.count)
        var entangled = 0
        for round in 0..<150 {
            let state = System.anyState(using: &random)
            let counterparts = renamings.map { names in System.renamed(state) { names[$0] ?? $0 } }
            let forms = counterparts.map { form(of: $0, canonicalizer) }
            #expect(Set(forms.map(\.words)).count == 1, "round \(round), seed \(seed)")
            #expect(counterparts.contains { StateWords($0).words == forms[0].words }, "round \(round)")
            let count = Set(counterparts).count
            #expect(symmetry.order / forms[0].fixing == count, "round \(round), seed \(seed)")
            if forms[0].fixing > 1, count > 1 { entangled += 1 }
        }
        #expect(entangled > 10 || renamings.count == 4)
    }

    private func form(
        of state: System.State, _ canonicalizer: Canonicalizer
    ) -> (words: [UInt64], fixing: Int) {
        var words = StateWords(state).words
        let fixing = words.withUnsafeMutableBufferPointer { canonicalizer.canonicalize($0.baseAddress!) }
        return (words, fixing)
    }

    /// The words after an exchange are those of the state that is renamed by hand.
    @Test func exchangeOfWordsIsThatOfTheState() throws {
        var random = SplitMix(seed: Self.seed)
        let system = System(
            rules: [], goals: .init(most: 1, least: 1, round: 1), interchangeable: .all(System.replicas))
        let symmetry = try StateSymmetry(ErasedSpec(system))
        for _ in 0..<300 {
            let state = System.anyState(using: &random)
            let (first, second) = (random.number(0..<3), 3)
            let exchange = symmetry.exchange(0, first, second)
            var moved = StateWords(state).words
            StateWords(state).words.withUnsafeBufferPointer { from in
                moved.withUnsafeMutableBufferPointer { exchange.apply(from.baseAddress!, $0.baseAddress!) }
            }
            let renamed = System.renamed(state) {
                ReplicaExchange(symmetry.groups[0][first], symmetry.groups[0][second])($0)
            }
            #expect(moved == StateWords(renamed).words)
        }
    }
}
