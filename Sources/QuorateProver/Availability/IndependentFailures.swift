import BigInt
public import QuorateQuorums

/// Replicas, or links from a leader, that fail independently of each other and all with the same probability.
///
///     let failures = IndependentFailures(probability: "0.1")!
///     failures.availability(quorum: 2, of: 3)                    // 243/250, that is 0.972
///     failures.availability(quorum: 2, of: 3, hasLeader: true)   // 99/100
///
/// Every figure is exact. What is not said: real failures come together (one rack, one bug, one operator), and then
/// these figures are too good.
public struct IndependentFailures: Hashable, Sendable {
    /// The probability with which each of them fails: between 0 and 1.
    public let probability: Rational

    /// Failures with the given probability; nil when it is not between 0 and 1.
    public init?(probability: Rational) {
        guard 0 <= probability, probability <= 1 else { return nil }
        self.probability = probability
    }

    /// The probability that those that have not failed form a quorum.
    ///
    /// - Parameter leader: A replica that never fails; what fails is its link to each of the other replicas. Without
    ///   one, and for a leader that is not in the system, the replicas fail.
    /// - Complexity: O(2^n) for n replicas: every set is looked at.
    public func availability(of system: some QuorumSystem, leader: ReplicaID? = nil) -> Rational {
        let certain = system.replicas.intersection(ReplicaSet(leader.map { [$0] } ?? []))
        let uncertain = system.replicas.subtracting(certain)
        var quorumsBySize = Array(repeating: 0, count: uncertain.count + 1)
        for set in uncertain.subsets where system.isQuorum(set.union(certain)) {
            quorumsBySize[set.count] += 1
        }
        return quorumsBySize.enumerated().reduce(0) { sum, quorums in
            let (up, down) = (quorums.offset, uncertain.count - quorums.offset)
            let each = (1 - probability).power(up) * probability.power(down)
            return sum + Rational(BigInt(quorums.element)) * each
        }
    }

    /// The probability that at least `size` of `count` replicas can vote: a sum of binomial terms.
    ///
    /// - Parameters:
    ///   - size: The size of a quorum; none is missing for 0 or less, and more than `count` are never there.
    ///   - count: The number of replicas; a negative one counts as 0.
    ///   - hasLeader: Whether one of the replicas never fails, and the others fail by their link to it.
    /// - Complexity: O(`count` - `size`) products of a number of `count` times the digits of the probability and a
    ///   small one: some thousands of replicas take milliseconds.
    public func availability(quorum size: Int, of count: Int, hasLeader: Bool = false) -> Rational {
        let count = max(count, 0)
        let (missing, overflow) = count.subtractingReportingOverflow(max(size, 0))
        return overflow ? 0 : probability(atMost: missing, of: hasLeader && count > 0 ? count - 1 : count)
    }

    /// The probability that no more than `failures` of `count` fail.
    ///
    /// With p = y/z and x = z - y it is xᵐ⁻ᶠ (C(m,0) xᶠ + C(m,1) xᶠ⁻¹y + ... + C(m,f) yᶠ) / zᵐ for m = `count` and
    /// f = `failures`, the sum by Horner's rule.
    public func probability(atMost failures: Int, of count: Int) -> Rational {
        guard failures >= 0 else { return 0 }
        guard failures < count else { return 1 }
        let (y, z) = (probability.numerator, probability.denominator)
        let x = z - y
        var (sum, term) = (BigInt(1), BigInt(1))
        // `failures` can be 0.
        for failed in stride(from: 1, through: failures, by: 1) {
            term = term * y * BigInt(count - failed + 1) / BigInt(failed)
            sum = sum * x + term
        }
        return Rational(sum * x.power(count - failures), overPower: z, count)
    }
}
