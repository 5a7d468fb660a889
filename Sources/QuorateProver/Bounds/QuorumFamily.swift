public import QuorateQuorums

/// A well-known rule for quorum sizes, with what it means for sets of replicas.
public struct QuorumFamily: Sendable {
    /// The condition of the literature under which it can be met.
    public let condition: ResilienceCondition
    /// Inequalities that the sizes of the quorums meet.
    public let rule: QuorumSizeRule
    /// Claims that the inequalities are for: with them each is proved, with a size that is one off it is
    /// refuted.
    public let meaning: [Claim]

    /// Name on the command line, as in `byzantine`.
    public var name: String { rule.name }

    /// The families, the simplest first.
    public static let all = [
        crash, byzantine, masking, opaque, secretSharing, fastPaxos, upright, fab,
    ]
}
