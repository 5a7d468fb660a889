import QuorateQuorums

/// Letters and claims that the families are made of.
extension QuorumFamily {
    static let n: Quantity = "n", f: Quantity = "f", u: Quantity = "u", e: Quantity = "e"
    static let q: Quantity = "q", r: Quantity = "r", t: Quantity = "t"
    static let a: SetExpression = "A", b: SetExpression = "B"
    static let faulty: SetExpression = "F", otherFaulty: SetExpression = "G"
    static let accepted: SetExpression = "D", reports: SetExpression = "R", classic: SetExpression = "Q"

    private static func name(_ family: String, _ what: String, isEdge: Bool) -> String {
        "\(family)-\(what)" + (isEdge ? "-edge" : "")
    }

    /// Claim about the replicas that two quorums of q share.
    static func intersection(
        _ family: String, edge: [Proposition], _ size: [Proposition],
        @PropositionBuilder _ then: (_ shared: SetExpression) -> [Proposition]
    ) -> Claim {
        let isEdge = size.count > 1
        return .intersection(
            name(family, "intersection", isEdge: isEdge),
            isEdge
                ? "One replica less in each quorum is too few." : "What any two quorums share is enough.",
            of: (a, b), each: { $0.count == q }
        ) {
            size
        } besides: {
            edge
        } then: {
            then($0)
        }
    }

    /// Claim that the replicas that are left make a quorum.
    static func availability(_ family: String, _ size: Proposition, of f: Quantity = f) -> Claim {
        let isEdge = size.isSame(as: q == n - f + 1)
        return .availability(
            name(family, "availability", isEdge: isEdge),
            isEdge
                ? "A quorum of one more waits for a replica that is faulty."
                : "The correct replicas make a quorum.",
            of: q, without: faulty, atMost: f
        ) {
            size
            f >= 1
            f <= n
        }
    }

    /// Claim that two decodings that each agree with n - f shares are the same.
    static func decoding(_ family: String, _ size: Proposition) -> Claim {
        let isEdge = size.isSame(as: t == n - 2 * f + 1)
        return Claim(
            name(family, "decoding", isEdge: isEdge),
            isEdge
                ? "With t one larger two secrets fit."
                : "Two secrets that n - f shares each fit are the same."
        ) {
            size
            n > 2 * f
            f >= 1
            a.count >= n - f
            b.count >= n - f
        } then: {
            (a & b).count >= t
        }
    }

    /// Claim that a classic quorum meets what two fast ones share.
    static func fast(_ family: String, _ edge: [Proposition], _ size: Proposition) -> Claim {
        Claim(
            name(family, "recovery", isEdge: !edge.isEmpty),
            edge.isEmpty
                ? "A classic quorum meets any two fast ones in a replica."
                : "Fast quorums of one less do not."
        ) {
            size
            classic.count == q
            a.count == r
            b.count == r
            edge
        } then: {
            (classic & a & b).count >= 1
        }
    }

    /// Claim that in any n - f reports those of correct replicas that accepted are more than half.
    static func recovery(_ family: String, _ edge: [Proposition], _ size: Proposition) -> Claim {
        Claim(
            name(family, "recovery", isEdge: !edge.isEmpty),
            edge.isEmpty
                ? "Of any n - f reports more than half come from correct replicas that accepted."
                : "After one acceptance less they may not."
        ) {
            size
            accepted.count == q
            reports.count == n - f
            faulty.count <= f
            edge
        } then: {
            2 * (accepted & reports - faulty).count > reports.count
        }
    }
}
