/// A set of replicas is a quorum when its members weigh at least `threshold` together.
///
/// Gifford, "Weighted Voting for Replicated Data" (1979), section 3.
@frozen
public struct WeightedQuorums: QuorumSystem {
    /// The weight of each replica, by number; none is negative.
    public let weights: [Int]
    /// Least weight of a quorum.
    public var threshold: Int

    /// Quorums of weight `threshold` where replica i has the weight `weights[i]`.
    ///
    /// - Parameter weights: At most 16, each from 0 to 2⁵⁹ - 1, so that all of them fit an `Int` together; anything
    ///   else is a programming error.
    @inlinable
    public init(weights: [Int], threshold: Int) {
        precondition(weights.count <= ReplicaID.capacity, "a system has at most 16 replicas")
        precondition(weights.allSatisfy { 0..<1 << 59 ~= $0 }, "a weight is between 0 and 2^59 - 1")
        self.weights = weights
        self.threshold = threshold
    }

    /// Quorums of more than half of the total weight: any two share a member.
    @inlinable
    public static func majority(weights: [Int]) -> WeightedQuorums {
        var quorums = WeightedQuorums(weights: weights, threshold: 0)
        quorums.threshold = quorums.totalWeight / 2 + 1
        return quorums
    }

    /// The replicas that have a weight, those of weight 0 among them.
    @inlinable
    public var replicas: ReplicaSet { ReplicaSet(count: weights.count) }

    /// Sum of all weights.
    @inlinable
    public var totalWeight: Int { weights.reduce(0, +) }

    /// Weight of `set`; a replica from elsewhere weighs nothing.
    @inlinable
    public func weight(of set: ReplicaSet) -> Int {
        set.intersection(replicas).reduce(0) { $0 + weights[$1.number] }
    }

    /// Quorum test: `set` weighs at least `threshold`.
    @inlinable
    public func isQuorum(_ set: ReplicaSet) -> Bool { weight(of: set) >= threshold }
}
