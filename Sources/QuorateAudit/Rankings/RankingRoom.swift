/// Memory that rankings may still take beside the states.
struct RankingRoom {
    /// Bytes that are left.
    private(set) var bytes: Int
    /// Bytes that the whole audit may use, for people.
    private let limit: Int

    init(bytes: Int, limit: Int) { (self.bytes, self.limit) = (bytes, limit) }

    /// Takes some of it.
    ///
    /// - Throws: ``CertificateError/rankingMemory(limit:)`` where there is not as much.
    mutating func take(_ count: Int) throws {
        guard count <= bytes else { throw CertificateError.rankingMemory(limit: limit) }
        bytes -= count
    }
}
