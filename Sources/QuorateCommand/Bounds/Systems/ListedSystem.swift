import QuorateQuorums

/// Names of the replicas of a system that is written out, in the order in which they are first mentioned.
struct ReplicaNames {
    private(set) var names: [String] = []
    /// True once no further name may come.
    var isComplete = false

    /// All of them.
    var replicas: ReplicaSet { ReplicaSet(count: names.count) }

    /// The replica called `name`, a new one if there is none.
    mutating func replica(_ name: String, _ column: Int) throws(ExpressionError) -> ReplicaID {
        if let known = names.firstIndex(of: name) { return ReplicaID(known) }
        guard !isComplete else {
            throw ExpressionError(
                message: "no quorum has \(name); the replicas are \(names.joined(separator: ", "))",
                column: column)
        }
        guard names.count < ReplicaID.capacity else {
            throw ExpressionError(message: ExpressionParser.tooMany, column: column)
        }
        names.append(name)
        return ReplicaID(names.count - 1)
    }

    /// The members of `set` by name, as in `{a, c}`.
    func words(_ set: ReplicaSet) -> String { "{\(list(set).joined(separator: ", "))}" }
    /// The members of `set` by name.
    func list(_ set: ReplicaSet) -> [String] { set.map { names[$0.number] } }
}

/// Rules that are written out, replica by replica.
extension QuorumExpression {
    /// Takes the replicas into `names`, in the order in which they are written.
    func mention(in names: inout ReplicaNames) throws(ExpressionError) {
        switch self {
        case .members(_, .list(let members), _):
            for member in members { try member.rule.mention(in: &names) }
        case .members(_, .set, _): break
        case .all(let parts), .any(let parts): for part in parts { try part.mention(in: &names) }
        case .replica(let name, let column): _ = try names.replica(name, column)
        case .slices(let slices, let column):
            for slice in slices { _ = try names.replica(slice.replica, column) }
            for slice in slices { try slice.trusts.mention(in: &names) }
        }
    }

    /// The rule among the replicas `names`, which are complete.
    func rule(_ names: inout ReplicaNames) throws(ExpressionError) -> NestedQuorums.Rule {
        switch self {
        case .replica(let name, let column): return .replica(try names.replica(name, column))
        case .all(let parts): return .votes(atLeast: parts.count, of: try members(parts, &names))
        case .any(let parts): return .votes(atLeast: 1, of: try members(parts, &names))
        case .slices(let slices, let column):
            var rules: [NestedQuorums.Slice] = []
            for slice in slices {
                let replica = try names.replica(slice.replica, column)
                rules.append(.init(replica, trusts: try slice.trusts.rule(&names)))
            }
            return .slices(rules)
        case .members(let threshold, let group, let column):
            let members = try group.members(&names, isWeighted: threshold.isWeighted, column)
            let total = members.reduce(0) { $0 + $1.votes }
            guard let least = try threshold.least(of: total, column) else {
                throw ExpressionError(
                    message: "a quorum has at least so many; less than so many is for --faulty",
                    column: column)
            }
            return .votes(atLeast: least, of: members)
        }
    }

    private func members(
        _ parts: [QuorumExpression], _ names: inout ReplicaNames
    ) throws(ExpressionError) -> [NestedQuorums.Member] {
        var members: [NestedQuorums.Member] = []
        for part in parts { members.append(.init(try part.rule(&names))) }
        return members
    }
}

extension QuorumExpression.Group {
    func members(
        _ names: inout ReplicaNames, isWeighted: Bool, _ column: Int
    ) throws(ExpressionError) -> [NestedQuorums.Member] {
        guard case .list(let list) = self else {
            guard case .set(.everyone) = self, !isWeighted else {
                throw ExpressionError(
                    message: "lists of replicas and sets by name do not mix; list the members here",
                    column: column)
            }
            return names.replicas.map { .init(.replica($0)) }
        }
        guard list.allSatisfy({ ($0.weight != nil) == isWeighted }) else {
            throw ExpressionError(
                message: isWeighted
                    ? "weights are missing; write one for each member, as in {a: 3, b: 1}"
                    : "weights count where \"weight\" is written, as in weight > 2/3 of {a: 3, b: 1}",
                column: column)
        }
        var members: [NestedQuorums.Member] = []
        for member in list { members.append(.init(try member.rule.rule(&names), votes: member.weight ?? 1)) }
        return members
    }
}

extension QuorumExpression.Threshold {
    /// The number that is at least asked for out of `total`, or nil where it is a number not to be reached.
    func least(of total: Int, _ column: Int) throws(ExpressionError) -> Int? {
        switch relation {
        case .atLeast: try bound(of: total, column, up: true)
        case .greater: try bound(of: total, column, up: false) + 1
        default: nil
        }
    }

    /// The largest number out of `total` that is not too many, or nil where it is a number to be reached.
    func most(of total: Int, _ column: Int) throws(ExpressionError) -> Int? {
        switch relation {
        case .atMost: try bound(of: total, column, up: false)
        case .less: try bound(of: total, column, up: true) - 1
        default: nil
        }
    }

    private func bound(of total: Int, _ column: Int, up: Bool) throws(ExpressionError) -> Int {
        switch amount {
        case .share(let numerator, let divisor):
            // At most 16 weights of 30 bits times 30 bits do not fit.
            let (high, low) = total.multipliedFullWidth(by: numerator)
            let (quotient, rest) = divisor.dividingFullWidth((high, low))
            return up && rest > 0 ? quotient + 1 : quotient
        case .count(let quantity):
            guard let number = try? QuorumWitness().value(of: quantity) else {
                throw ExpressionError(
                    message: "a list has a number of members, so a number or a share is needed here",
                    column: column)
            }
            guard number.magnitude <= 1 << 60 else {
                throw ExpressionError(message: "the numbers become too large", column: column)
            }
            return number
        }
    }
}
