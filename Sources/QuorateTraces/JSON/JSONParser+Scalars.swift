extension JSONParser {
    /// The number at the position, as it is written.
    mutating func number() throws(TraceFileError) -> String {
        let start = position
        if try next() == UInt8(ascii: "-") { position += 1 }
        let firstDigit = try next()
        try digits()
        guard firstDigit != UInt8(ascii: "0") || bytes[position - 1] == firstDigit && isOneDigit(from: start)
        else { throw malformed("a number with a leading zero") }
        if stands(".") {
            position += 1
            try digits()
        }
        if stands("e") || stands("E") {
            position += 1
            if stands("+") || stands("-") { position += 1 }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private func isOneDigit(from start: Int) -> Bool {
        position - start == (bytes[start] == UInt8(ascii: "-") ? 2 : 1)
    }

    private mutating func digits() throws(TraceFileError) {
        guard Self.isDigit(try next()) else { throw malformed("a value is missing") }
        while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private func stands(_ mark: Unicode.Scalar) -> Bool {
        position < bytes.count && bytes[position] == UInt8(ascii: mark)
    }

    /// The string at the position, its quotes included.
    mutating func string() throws(TraceFileError) -> String {
        position += 1
        let start = position
        var text: [UInt8] = []
        var copied = start
        while true {
            let byte = try next()
            if byte == UInt8(ascii: "\"") { break }
            guard byte >= 0x20 else { throw malformed("a control character inside a string") }
            guard byte == UInt8(ascii: "\\") else {
                position += 1
                continue
            }
            text += bytes[copied..<position]
            position += 1
            text += try Array(String(escaped()).utf8)
            copied = position
        }
        text += bytes[copied..<position]
        let end = position + 1
        // Whatever is wrong with the string is wrong where it begins.
        position = start
        guard text.count <= Self.stringLimit else {
            throw malformed("a string of more than \(Self.stringLimit >> 10) KiB")
        }
        guard let string = String(validating: text, as: UTF8.self) else {
            throw malformed("a string that is not UTF-8")
        }
        guard !Self.hasLongAccents(string) else {
            throw malformed("a string with more than \(Self.accentLimit) accents on one letter")
        }
        position = end
        return string
    }

    /// Returns true if more combining characters follow each other than Unicode's Stream-Safe Text Format
    /// allows (UAX 15).
    ///
    /// To compare two strings takes the square of the length of such a run.
    static func hasLongAccents(_ text: String) -> Bool {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return false }
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : run + 1
            if run > accentLimit { return true }
        }
        return false
    }

    /// The character that an escape stands for; the backslash is behind the position.
    private mutating func escaped() throws(TraceFileError) -> Unicode.Scalar {
        let mark = try next()
        position += 1
        switch Unicode.Scalar(mark) {
        case "\"", "\\", "/": return Unicode.Scalar(mark)
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try unicodeEscape()
        default:
            position -= 1
            throw malformed("an unknown escape in a string")
        }
    }

    private mutating func unicodeEscape() throws(TraceFileError) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        if first < 0xDC00, try next() == UInt8(ascii: "\\") {
            position += 1
            if try next() == UInt8(ascii: "u") {
                position += 1
                let second = try hexadecimal()
                if (0xDC00...0xDFFF).contains(second),
                    let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
                {
                    return scalar
                }
            }
        }
        throw malformed("half a surrogate pair in a string")
    }

    private mutating func hexadecimal() throws(TraceFileError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try next())).hexDigitValue else {
                throw malformed("\\u without four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
