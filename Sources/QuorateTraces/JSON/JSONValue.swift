/// A JSON value as it stands in a file: members in their order, numbers as text.
///
/// Foundation's reader is not used, because it loses the order of members, takes the last of two equal keys
/// without a word and turns large integers into floating point.
package enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// The digits as written; what fits is decided by whoever wants a number.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// A key with its value.
    package struct Member: Hashable, Sendable {
        package var key: String
        package var value: JSONValue

        /// The member of `value` under `key`.
        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The value under `key`, or nil when this is no object or has no such key.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// Summary of the value, for messages: `a list of 3`, `"abc"`.
    package var summary: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .number(let digits): "the number \(Self.clipped(digits))"
        case .string(let text): JSONPrinter.quoted(Self.clipped(text))
        case .array(let elements): "a list of \(elements.count)"
        case .object(let members):
            members.isEmpty
                ? "an empty object"
                : "an object with the key \(JSONPrinter.quoted(Self.clipped(members[0].key)))"
        }
    }

    /// The start of `text`: a message never repeats a whole file.
    static func clipped(_ text: String) -> String {
        // Scalars, because one character can have any number of them.
        let start = text.unicodeScalars.prefix(40)
        return start.endIndex == text.endIndex ? text : String(start) + "..."
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member(key: $0.0, value: $0.1) })
    }

    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    package init(stringLiteral text: String) { self = .string(text) }

    package init(_ number: Int) { self = .number("\(number)") }

    /// A number, or null for what JSON has no word for: infinities and "not a number".
    package init(_ number: Double) { self = number.isFinite ? .number("\(number)") : .null }

    /// A string, or null.
    package init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
}

/// A place in a JSON document, as in `$.states[3].manager`.
indirect enum JSONPath: CustomStringConvertible {
    case root
    case member(JSONPath, String)
    case element(JSONPath, Int)

    subscript(key: String) -> JSONPath { .member(self, key) }
    subscript(index: Int) -> JSONPath { .element(self, index) }

    var description: String {
        switch self {
        case .root: "$"
        case .element(let parent, let index): "\(parent)[\(index)]"
        case .member(let parent, let key):
            key.unicodeScalars.allSatisfy { $0.properties.isXIDContinue } && !key.isEmpty
                ? "\(parent).\(JSONValue.clipped(key))"
                : "\(parent)[\(JSONPrinter.quoted(JSONValue.clipped(key)))]"
        }
    }
}
