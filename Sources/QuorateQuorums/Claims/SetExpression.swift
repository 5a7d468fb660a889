/// A set of replicas in a claim: a set by name, or what unions, intersections and differences make of some.
///
///     let A: SetExpression = "A", B: SetExpression = "B", F: SetExpression = "F"
///     (A & B - F).count >= 1      // A and B share a replica outside F
public indirect enum SetExpression: Hashable, Sendable {
    /// All replicas.
    case everyone
    /// Any set of replicas, by name.
    case named(String)
    case union(SetExpression, SetExpression)
    case intersection(SetExpression, SetExpression)
    case difference(SetExpression, SetExpression)
    case symmetricDifference(SetExpression, SetExpression)
}

extension SetExpression: ExpressibleByStringLiteral {
    /// The set of that name.
    public init(stringLiteral name: String) { self = .named(name) }
}

extension SetExpression {
    /// The number of members.
    public var count: Quantity { .count(self) }
    /// The total weight of the members.
    public var weight: Quantity { .weight(self) }

    /// The members of both sets; binds closer than `-`, as multiplication does.
    public static func & (left: SetExpression, right: SetExpression) -> SetExpression {
        .intersection(left, right)
    }
    /// The members of either set; binds as `-` does, as addition does, so write the parentheses in `A | (B - C)`.
    public static func | (left: SetExpression, right: SetExpression) -> SetExpression { .union(left, right) }
    /// The members of `left` that `right` does not have.
    public static func - (left: SetExpression, right: SetExpression) -> SetExpression {
        .difference(left, right)
    }
    /// The members of exactly one of the sets.
    public static func ^ (left: SetExpression, right: SetExpression) -> SetExpression {
        .symmetricDifference(left, right)
    }

    /// Every member is a member of `other`.
    public func isSubset(of other: SetExpression) -> Proposition { .isSubset(self, of: other) }
    /// The sets have the same members.
    public static func == (left: SetExpression, right: SetExpression) -> Proposition {
        .isSubset(left ^ right, of: left & right)
    }
    /// The sets share no member.
    public func isDisjoint(with other: SetExpression) -> Proposition { (self & other).count == 0 }
}
