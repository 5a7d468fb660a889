import QuorateQuorums
import SeededRandom
import Testing

@Suite struct SubsetsTests {
    /// Every number below 2^16 whose bits are among those of the set, in ascending order.
    private func slowSubsets(of set: ReplicaSet) -> [ReplicaSet] {
        (UInt16.min...UInt16.max).filter { $0 | set.bits == set.bits }.map(ReplicaSet.init(bits:))
    }

    @Test func areThoseOfTheTwin() throws {
        var random = SplitMix(seed: Seed.announced(7))
        let edges: [ReplicaSet] = [[], [0], [15], ReplicaSet(count: 5), .everyReplica]
        let others = (0..<30).map { _ in ReplicaSet(bits: UInt16.random(in: 0...(.max), using: &random)) }
        for set in edges + others {
            let expected = slowSubsets(of: set)
            try #require(set.subsets.elementsEqual(expected), "subsets of \(set)")
            #expect(expected.count == 1 << set.count)
            for size in 0...(set.count + 1) {
                let ofSize = expected.filter { $0.count == size }
                try #require(set.subsets(ofSize: size).elementsEqual(ofSize), "\(size) of \(set)")
            }
        }
    }
}
