/// Text of a page in which nothing that comes from elsewhere is markup: what a literal says is markup, and what is
/// interpolated into it is text, unless it is such a text itself.
package struct HTMLText: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The source of the page.
    package private(set) var source: String

    package init(stringLiteral literal: String) { source = literal }

    package init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

    /// Parts one after the other.
    package static func joined(_ parts: [HTMLText], separator: String = "\n") -> HTMLText {
        HTMLText(stringLiteral: parts.map(\.source).joined(separator: separator))
    }

    /// `text`, to be read; also right between the quotes of an attribute, and where the page is read as XML.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // Neither is a character of a page, whatever stands for it.
            case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            case _ where ForeignText.isHidden(scalar) && scalar != "\n" && scalar != "\t":
                escaped += ForeignText.shown(String(scalar))
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var source = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            source.reserveCapacity(literalCapacity)
        }

        package mutating func appendLiteral(_ literal: String) { source += literal }

        // Otherwise a literal that is interpolated would be such a text, and its markup be shown.
        @_disfavoredOverload
        package mutating func appendInterpolation(_ text: String) { source += HTMLText.escaped(text) }

        package mutating func appendInterpolation(_ number: Int) { source += "\(number)" }

        package mutating func appendInterpolation(_ text: HTMLText) { source += text.source }

        /// Adds texts, each on a line.
        package mutating func appendInterpolation(_ texts: [HTMLText]) {
            source += HTMLText.joined(texts).source
        }
    }
}
