/// Writes JSON so that a diff of two files is readable: what fits in a line is a line, the rest is opened.
package struct JSONPrinter {
    /// The columns of a line that is not opened.
    let width: Int
    /// Predicate that opens a list or object even if it would fit, by its depth and the key that leads to it.
    let alwaysOpens: (_ depth: Int, _ key: String?) -> Bool

    /// A printer of lines of `width` columns.
    package init(width: Int, alwaysOpens: @escaping (_ depth: Int, _ key: String?) -> Bool) {
        self.width = width
        self.alwaysOpens = alwaysOpens
    }

    /// The text of `value`, with a newline at the end.
    package func text(_ value: JSONValue) -> String {
        open(value, depth: 0, indent: 0, key: nil, used: 0) + "\n"
    }

    /// The text of `value` where `used` columns of the first line are taken.
    private func open(_ value: JSONValue, depth: Int, indent: Int, key: String?, used: Int) -> String {
        guard let (opening, closing) = Self.brackets(of: value) else { return Self.line(value) }
        if !alwaysOpens(depth, key) {
            let line = Self.line(value)
            // One column is for the comma.
            if used + line.count < width { return line }
        }
        if case .object(let members) = value, members.count == 1, Self.brackets(of: members[0].value) != nil,
            !alwaysOpens(depth, key)
        {
            // {"#map": [...]} is one thing to a reader, so it costs one level of indentation.
            let lead = "{" + Self.quoted(members[0].key) + ": "
            return lead
                + open(
                    members[0].value, depth: depth + 1, indent: indent, key: members[0].key,
                    used: used + lead.count) + "}"
        }
        let inner = indent + 2
        let margin = String(repeating: " ", count: inner)
        let lines = Self.parts(of: value).map { key, part in
            let lead = margin + (key.map { Self.quoted($0) + ": " } ?? "")
            return lead + open(part, depth: depth + 1, indent: inner, key: key, used: lead.count)
        }
        return opening + "\n" + lines.joined(separator: ",\n") + "\n" + margin.dropLast(2) + closing
    }

    private static func parts(of value: JSONValue) -> [(key: String?, value: JSONValue)] {
        switch value {
        case .array(let elements): elements.map { (nil, $0) }
        case .object(let members): members.map { ($0.key, $0.value) }
        case .null, .boolean, .number, .string: []
        }
    }

    /// The brackets around a list or object that has something inside.
    private static func brackets(of value: JSONValue) -> (String, String)? {
        switch value {
        case .array(let elements): elements.isEmpty ? nil : ("[", "]")
        case .object(let members): members.isEmpty ? nil : ("{", "}")
        case .null, .boolean, .number, .string: nil
        }
    }

    /// The text of `value` in one line.
    static func line(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .number(let digits): digits
        case .string(let text): quoted(text)
        case .array(let elements): "[" + elements.map(line).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { "\(quoted($0.key)): \(line($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    /// `text` in quotes, with every character escaped that a terminal or a JSON reader could trip over.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where ForeignText.isHidden(scalar):
                for unit in scalar.utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
