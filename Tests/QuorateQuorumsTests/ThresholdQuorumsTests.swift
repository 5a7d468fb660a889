import QuorateQuorums
import Testing

@Suite struct ThresholdQuorumsTests {
    /// By brute force over all pairs of sets; and one vote fewer is not enough.
    @Test(arguments: 1...6)
    func majoritiesIntersect(count: Int) {
        let replicas = ReplicaSet(count: count)
        let majority = ThresholdQuorums.majority(of: replicas)
        #expect(!hasDisjointQuorums(majority))
        #expect(majority.isQuorum(replicas))
        let fewer = ThresholdQuorums(of: replicas, size: majority.size - 1)
        #expect(hasDisjointQuorums(fewer))
    }

    /// The fact behind n > 3f: quorums of n - f share more than f replicas, and with n = 3f they may not.
    @Test func quorumsOfAllButFShareMoreThanF() {
        for faultCount in 1...2 {
            for count in 3 * faultCount...3 * faultCount + 2 {
                let quorums = ThresholdQuorums(of: ReplicaSet(count: count), size: count - faultCount)
                let least = pairs(of: quorums.minimalQuorums).map { $0.intersection($1).count }.min()!
                #expect((least > faultCount) == (count > 3 * faultCount), "n = \(count), f = \(faultCount)")
            }
        }
    }

    @Test func membersFromElsewhereDoNotVote() {
        let quorums = ThresholdQuorums(of: [1, 2, 3], size: 2)
        #expect(!quorums.isQuorum([0, 1, 4, 5]))
        #expect(quorums.isQuorum([0, 1, 3]))
    }

    @Test func everySupersetOfAQuorumIsAQuorum() {
        let quorums = ThresholdQuorums(of: [0, 2, 3, 4], size: 3)
        for set in ReplicaSet(count: 6).subsets where quorums.isQuorum(set) {
            for larger in ReplicaSet(count: 6).subsets where set.isSubset(of: larger) {
                #expect(quorums.isQuorum(larger))
            }
        }
    }

    @Test func minimalQuorumsAreThoseOfExactlyTheSize() {
        for count in 0...6 {
            for size in 0...count + 1 {
                let replicas = ReplicaSet(ReplicaSet(count: count).map { ReplicaID($0.number * 2) })
                let minimal = ThresholdQuorums(of: replicas, size: size).minimalQuorums
                #expect(minimal == replicas.subsets(ofSize: size), "\(size) of \(count)")
            }
        }
        // No vote needed: the empty set is a quorum, and nothing else is minimal.
        #expect(ThresholdQuorums(of: [0, 1], size: 0).minimalQuorums == [[]])
    }

    /// A system that is not a threshold: some pair in one of two rows.
    @Test func minimalQuorumsOfAnyRule() {
        struct Rows: QuorumSystem {
            var replicas: ReplicaSet { ReplicaSet(count: 4) }
            func isQuorum(_ set: ReplicaSet) -> Bool {
                ReplicaSet([0, 1]).isSubset(of: set) || ReplicaSet([1, 2, 3]).isSubset(of: set)
            }
        }
        #expect(Rows().minimalQuorums == [[0, 1], [1, 2, 3]])
    }

    private func hasDisjointQuorums(_ quorums: ThresholdQuorums) -> Bool {
        let all = quorums.replicas.subsets.filter(quorums.isQuorum)
        return pairs(of: all).contains { $0.isDisjoint(with: $1) }
    }

    private func pairs(of sets: [ReplicaSet]) -> [(ReplicaSet, ReplicaSet)] {
        sets.flatMap { first in sets.map { (first, $0) } }
    }
}
