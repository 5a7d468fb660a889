internal import QuorateLanguage

extension SpecValue {
    /// The whole number of these digits, however many, or nil where they are none.
    static func wholeNumber(_ text: String) -> SpecValue? {
        let digits = text.drop { $0 == "-" }
        guard !digits.isEmpty, text.utf8.count - digits.utf8.count < 2,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        if let value = Int(text) { return .integer(value) }
        let significant = digits.drop { $0 == "0" }
        if significant.isEmpty { return .integer(0) }
        return .largeInteger((text.hasPrefix("-") ? "-" : "") + significant)
    }

    /// The whole number under `#bigint`: digits in a string, a number, or the parts of a library for large numbers.
    static func bigInteger(_ json: JSONValue) -> SpecValue? {
        switch json {
        case .string(let text), .number(let text): wholeNumber(text)
        case .object: parts(of: json).flatMap(wholeNumber)
        case .null, .boolean, .array: nil
        }
    }

    /// The most digits that are made of parts.
    private static let digitLimit = 4096

    /// The digits of a number that JavaScript's bignumber.js has written: sign, exponent of ten of the first digit, and
    /// groups of 14 digits.
    private static func parts(of json: JSONValue) -> String? {
        guard let sign = json["s"]?.integer, abs(sign) == 1, let exponent = json["e"]?.integer,
            (0..<digitLimit).contains(exponent), let groups = json["c"]?.elements, !groups.isEmpty,
            groups.count * 14 <= digitLimit
        else { return nil }
        var digits = ""
        for group in groups {
            guard let value = group.integer, (0..<100_000_000_000_000).contains(value) else { return nil }
            let text = String(value)
            digits += digits.isEmpty ? text : String(repeating: "0", count: 14 - text.count) + text
        }
        let whole = digits.prefix(exponent + 1)
        // What is behind the point must be nothing.
        guard digits.dropFirst(exponent + 1).allSatisfy({ $0 == "0" }) else { return nil }
        return (sign < 0 ? "-" : "") + whole + String(repeating: "0", count: exponent + 1 - whole.count)
    }
}
