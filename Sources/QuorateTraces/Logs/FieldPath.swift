/// Place of a field in a line, as in `event.msg.to`.
struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    private let keys: [String]

    /// - Returns: nil for a text with an empty part.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard !parts.contains("") else { return nil }
        keys = parts.map(String.init)
    }

    /// The value in that place, or nil where the line has none.
    func value(in line: JSONValue) -> JSONValue? {
        var value = line
        for key in keys {
            guard let inner = value[key] else { return nil }
            value = inner
        }
        return value
    }

    var description: String { keys.joined(separator: ".") }
}

extension JSONValue {
    /// The text, or the digits of a number: names of nodes are either.
    var nameOrNumber: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .null, .boolean, .array, .object: nil
        }
    }
}
