public import QuorateQuorums

extension IndependentFailures {
    /// The number of replicas that it takes, or that no number up to a limit is enough.
    public enum SmallestGroup: Hashable, Sendable {
        /// `replicas` are enough, fewer are not.
        case reached(replicas: Int, availability: Rational)
        /// Of all numbers that were tried none is enough; these replicas come closest, the smallest of such numbers.
        ///
        /// nil when no number was to be tried.
        case missed(best: Best?)

        /// A number of replicas with its probability.
        public struct Best: Hashable, Sendable {
            /// The number of replicas.
            public let replicas: Int
            /// The probability that a quorum of them can be formed.
            public let availability: Rational

            /// Group of `replicas`, from 1, that has a quorum with the probability `availability`.
            public init(replicas: Int, availability: Rational) {
                self.replicas = replicas
                self.availability = availability
            }
        }
    }

    /// Numbers of replicas that are considered.
    public enum GroupSizes: Hashable, Sendable, CaseIterable {
        /// Every number.
        case any
        /// Odd numbers: an even majority group tolerates no more faults than one with a replica less.
        case odd
    }

    /// Smallest number of replicas that have a quorum with a probability of at least `target`.
    ///
    /// Every number is tried in turn, because the probability does not grow with each replica that joins. With a
    /// leader the search begins at two replicas: a leader alone has no link that can fail.
    ///
    /// - Parameters:
    ///   - target: The probability to reach.
    ///   - rule: The size of a quorum.
    ///   - faults: The number of faulty replicas that the rule is made for.
    ///   - limit: The largest number that is tried.
    /// - Complexity: As much as the probability for each number up to the answer.
    public func smallestGroup(
        reaching target: Rational, rule: QuorumSize = .majority, faults: Int = 0, hasLeader: Bool = false,
        among sizes: GroupSizes = .any, upTo limit: Int
    ) -> SmallestGroup {
        var best: SmallestGroup.Best?
        let (first, step) = sizes == .odd ? (hasLeader ? 3 : 1, 2) : (hasLeader ? 2 : 1, 1)
        for count in stride(from: first, through: limit, by: step) {
            let availability = availability(
                quorum: rule(n: count, f: faults), of: count, hasLeader: hasLeader)
            if availability >= target { return .reached(replicas: count, availability: availability) }
            if best.map({ $0.availability < availability }) ?? true {
                best = SmallestGroup.Best(replicas: count, availability: availability)
            }
        }
        return .missed(best: best)
    }
}
