/// The two claims that quorum protocols stand on: any two quorums meet, and one is left when replicas fail.
///
/// Malkhi and Reiter, "Byzantine Quorum Systems" (1998), section 3, name them consistency and availability.
extension Claim {
    /// Claim that two quorums share a replica; a correct one, where `faulty` is the set of those that are
    /// not.
    ///
    ///     Claim.intersection(
    ///         "common-voter", "Two quorums share a correct voter.",
    ///         of: ("A", "B"), each: { $0.count >= q }, outside: "F"
    ///     ) { n > 3 * f }
    ///
    /// - Parameters:
    ///   - quorums: Two sets, which stand for any two quorums.
    ///   - isQuorum: The condition that makes a set a quorum.
    ///   - faulty: The replicas that do not count, at most `faultCount` of them.
    ///   - hypotheses: The system, as in `n > 3 * f`.
    public static func intersection(
        _ name: String, _ sentence: String, source: String = "", file: StaticString = #fileID,
        line: UInt = #line,
        of quorums: (SetExpression, SetExpression), each isQuorum: (SetExpression) -> Proposition,
        outside faulty: SetExpression? = nil, atMost faultCount: Quantity = "f",
        @PropositionBuilder given hypotheses: () -> [Proposition] = { [] }
    ) -> Claim {
        intersection(
            name, sentence, source: source, file: file, line: line, of: quorums, each: isQuorum
        ) {
            hypotheses()
        } besides: {
            if let faulty { faulty.count <= faultCount }
        } then: { shared in
            (faulty.map { shared - $0 } ?? shared).count >= 1
        }
    }

    /// Claim about the replicas that two quorums share.
    ///
    /// - Parameters:
    ///   - quorums: Two sets, which stand for any two quorums.
    ///   - isQuorum: The condition that makes a set a quorum.
    ///   - hypotheses: The system, as in `n > 3 * f`.
    ///   - others: What else is supposed, after the quorums.
    ///   - conclusions: What follows for the set of the replicas that both quorums have.
    public static func intersection(
        _ name: String, _ sentence: String, source: String = "", file: StaticString = #fileID,
        line: UInt = #line,
        of quorums: (SetExpression, SetExpression), each isQuorum: (SetExpression) -> Proposition,
        @PropositionBuilder given hypotheses: () -> [Proposition],
        @PropositionBuilder besides others: () -> [Proposition],
        @PropositionBuilder then conclusions: (_ shared: SetExpression) -> [Proposition]
    ) -> Claim {
        Claim(name, sentence, source: source, file: file, line: line) {
            hypotheses()
            isQuorum(quorums.0)
            isQuorum(quorums.1)
            others()
        } then: {
            conclusions(quorums.0 & quorums.1)
        }
    }

    /// Claim that the replicas outside `faulty` are enough for a quorum of `size`.
    ///
    /// - Parameters:
    ///   - size: The number of members that a quorum needs.
    ///   - faulty: The replicas that may not answer, at most `faultCount` of them.
    ///   - hypotheses: The system, as in `n > 3 * f`.
    public static func availability(
        _ name: String, _ sentence: String, source: String = "", file: StaticString = #fileID,
        line: UInt = #line,
        of size: Quantity, without faulty: SetExpression, atMost faultCount: Quantity = "f",
        @PropositionBuilder given hypotheses: () -> [Proposition] = { [] }
    ) -> Claim {
        Claim(name, sentence, source: source, file: file, line: line) {
            hypotheses()
            faulty.count <= faultCount
        } then: {
            (.everyone - faulty).count >= size
        }
    }
}
