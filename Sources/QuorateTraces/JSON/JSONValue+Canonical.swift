extension JSONValue {
    /// Key of the one member of an object that stands for a keyword of EDN.
    private static let keywordKey = "#keyword"
    /// The same for a set of EDN.
    private static let setKey = "#set"

    /// A keyword of EDN, as in `:write`, by its name without the colon.
    package static func keyword(_ name: String) -> JSONValue {
        .object([Member(key: keywordKey, value: .string(name))])
    }

    /// A set of EDN, whose elements have no order.
    package static func set(of elements: [JSONValue]) -> JSONValue {
        .object([
            Member(key: setKey, value: .array(elements.sorted { $0.canonicalText < $1.canonicalText }))
        ])
    }

    /// The name that a string or a keyword is, or nil for another value.
    package var name: String? {
        switch self {
        case .string(let text): return text
        case .object(let members) where members.count == 1 && members[0].key == Self.keywordKey:
            guard case .string(let name) = members[0].value else { return nil }
            return name
        default: return nil
        }
    }

    /// The elements of a list, or nil for another value.
    package var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

    /// The whole number, or nil for another value.
    package var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }

    /// The text of the value in one line, the same for two values that differ in the order of their members only.
    package var canonicalText: String {
        switch self {
        case .null, .boolean, .number, .string: return JSONPrinter.line(self)
        case .array(let elements): return "[" + elements.map(\.canonicalText).joined(separator: " ") + "]"
        case .object(let members):
            if let name { return ":" + name }
            if members.count == 1, members[0].key == Self.setKey, let elements = members[0].value.elements {
                return "#{" + elements.map(\.canonicalText).joined(separator: " ") + "}"
            }
            let texts = members.map { JSONPrinter.quoted($0.key) + " " + $0.value.canonicalText }
            return "{" + texts.sorted().joined(separator: ", ") + "}"
        }
    }
}
