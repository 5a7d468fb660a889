import QuorateQuorums

/// Rule for quorums as a person writes it: lists of replicas, or sets by name.
indirect enum QuorumExpression {
    /// Enough members of a group.
    case members(Threshold, of: Group, column: Int)
    case all([QuorumExpression])
    case any([QuorumExpression])
    /// A replica by name.
    case replica(String, column: Int)
    /// Replicas, each with what it trusts.
    case slices([(replica: String, trusts: QuorumExpression)], column: Int)

    /// Number of members, or weight of them, that is enough or too much.
    struct Threshold {
        enum Amount {
            case count(Quantity)
            /// A share of all members.
            case share(Int, over: Int)
        }

        let amount: Amount
        var relation = Proposition.Relation.atLeast
        var isWeighted = false
    }

    enum Group {
        case list([Member])
        /// A set by name, all replicas among them.
        case set(SetExpression)
    }

    /// A replica or a group in a list, with its weight.
    struct Member {
        let rule: QuorumExpression
        let weight: Int?
    }

    /// Position of something that is written out, replica by replica, if anything is.
    var listed: Int? {
        switch self {
        case .members(_, .list(let members), let column):
            members.isEmpty ? column : members.compactMap(\.rule.listed).first
        case .members(_, .set, _): nil
        case .all(let parts), .any(let parts): parts.compactMap(\.listed).first
        case .replica(_, let column), .slices(_, let column): column
        }
    }

    /// Position of a set that stands for any replicas, all of them among them, if there is one.
    var named: Int? {
        switch self {
        case .members(_, .list(let members), _): members.compactMap(\.rule.named).first
        case .members(_, .set, let column): column
        case .all(let parts), .any(let parts): parts.compactMap(\.named).first
        case .slices(let slices, _): slices.compactMap(\.trusts.named).first
        case .replica: nil
        }
    }
}
