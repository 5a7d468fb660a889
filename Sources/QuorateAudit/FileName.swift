/// Name that only a file has, where a person reads it: anybody may have written it.
enum FileName {
    private static let limit = 200

    /// Truth of a name standing in a line as what it is: not too long, and without anything that a terminal may obey or a
    /// reader not see.
    static func isPlain(_ name: String) -> Bool {
        name.unicodeScalars.count <= limit && !name.unicodeScalars.contains(where: isHidden)
    }

    /// The beginning of a name in quotes, as a Swift literal.
    static func quoted(_ name: String) -> String {
        // Scalars, because one character can have any number of them.
        let start = name.unicodeScalars.prefix(limit)
        var text = "\""
        for scalar in start {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            default: text += isHidden(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : "\(scalar)"
            }
        }
        return text + (start.endIndex == name.unicodeScalars.endIndex ? "\"" : "...\"")
    }

    /// The beginning of a list.
    static func list(_ texts: [String]) -> String {
        texts.prefix(12).joined(separator: ", ") + (texts.count > 12 ? ", ... (\(texts.count))" : "")
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
