package import Foundation

/// A file that is not in the extensible data notation: what is wrong and where, line and column (in bytes) from 1.
package struct EDNError: Error, Hashable, Sendable, CustomStringConvertible {
    let reason: String
    let line: Int
    let column: Int

    /// Reason and place in one line.
    package var description: String { "not EDN: \(reason), at line \(line), column \(column)" }
}

extension JSONValue {
    /// The elements of the one vector or list that `data` holds in the extensible data notation, or else the values that
    /// stand there one after the other.
    ///
    /// Keywords and sets are ``keyword(_:)`` and ``set(of:)``, keywords as keys of maps their names; tags are left out, so
    /// that a record is a map.
    package static func ednSequence(in data: Data) throws(EDNError) -> [PlacedValue] {
        var parser = EDNParser([UInt8](data))
        return try parser.sequence()
    }
}

/// Reads the extensible data notation, in which Clojure writes values, from a file that anybody may have written.
///
/// As with JSON, neither memory nor stack depends on the goodwill of the file, and every way to be malformed is an error
/// with its place.
struct EDNParser {
    let bytes: [UInt8]
    var position = 0
    private var depth = 0
    private var valueCount = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    fileprivate mutating func sequence() throws(EDNError) -> [PlacedValue] {
        guard bytes.count <= JSONParser.byteLimit else {
            throw malformed("more than \(JSONParser.byteLimit >> 20) MiB")
        }
        var lines = LineCount()
        var values: [PlacedValue] = []
        try skipSpace()
        let closing: UInt8? =
            switch position < bytes.count ? Unicode.Scalar(bytes[position]) : nil {
            case "[": UInt8(ascii: "]")
            case "(": UInt8(ascii: ")")
            default: nil
            }
        if closing != nil { position += 1 }
        while try !ends(at: closing) {
            let line = lines.line(at: position, in: bytes)
            values.append(PlacedValue(line: line, value: try value()))
        }
        try skipSpace()
        guard position == bytes.count else { throw malformed("more text after the end") }
        return values
    }

    /// Skips space and then the closing bracket, if that is what stands there; without one the end of the file ends.
    private mutating func ends(at closing: UInt8?) throws(EDNError) -> Bool {
        try skipSpace()
        guard let closing else { return position == bytes.count }
        guard try next() == closing else { return false }
        position += 1
        return true
    }

    /// The value at the position, in front of which there is no space.
    private mutating func value() throws(EDNError) -> JSONValue {
        valueCount += 1
        guard valueCount <= JSONParser.valueLimit else {
            throw malformed("more than \(JSONParser.valueLimit) values")
        }
        switch Unicode.Scalar(try next()) {
        case "{": return .object(try members(nested(until: "}")))
        case "[": return .array(try nested(until: "]"))
        case "(": return .array(try nested(until: ")"))
        case "\"": return .string(try string())
        case ":": return .keyword(try keyword())
        case "\\": return .string(try character())
        case "#": return try dispatch()
        case "^":
            position += 1
            _ = try one()
            return try one()
        default: return try word()
        }
    }

    /// The next value, with what stands in front of it, one level down.
    private mutating func one() throws(EDNError) -> JSONValue {
        try deeper { parser throws(EDNError) in
            try parser.skipSpace()
            return try parser.value()
        }
    }

    private mutating func deeper<Result>(
        _ body: (inout EDNParser) throws(EDNError) -> Result
    ) throws(EDNError) -> Result {
        guard depth < JSONParser.depthLimit else {
            throw malformed("more than \(JSONParser.depthLimit) levels")
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    /// Reads what stands between brackets, the opening one included.
    private mutating func nested(until closing: Unicode.Scalar) throws(EDNError) -> [JSONValue] {
        position += 1
        return try deeper { parser throws(EDNError) in
            var elements: [JSONValue] = []
            while try !parser.ends(at: UInt8(ascii: closing)) { elements.append(try parser.value()) }
            return elements
        }
    }

    private func members(_ elements: [JSONValue]) throws(EDNError) -> [JSONValue.Member] {
        guard elements.count.isMultiple(of: 2) else { throw malformed("a map with a key without a value") }
        var keys: Set<String> = []
        var members: [JSONValue.Member] = []
        for index in stride(from: 0, to: elements.count, by: 2) {
            let key = elements[index].name ?? elements[index].canonicalText
            guard keys.insert(key).inserted else {
                throw malformed("a map with the key \(ForeignText.quoted(key)) twice")
            }
            members.append(.init(key: key, value: elements[index + 1]))
        }
        return members
    }

    /// Value that a number sign begins: a set, a tag, a number that is none, a map whose keys share a namespace.
    private mutating func dispatch() throws(EDNError) -> JSONValue {
        position += 1
        switch Unicode.Scalar(try next()) {
        case "{":
            return .set(of: try nested(until: "}"))
        case "#":
            position += 1
            return .string("##" + (try token()))
        case ":":
            let namespace = try keyword()
            guard case .object(let members) = try one() else { throw malformed("a namespace without a map") }
            return .object(members.map { .init(key: "\(namespace)/\($0.key)", value: $0.value) })
        default:
            let tag = try token()
            guard tag.unicodeScalars.first?.properties.isAlphabetic == true else {
                throw malformed("a number sign without a tag")
            }
            return try one()
        }
    }

    /// Skips space, commas, comments and values that are left out.
    private mutating func skipSpace() throws(EDNError) {
        while position < bytes.count {
            switch Unicode.Scalar(bytes[position]) {
            case " ", "\n", "\r", "\t", ",", "\u{C}": position += 1
            case ";": while position < bytes.count, bytes[position] != 0x0A { position += 1 }
            case "#" where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "_"):
                position += 2
                _ = try one()
            default: return
            }
        }
    }
}

extension EDNParser {
    /// The byte at the position; the file ends too early when there is none.
    func next() throws(EDNError) -> UInt8 {
        guard position < bytes.count else { throw malformed("the file ends in the middle of a value") }
        return bytes[position]
    }

    /// Error at the position.
    func malformed(_ reason: String) -> EDNError {
        let before = bytes[..<min(position, bytes.count)]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return EDNError(
            reason: reason, line: before.count { $0 == 0x0A } + 1, column: before.count - lineStart + 1)
    }
}
