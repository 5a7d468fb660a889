import QuorateTraces

/// An XML element, for the one format that needs XML.
struct XMLElement {
    var name: String
    var attributes: KeyValuePairs<String, String> = [:]
    var text = ""
    var children: [XMLElement] = []

    /// The element over several lines, with what is inside it.
    func lines(indent: String = "") -> String {
        let tag =
            "\(indent)<\(name)"
            + attributes.map { " \($0.key)=\"\(Self.escaped($0.value, inAttribute: true))\"" }.joined()
        if children.isEmpty, text.isEmpty { return "\(tag)/>" }
        if children.isEmpty { return "\(tag)>\(Self.escaped(text))</\(name)>" }
        let inside = children.map { $0.lines(indent: indent + "  ") }.joined(separator: "\n")
        return "\(tag)>\n\(inside)\n\(indent)</\(name)>"
    }

    /// `text` without anything that XML reads as markup, or does not allow at all.
    static func escaped(_ text: String, inAttribute: Bool = false) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n" where inAttribute, "\t" where inAttribute, "\r": escaped += "&#\(scalar.value);"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                escaped += "\u{FFFD}"
            case _ where ForeignText.isHidden(scalar):
                escaped += "&#\(scalar.value);"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
