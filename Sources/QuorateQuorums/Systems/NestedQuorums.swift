/// Quorums of quorums: replicas vote, and so do groups, which have their votes once they have a quorum of their own.
///
/// Joint and hierarchical majorities, lists, trees and stakes are all of this form. Kumar, "Hierarchical Quorum
/// Consensus: A New Algorithm for Managing Replicated Data" (1991); for slices Mazières, "The Stellar Consensus
/// Protocol" (2015), section 3.
public struct NestedQuorums: QuorumSystem {
    /// Rule for a quorum or for a part of one.
    public indirect enum Rule: Hashable, Sendable {
        /// The replica itself.
        case replica(ReplicaID)
        /// Members that have so many votes together.
        case votes(atLeast: Int, of: [Member])
        /// A set of replicas each of which finds in it what it trusts, or a superset of such a set.
        case slices([Slice])
    }

    /// A replica or a group, with its votes.
    public struct Member: Hashable, Sendable {
        /// Rule that gives the votes.
        public let rule: Rule
        /// The number of votes.
        public let votes: Int

        /// `votes` for `rule`, one unless given.
        ///
        /// - Parameter votes: 0 to 2⁵⁹ - 1; anything else is a programming error.
        public init(_ rule: Rule, votes: Int = 1) {
            precondition(0..<1 << 59 ~= votes, "a member has between 0 and 2^59 - 1 votes")
            (self.rule, self.votes) = (rule, votes)
        }
    }

    /// A replica, with the rule for the sets that it trusts.
    public struct Slice: Hashable, Sendable {
        /// The replica.
        public let replica: ReplicaID
        /// Rule for what it wants to find in a quorum beside itself.
        public let rule: Rule

        /// The replica `replica` trusts the sets that meet `rule`.
        public init(_ replica: ReplicaID, trusts rule: Rule) {
            (self.replica, self.rule) = (replica, rule)
        }
    }

    /// Rule for a quorum.
    public let rule: Rule
    /// The replicas of the rule, and those that are in no quorum.
    public let replicas: ReplicaSet

    /// Quorums by `rule`.
    ///
    /// - Parameter others: Replicas of the system that the rule does not mention.
    public init(_ rule: Rule, besides others: ReplicaSet = []) {
        self.rule = rule
        replicas = rule.replicas.union(others)
    }

    /// Quorum test: `set` has the votes, those of groups included.
    public func isQuorum(_ set: ReplicaSet) -> Bool { rule.isMet(by: set) }
}

extension NestedQuorums.Rule {
    fileprivate var replicas: ReplicaSet {
        switch self {
        case .replica(let replica): [replica]
        case .votes(_, let members): members.reduce([]) { $0.union($1.rule.replicas) }
        case .slices(let slices):
            slices.reduce([]) { $0.union($1.rule.replicas).union([$1.replica]) }
        }
    }

    fileprivate func isMet(by set: ReplicaSet) -> Bool {
        switch self {
        case .replica(let replica): return set.contains(replica)
        case .votes(let least, let members):
            var missing = least
            for member in members where missing > 0 && member.rule.isMet(by: set) { missing -= member.votes }
            return missing <= 0
        case .slices(let slices): return Self.holdsQuorum(set, slices)
        }
    }

    /// Leaves out whoever does not find what it trusts, until nobody is left or everybody finds it.
    private static func holdsQuorum(_ set: ReplicaSet, _ slices: [NestedQuorums.Slice]) -> Bool {
        var left = set.intersection(ReplicaSet(slices.map(\.replica)))
        while true {
            let content = slices.filter { left.contains($0.replica) && $0.rule.isMet(by: left) }
            let next = ReplicaSet(content.map(\.replica))
            if next == left { return !left.isEmpty }
            left = next
        }
    }
}
