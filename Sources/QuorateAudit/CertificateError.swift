/// A file that is no certificate, or too damaged to be held against anything: what is wrong, where, and what to do.
package enum CertificateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file begins with something else.
    case notACertificate
    /// Another version of the form.
    case version(Int)
    /// The file stops in the middle.
    case truncated(offset: Int)
    /// The file contradicts its own form: in what way.
    case malformed(String, offset: Int)
    /// The bytes are not those whose checksum is at the end.
    case checksum(offset: Int)
    /// More states than the memory given has room for.
    case memory(states: Int, limit: Int)
    /// Rankings for which there is no room beside the states.
    case rankingMemory(limit: Int)

    /// More orders of the names that replicas may trade than are looked through.
    case tooManyNames(most: Int)

    /// True where the file may be right, and the audit would need more than it may take.
    package var isLimit: Bool {
        switch self {
        case .memory, .rankingMemory, .tooManyNames: true
        case .notACertificate, .version, .truncated, .malformed, .checksum: false
        }
    }

    /// Text that says what is wrong, where, and what to do.
    package var description: String {
        switch self {
        case .notACertificate:
            "this is no certificate; `check SPEC --certificate FILE` writes one"
        case .version(let version):
            "the certificate has version \(version) of the form, and this program reads"
                + " \(CertificateHead.versions.lowerBound) and \(CertificateHead.versions.upperBound); write it again with this program"
        case .truncated(let offset): "the certificate stops in the middle, at byte \(offset); write it again"
        case .malformed(let what, let offset):
            "the certificate is damaged at byte \(offset): \(what); write it again"
        case .checksum(let offset):
            "the certificate is damaged: the checksum at byte \(offset) is not that of the bytes before; write it again"
        case .tooManyNames(let most):
            "the replicas that may trade names can do so in more than \(most) ways, too many to be looked through for each"
                + " step; take a smaller instance, or a certificate without --symmetry"
        case .memory(let states, let limit):
            "\(states == 1 ? "the first states" : "\(states) states") and their table do not fit into the"
                + " \(Self.size(limit)) that the audit may use; give more with --max-memory"
        case .rankingMemory(let limit):
            "the rankings do not fit beside the states into the \(Self.size(limit)) that the audit may use; give more with"
                + " --max-memory"
        }
    }

    /// Bytes in the largest unit of which there is a whole one, with a decimal place, cut off: no more than is given.
    private static func size(_ bytes: Int) -> String {
        let units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)]
        guard let (unit, shift) = units.first(where: { bytes >> $0.1 > 0 }) else { return "\(bytes) B" }
        let tenths = ((bytes >> (shift - 10)) * 10) >> 10
        return "\(tenths / 10).\(tenths % 10) \(unit)"
    }
}
