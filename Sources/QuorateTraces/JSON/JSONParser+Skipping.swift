extension JSONParser {
    /// Passes over the list or object at the position, however deep it is, without a call for each level.
    ///
    /// - Returns: the mark that stands for it.
    mutating func skipDeepValue() throws(TraceFileError) -> JSONValue {
        var closing: [UInt8] = []
        repeat {
            let byte = try next()
            switch Unicode.Scalar(byte) {
            case "\"": _ = try string()
            case "{", "[":
                // In ASCII a closing bracket is two behind the one that opens.
                closing.append(byte + 2)
                position += 1
            case "}", "]":
                guard closing.popLast() == byte else { throw malformed("a bracket that closes another one") }
                position += 1
            default: position += 1
            }
        } while !closing.isEmpty
        return ["#unserializable": .string("nested more than \(Self.depthLimit) levels deep")]
    }

    /// The name of the encoding, where the bytes are not UTF-8: in the others every second byte of JSON, or more, is
    /// zero, or a byte order mark stands in front.
    static func otherEncoding(of bytes: [UInt8]) -> String? {
        let start = Array(bytes.prefix(4))
        if start.count == 4, start == [0xFF, 0xFE, 0, 0] || start[..<3] == [0, 0, 0xFE] { return "UTF-32" }
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
        guard start.count == 4 else { return nil }
        switch (start[0], start[1]) {
        case (0, 0): return "UTF-32BE"
        case (0, 1...): return "UTF-16BE"
        case (1..., 0): return start[2] == 0 && start[3] == 0 ? "UTF-32LE" : "UTF-16LE"
        default: return nil
        }
    }
}
