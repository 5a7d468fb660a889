import QuorateLanguage

/// Claims of a certificate behind the states, from version 2 of the form on: names that may be traded, and rankings.
struct CertificateTail {
    /// Numbers of the replicas of each group in which names may be traded: each state stands for all that they make of it.
    var groups: [[Int]] = []
    /// Rankings that show properties of liveness, by their positions among those of the spec.
    var rankings: [Ranking] = []

    /// Ranking of what is no property of liveness: the rest of the file is not worth its memory.
    struct StrangeRanking: Error {
        /// Position that it claims for its property.
        let property: Int
    }

    init() {}

    /// - Parameters:
    ///   - set: the states that came before.
    ///   - liveness: the number of the properties of liveness in the file.
    ///   - isLiveness: truth of the property at a position being one of liveness.
    /// - Throws: ``CertificateError``, or ``StrangeRanking``.
    init(
        _ bytes: inout CertificateBytes, behind set: ClosedSet, liveness: Int, isLiveness: (Int) -> Bool
    ) throws {
        var rest = CertificateBytes.longestList
        groups = try bytes.list { bytes in
            let group = try bytes.list(most: rest) { try $0.number() }
            rest -= group.count
            return group
        }
        let count = try bytes.number()
        guard count <= liveness else {
            throw bytes.malformed("\(count) rankings, and \(liveness) properties of liveness")
        }
        try readRankings(count, &bytes, set, isLiveness)
        // There is one way only to say nothing more: version 1.
        if groups.isEmpty, rankings.isEmpty { throw bytes.malformed("nothing behind the states") }
        if !groups.isEmpty, !rankings.isEmpty {
            throw bytes.malformed("a ranking of states that stand for others")
        }
    }

    private mutating func readRankings(
        _ count: Int, _ bytes: inout CertificateBytes, _ set: ClosedSet, _ isLiveness: (Int) -> Bool
    ) throws {
        var room = RankingRoom(bytes: set.spareBytes, limit: set.limit)
        for _ in 0..<count {
            try bytes.checkWish()
            let property = try bytes.number()
            guard isLiveness(property) else { throw StrangeRanking(property: property) }
            guard rankings.last.map({ $0.property < property }) ?? true else {
                throw bytes.malformed("a ranking of a property that has one")
            }
            rankings.append(try Ranking(of: property, &bytes, stateCount: set.count, in: &room))
        }
    }
}
