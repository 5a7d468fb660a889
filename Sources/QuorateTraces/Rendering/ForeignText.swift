/// Text that somebody else wrote - names of files, options, specs and properties - where a person reads it.
package enum ForeignText {
    /// Returns true if a terminal may obey the character, or a reader not see it: control characters, C1 and
    /// all, what turns the direction of text around, and what ends a line.
    package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        // The general category is slow to look up, and nearly all text is ASCII.
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }

    /// `text` with every such character as Swift escapes it, as in `\u{1b}`; newlines and tabs stay.
    package static func shown(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 < 0x7F && $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 }
        return isPlain ? text : escaped(text, where: { isHidden($0) && $0 != "\n" && $0 != "\t" })
    }

    /// `text` as a Swift string literal in one line.
    package static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += "\\\(scalar)"
            case "\n": literal += "\\n"
            case "\t": literal += "\\t"
            case "\r": literal += "\\r"
            default: literal += isHidden(scalar) ? escape(scalar) : "\(scalar)"
            }
        }
        return literal + "\""
    }

    /// A path as somebody typed it, or as a literal where a part of it would not be seen.
    package static func path(_ path: String) -> String {
        let isPlain = path.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && !isHidden($0) }
        return isPlain && !path.isEmpty ? path : literal(path)
    }

    /// A name as somebody typed it, or as a literal where a part of it would not be seen.
    ///
    /// No more than its beginning: a name can come from a file that anybody wrote.
    package static func name(_ name: String) -> String { path(clipped(name)) }

    /// A name in quotes, and no more than its beginning.
    package static func quoted(_ name: String) -> String { literal(clipped(name)) }

    private static func clipped(_ name: String) -> String {
        // Scalars, because one character can have any number of them.
        let start = name.unicodeScalars.prefix(nameLimit)
        return start.endIndex == name.endIndex ? name : String(start) + "..."
    }

    private static let nameLimit = 200

    private static func escaped(_ text: String, where isEscaped: (Unicode.Scalar) -> Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if isEscaped(scalar) { escaped += escape(scalar) } else { escaped.unicodeScalars.append(scalar) }
        }
        return escaped
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16))}"
    }
}
