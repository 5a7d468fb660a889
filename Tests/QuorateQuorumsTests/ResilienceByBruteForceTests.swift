import QuorateQuorums
import Testing

/// The conditions are neither too weak nor too strong: at small n a suitable quorum size exists exactly when they
/// hold, by trying every size and every set.
@Suite struct ResilienceByBruteForceTests {
    @Test(arguments: 1...7)
    func majorityDisseminationAndMasking(count: Int) {
        for faults in 0...min(count, 2) {
            let some = sizes(count, available: faults) { $0.intersectionFailure(with: $0) == nil }
            #expect(some == isMet(.crashMajority, count, ["f": faults]))
            let correct = sizes(count, available: faults) {
                $0.intersectionFailure(with: $0, faults: faults) == nil
            }
            #expect(correct == isMet(.byzantineQuorums, count, ["f": faults]))
            let outnumbering = sizes(count, available: faults) {
                $0.intersectionFailure(with: $0, sharing: faults + 1, faults: faults) == nil
            }
            #expect(outnumbering == isMet(.maskingQuorums, count, ["f": faults]))
        }
    }

    /// u - r of the faults only stay silent.
    @Test(arguments: 1...7)
    func upRight(count: Int) {
        for faults in 0...min(count, 2) {
            for lies in 0...faults {
                let isPossible = sizes(count, available: faults) {
                    $0.intersectionFailure(with: $0, faults: lies) == nil
                }
                #expect(isPossible == isMet(.upRight, count, ["u": faults, "r": lies]))
            }
        }
    }

    /// The correct members of a quorum that have the last write outnumber the faulty and the outdated ones.
    @Test(arguments: 1...6)
    func opaque(count: Int) {
        for faults in 0...min(count, 1) {
            let isPossible = sizes(count, available: faults) { quorums in
                let minimal = quorums.minimalQuorums
                return minimal.allSatisfy { written in
                    minimal.allSatisfy { asked in
                        quorums.replicas.subsets.allSatisfy { faulty in
                            let fresh = written.intersection(asked).subtracting(faulty)
                            let lying = asked.intersection(faulty)
                            let rest = asked.subtracting(written).union(lying)
                            return faulty.count > faults
                                || fresh.count >= rest.count && fresh.count > lying.count
                        }
                    }
                }
            }
            #expect(isPossible == isMet(.opaqueQuorums, count, ["f": faults]), "n = \(count), f = \(faults)")
        }
    }

    /// Classic quorums of n - f, fast ones of n - e: two fast ones meet within each classic one.
    @Test(arguments: 1...6)
    func fastPaxos(count: Int) {
        for crashes in 0...min(count, 3) {
            for slowing in 0...min(count, 3) {
                let classic = ReplicaSet(count: count).subsets(ofSize: count - crashes)
                let fast = ReplicaSet(count: count).subsets(ofSize: count - slowing)
                let works = classic.allSatisfy { quorum in
                    classic.allSatisfy { !$0.isDisjoint(with: quorum) }
                        && fast.allSatisfy { first in
                            fast.allSatisfy { !$0.intersection(first).isDisjoint(with: quorum) }
                        }
                }
                #expect(works == isMet(.fastPaxos, count, ["f": crashes, "e": slowing]))
            }
        }
    }

    /// Whether quorums of some size are safe and survive `faults` replicas that say nothing.
    private func sizes(
        _ count: Int, available faults: Int, areSafe: (ThresholdQuorums) -> Bool
    ) -> Bool {
        (0...count).contains { size in
            let quorums = ThresholdQuorums(of: ReplicaSet(count: count), size: size)
            return quorums.availabilityFailure(faults: faults) == nil && areSafe(quorums)
        }
    }

    private func isMet(_ condition: ResilienceCondition, _ count: Int, _ faults: [String: Int]) -> Bool {
        count >= condition.minimumReplicas(faults: faults)
    }
}
