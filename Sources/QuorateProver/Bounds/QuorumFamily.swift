public import QuorateQuorums

/// A well-known rule for quorum sizes, with what it means for sets of replicas.
public struct QuorumFamily: Sendable {
    /// The condition of the literature under which it can be met.
    public let condition: ResilienceCondition
    /// The rule.
    public let rule: QuorumRule
    /// What the inequalities are for: with them each claim is proved, with a size that is one off it is refuted.
    public let meaning: [Claim]

    /// The name by which the family is asked for.
    public var name: String { rule.name }

    /// The families, the simplest first.
    public static let all = [
        crash, byzantine, masking, opaque, secretSharing, fastPaxos, upright, fab,
    ]
}
