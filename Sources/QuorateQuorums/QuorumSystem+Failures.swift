/// Purpose of a quorum system, tried set by set at small n: the prover's oracle, so it is kept obvious.
extension QuorumSystem {
    /// Two quorums that share too few replicas outside a set of faulty ones, or nil when any two share enough.
    ///
    /// The witness has the numbers `n` and `f` and the sets `A` (a quorum of this system), `B` (a quorum of `other`)
    /// and `F` (the faulty replicas). It is the first when A, then B ascend by their bits among the minimal quorums,
    /// and then F by its number of members and by its bits. Faults outside A ∩ B change nothing, so F is within it.
    /// A system without any quorum has no two that share too few.
    ///
    /// - Parameters:
    ///   - other: The system of the second quorum.
    ///   - least: How many replicas the two must share outside F.
    ///   - faults: How many replicas F has at most; with less than 0 there is no F, and nothing fails.
    /// - Complexity: O(Q R C(n, faults)) for Q and R minimal quorums, after O(n 2^n) to find these.
    public func intersectionFailure(
        with other: some QuorumSystem, sharing least: Int = 1, faults: Int = 0
    ) -> QuorumWitness? {
        let others = other.minimalQuorums
        for a in minimalQuorums {
            for b in others {
                let shared = a.intersection(b)
                for faulty in shared.subsets(ofSizeUpTo: faults)
                where shared.subtracting(faulty).count < least {
                    return QuorumWitness(
                        parameters: ["n": replicas.union(other.replicas).span, "f": faults],
                        sets: ["A": a.numbers, "B": b.numbers, "F": faulty.numbers])
                }
            }
        }
        return nil
    }

    /// A faulty set without which no quorum is left, or nil when the correct replicas can always form one.
    ///
    /// The witness has the numbers `n` and `f` and the set `F` of the faulty replicas, the first by its number of
    /// members and then by its bits.
    ///
    /// - Parameter faults: How many replicas F has at most; with less than 0 there is no F, and nothing fails.
    /// - Complexity: O(n 2^n) for n replicas.
    public func availabilityFailure(faults: Int) -> QuorumWitness? {
        replicas.subsets(ofSizeUpTo: faults).first { !isQuorum(replicas.subtracting($0)) }.map { faulty in
            QuorumWitness(
                parameters: ["n": replicas.span, "f": faults], sets: ["F": faulty.numbers])
        }
    }
}

extension ReplicaSet {
    /// The subsets with at most `limit` members, the small ones first and each size in ascending order of the bits.
    fileprivate func subsets(ofSizeUpTo limit: Int) -> [ReplicaSet] {
        limit < 0 ? [] : (0...Swift.min(limit, count)).flatMap { subsets(ofSize: $0) }
    }

    fileprivate var numbers: [Int] { map(\.number) }

    /// The number of replicas when every number below the highest counts: in a witness, replicas go from 0 to n - 1.
    fileprivate var span: Int { UInt16.bitWidth - bits.leadingZeroBitCount }
}
