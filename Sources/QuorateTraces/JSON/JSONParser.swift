internal import Foundation

/// Reads JSON from a file that anybody may have written.
///
/// Size, depth and number of values are bounded, so that neither memory nor stack depends on the goodwill of the
/// file; every way to be malformed is an error with its place.
struct JSONParser {
    /// The most bytes that are read.
    static let byteLimit = 64 << 20
    /// The most lists and objects around one value. A call per level is all the stack that a file can claim.
    static let depthLimit = 64
    /// The most values: a file of 64 MiB can hold 32 million, at some 24 bytes of memory each and more.
    static let valueLimit = 1 << 22

    /// The most bytes of a string: names are compared and repeated in messages.
    static let stringLimit = 1 << 20
    /// The most combining characters in a row.
    static let accentLimit = 30

    let bytes: [UInt8]
    var position = 0
    /// Readiness to pass over what is nested too deeply, instead of refusing the file for it.
    private let skipsDeepValues: Bool
    private var depth = 0
    private var valueCount = 0

    /// - Throws: ``TraceFileError`` for a file that is too large, or in another encoding than UTF-8.
    init(_ data: Data, skipsDeepValues: Bool = false) throws(TraceFileError) {
        guard data.count <= Self.byteLimit else { throw .tooLarge(limit: Self.byteLimit) }
        try self.init(bytes: [UInt8](data), skipsDeepValues: skipsDeepValues)
    }

    /// - Throws: ``TraceFileError`` for bytes in another encoding than UTF-8.
    init(bytes: [UInt8], skipsDeepValues: Bool = false) throws(TraceFileError) {
        self.bytes = bytes
        self.skipsDeepValues = skipsDeepValues
        if let encoding = Self.otherEncoding(of: bytes) { throw .otherEncoding(encoding) }
        // The byte order mark of UTF-8, which Windows' tools write.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The one value that `data` holds.
    static func parse(_ data: Data) throws(TraceFileError) -> JSONValue {
        var parser = try JSONParser(data)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == parser.bytes.count else { throw parser.malformed("more text after the end") }
        return value
    }

    mutating func value() throws(TraceFileError) -> JSONValue {
        valueCount += 1
        guard valueCount <= Self.valueLimit else { throw .tooManyValues(limit: Self.valueLimit) }
        skipSpace()
        switch try next() {
        case UInt8(ascii: "{"): return try nested { parser throws(TraceFileError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(TraceFileError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .boolean(true))
        case UInt8(ascii: "f"): return try literal("false", .boolean(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return .number(try number())
        }
    }

    /// Reads a list or an object one level down, its opening bracket included.
    private mutating func nested(
        _ body: (inout JSONParser) throws(TraceFileError) -> JSONValue
    ) throws(TraceFileError) -> JSONValue {
        guard depth < Self.depthLimit else {
            if skipsDeepValues { return try skipDeepValue() }
            let (line, column) = place
            throw .tooDeep(limit: Self.depthLimit, line: line, column: column)
        }
        depth += 1
        defer { depth -= 1 }
        position += 1
        return try body(&self)
    }

    private mutating func array() throws(TraceFileError) -> JSONValue {
        var elements: [JSONValue] = []
        if try skips("]") { return .array(elements) }
        repeat { elements.append(try value()) } while try continues(until: "]")
        return .array(elements)
    }

    private mutating func object() throws(TraceFileError) -> JSONValue {
        var members: [JSONValue.Member] = []
        var keys: Set<String> = []
        if try skips("}") { return .object(members) }
        repeat {
            skipSpace()
            let start = position
            guard try next() == UInt8(ascii: "\"") else { throw malformed("a key in quotes is missing") }
            let key = try string()
            guard keys.insert(key).inserted else {
                // Line and column take a pass over all that was read, which a good key must not cost.
                position = start
                let (line, column) = place
                throw .duplicateKey(key, line: line, column: column)
            }
            guard try skips(":") else { throw malformed("a colon is missing") }
            members.append(.init(key: key, value: try value()))
        } while try continues(until: "}")
        return .object(members)
    }

    /// Reads the comma or the closing bracket, and returns true if another element follows.
    mutating func continues(until end: Unicode.Scalar) throws(TraceFileError) -> Bool {
        if try skips(end) { return false }
        guard try skips(",") else { throw malformed("a comma or \(end) is missing") }
        return true
    }

    private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(TraceFileError)
        -> JSONValue
    {
        for index in 0..<text.utf8CodeUnitCount {
            guard try next() == text.utf8Start[index] else { throw malformed("an unknown word") }
            position += 1
        }
        return value
    }
}

extension JSONParser {
    /// The byte at the position; the file ends too early when there is none.
    func next() throws(TraceFileError) -> UInt8 {
        guard position < bytes.count else {
            let (line, column) = place
            throw .truncated(line: line, column: column)
        }
        return bytes[position]
    }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// Skips space and then `mark`, if that is what stands there.
    mutating func skips(_ mark: Unicode.Scalar) throws(TraceFileError) -> Bool {
        skipSpace()
        guard try next() == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    /// Line and column of the position, both from 1, the column in bytes.
    var place: (line: Int, column: Int) {
        let before = bytes[..<position]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return (before.count { $0 == 0x0A } + 1, position - lineStart + 1)
    }

    func malformed(_ reason: String) -> TraceFileError {
        let (line, column) = place
        return .notJSON(reason: reason, line: line, column: column)
    }
}
