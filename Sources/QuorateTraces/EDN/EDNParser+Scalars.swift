extension EDNParser {
    /// The word at the position: nil, true or false, a number, or a symbol, which is taken for its name.
    mutating func word() throws(EDNError) -> JSONValue {
        let start = position
        let text = try token()
        switch text {
        case "nil": return .null
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: break
        }
        guard let first = text.unicodeScalars.first(where: { $0 != "+" && $0 != "-" }),
            ("0"..."9").contains(first)
        else { return .string(text) }
        guard let number = Self.number(text) else {
            position = start
            throw malformed("\(ForeignText.quoted(text)) is no number")
        }
        return .number(number)
    }

    /// A number as it is compared: without the sign plus and the mark of a large or exact one.
    private static func number(_ text: String) -> String? {
        var digits = text.utf8.first == UInt8(ascii: "+") ? text.utf8.dropFirst() : text.utf8[...]
        if digits.last == UInt8(ascii: "N") || digits.last == UInt8(ascii: "M") { digits = digits.dropLast() }
        var rest = digits.first == UInt8(ascii: "-") ? digits.dropFirst() : digits
        let whole = takeDigits(&rest)
        guard whole == 1 || whole > 1 && digits.first(where: { $0 != UInt8(ascii: "-") }) != UInt8(ascii: "0")
        else { return nil }
        if rest.first == UInt8(ascii: "/") {
            rest = rest.dropFirst()
            return takeDigits(&rest) > 0 && rest.isEmpty ? String(Substring(digits)) : nil
        }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            _ = takeDigits(&rest)
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard takeDigits(&rest) > 0 else { return nil }
        }
        return rest.isEmpty ? String(Substring(digits)) : nil
    }

    /// Takes the digits at the start away, and returns how many there were.
    private static func takeDigits(_ text: inout Substring.UTF8View) -> Int {
        let after = text.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        defer { text = after }
        return text.count - after.count
    }

    /// The keyword at the position, without its colon.
    mutating func keyword() throws(EDNError) -> String {
        position += 1
        return try token()
    }

    /// The character that a backslash begins, by itself or by its name.
    mutating func character() throws(EDNError) -> String {
        position += 1
        // Even a bracket or a space is a character.
        let first = try next()
        position += 1
        var rest = ""
        if first >= 0x80 || Self.isTokenByte(first) {
            position -= 1
            rest = try token()
        }
        switch rest {
        case "newline": return "\n"
        case "space": return " "
        case "tab": return "\t"
        case "return": return "\r"
        case "": return String(Unicode.Scalar(first))
        default: return rest
        }
    }

    /// The bytes up to the next space or bracket.
    mutating func token() throws(EDNError) -> String {
        let start = position
        while position < bytes.count, Self.isTokenByte(bytes[position]) { position += 1 }
        guard position > start else {
            if position == bytes.count { throw malformed("the file ends in the middle of a value") }
            throw malformed("a value is missing")
        }
        return try text(Array(bytes[start..<position]), from: start)
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "(", ")", "[", "]", "{", "}", "\"", ";", ",", "^", "\u{7F}": false
        default: byte > 0x20
        }
    }

    /// The string at the position, its quotes included.
    mutating func string() throws(EDNError) -> String {
        let start = position
        position += 1
        var text: [UInt8] = []
        while true {
            let byte = try next()
            position += 1
            switch Unicode.Scalar(byte) {
            case "\"": return try self.text(text, from: start)
            case "\\": text += String(try escaped()).utf8
            default: text.append(byte)
            }
        }
    }

    private mutating func escaped() throws(EDNError) -> Unicode.Scalar {
        let mark = Unicode.Scalar(try next())
        position += 1
        switch mark {
        case "\"", "\\": return mark
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "u":
            let digits = bytes[position..<min(position + 4, bytes.count)]
            guard digits.count == 4, let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(number)
            else { throw malformed("an escape that is no character") }
            position += 4
            return scalar
        default:
            position -= 1
            throw malformed("an unknown escape in a string")
        }
    }

    /// The text of some bytes that begin at a place.
    private mutating func text(_ bytes: [UInt8], from start: Int) throws(EDNError) -> String {
        let end = position
        position = start
        guard bytes.count <= JSONParser.stringLimit else {
            throw malformed("a text of more than \(JSONParser.stringLimit >> 10) KiB")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw malformed("a text that is not UTF-8")
        }
        guard !JSONParser.hasLongAccents(text) else {
            throw malformed("a text with more than \(JSONParser.accentLimit) accents on one letter")
        }
        position = end
        return text
    }
}
