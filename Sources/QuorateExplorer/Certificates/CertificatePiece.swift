/// Part of a certificate as it is written.
package enum CertificatePiece: Sendable {
    /// Bytes that come next.
    case bytes([UInt8])
    /// The end, with the properties of liveness of which the certificate says nothing.
    case end(uncovered: [UncoveredLiveness])
}

/// Property of liveness that a certificate has no ranking for, although it was not found to be broken.
package struct UncoveredLiveness: Hashable, Sendable {
    /// Reason for which it has none.
    package enum Reason: String, Sendable {
        /// The property was left out.
        case notAsked = "not asked for"
        /// The ranking did not fit into the memory of the search.
        case noMemory = "no memory for its ranking"
    }

    /// Name of the property.
    package let name: String
    /// Reason for which there is no ranking.
    package let reason: Reason
}
