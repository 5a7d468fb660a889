import QuorateQuorums
import SeededRandom
import Testing

/// Quorums of quorums, against the systems that they are another way to write.
@Suite struct NestedQuorumsTests {
    private typealias Rule = NestedQuorums.Rule

    private static func votes(_ least: Int, _ replicas: [ReplicaID]) -> Rule {
        .votes(atLeast: least, of: replicas.map { .init(.replica($0)) })
    }

    private func expectSame(_ nested: NestedQuorums, _ other: some QuorumSystem) {
        #expect(nested.replicas == other.replicas)
        for set in ReplicaSet(count: 9).subsets {
            #expect(nested.isQuorum(set) == other.isQuorum(set), "\(other) \(set)")
        }
    }

    @Test func systemsOfTheLibraryAreNested() {
        let five = (0..<5).map { ReplicaID($0) }
        expectSame(
            NestedQuorums(Self.votes(3, five)), ThresholdQuorums.majority(of: ReplicaSet(count: 5)))
        let weights = [3, 0, 2, 5, 1]
        let stakes = zip(five, weights).map { NestedQuorums.Member(.replica($0), votes: $1) }
        expectSame(
            NestedQuorums(.votes(atLeast: 6, of: stakes)), WeightedQuorums(weights: weights, threshold: 6))
        expectSame(
            NestedQuorums(
                .votes(atLeast: 1, of: [.init(Self.votes(2, [0, 1])), .init(Self.votes(1, [3]))])),
            ExplicitQuorums([[0, 1], [3]]))
        expectSame(
            NestedQuorums(
                .votes(atLeast: 2, of: [.init(Self.votes(2, [0, 1, 2])), .init(Self.votes(2, [2, 3, 4]))])),
            JointQuorums(
                old: ThresholdQuorums.majority(of: [0, 1, 2]), new: ThresholdQuorums.majority(of: [2, 3, 4])))
    }

    @Test func gridsAreNested() {
        let columns = (0..<3).map { column in (0..<3).map { ReplicaID($0 * 3 + column) } }
        let any = columns.map { NestedQuorums.Member(Self.votes(1, $0)) }
        let whole = columns.map { NestedQuorums.Member(Self.votes(3, $0)) }
        expectSame(NestedQuorums(.votes(atLeast: 3, of: any)), GridQuorums(rows: 3, columns: 3, for: .read))
        expectSame(
            NestedQuorums(.votes(atLeast: 4, of: any + [.init(.votes(atLeast: 1, of: whole))])),
            GridQuorums(rows: 3, columns: 3, for: .write))
    }

    /// A set holds a quorum of slices where one of its subsets, not empty, has what each of its members trusts.
    @Test func slicesByDefinition() {
        var random = SplitMix(seed: Seed.announced(20_261_131))
        for _ in 0..<60 {
            let rules = (0..<5).map { _ in
                Self.votes(
                    random.number(1..<3), Array(ReplicaSet(bits: UInt16(random.number(1..<32)))))
            }
            let system = NestedQuorums(
                .slices(rules.enumerated().map { .init(ReplicaID($0), trusts: $1) }))
            let trusts = rules.map { NestedQuorums($0) }
            for set in ReplicaSet(count: 5).subsets {
                let holds = set.subsets.contains { quorum in
                    !quorum.isEmpty && quorum.allSatisfy { trusts[$0.number].isQuorum(quorum) }
                }
                #expect(system.isQuorum(set) == holds, "\(rules) \(set)")
            }
        }
    }
}
