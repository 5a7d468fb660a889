/// Request to a side, a line of JSON each.
enum SideRequest: Codable, Equatable {
    /// Findings of `check` for the instance at a position in the description of its spec, and its graph if wanted.
    case run(spec: Int, instance: Int, withGraph: Bool)
    /// Answers of `prove` to the claims and theorems of these names.
    case claims([String])
    /// Figures of `conform` for the instances with these labels.
    case conformances([String])
}

/// Piece of what a side prints: a letter, the length of what follows in four bytes, and that.
struct SideFrame: Equatable {
    enum Kind: UInt8 {
        case description = 0x44  // D
        case run = 0x52  // R
        case graph = 0x47  // G
        case claim = 0x43  // C
        case conformance = 0x46  // F
        /// End of what answers one request.
        case end = 0x45  // E
    }

    /// Bytes in front of the first frame: whatever prints something else is no side.
    static let opening = Array("quorate-diff-side\n".utf8)
    /// The most bytes of one frame.
    static let byteLimit = 64 << 20

    var kind: Kind
    var payload: [UInt8]

    /// The bytes of the frame.
    var bytes: [UInt8] {
        let length = UInt32(payload.count)
        return [kind.rawValue] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * UInt32($0))) }
            + payload
    }
}
