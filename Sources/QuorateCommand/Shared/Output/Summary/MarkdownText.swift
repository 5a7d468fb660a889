import QuorateExplorer
import QuorateTraces

/// Text in Markdown in which nothing that others wrote is read as markup.
///
/// A literal is our own and stands as it is. What is put into one is escaped: as words, or with `code:` as code.
struct MarkdownText: Hashable, ExpressibleByStringInterpolation {
    /// The text as a file has it.
    let source: String

    private init(source: String) { self.source = source }

    init(stringLiteral value: String) { source = value }

    init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

    /// Pieces of a literal, and what stands between them.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var source = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { source += literal }
        mutating func appendInterpolation(_ text: MarkdownText) { source += text.source }
        mutating func appendInterpolation(_ number: Int) { source += Numerals.count(number) }
        mutating func appendInterpolation(_ words: String) { source += MarkdownText.words(words).source }
        mutating func appendInterpolation(code text: String) { source += MarkdownText.code(text).source }
    }

    /// Texts with something of our own between them.
    static func joined(_ texts: [MarkdownText], separator: String) -> MarkdownText {
        MarkdownText(source: texts.map(\.source).joined(separator: separator))
    }

    /// Words as part of a sentence, in one line.
    static func words(_ text: String) -> MarkdownText {
        var source = ""
        for scalar in ForeignText.shown(text).unicodeScalars {
            switch scalar {
            // A host makes a link, and sends a letter, of what stands behind these, unless it is code.
            case "@", "#": source += "<code>\(entity(scalar))</code>"
            case _ where isMarkup(scalar, after: source): source += entity(scalar)
            default: source.unicodeScalars.append(scalar)
            }
        }
        return MarkdownText(source: source)
    }

    /// Sentences in several lines.
    static func lines(_ text: String) -> MarkdownText {
        joined(text.split(separator: "\n").map { words(String($0)) }, separator: "<br>")
    }

    private static func isMarkup(_ scalar: Unicode.Scalar, after source: String) -> Bool {
        switch scalar {
        case "&", "<", ">", "|", "`", "*", "_", "[", "]", "\\", "~", "$", "\n", "\t": true
        // At the beginning of a line, items of a list and what makes a heading of the line above.
        case "-", "+", "=": source.isEmpty
        case ")": source.utf8.allSatisfy { (0x30...0x39).contains($0) }
        // The same, and addresses, which become links.
        case ".":
            source.utf8.allSatisfy { (0x30...0x39).contains($0) } || source.suffix(3).lowercased() == "www"
        case "/": source.hasSuffix(":")
        default: false
        }
    }

    /// Text as code in a line, which may be a cell of a table.
    static func code(_ text: String) -> MarkdownText {
        let shown = ForeignText.shown(text)
        let isPlain =
            !shown.isEmpty && !shown.hasPrefix(" ") && !shown.hasSuffix(" ")
            && !shown.unicodeScalars.contains { "`|\\\n\t".unicodeScalars.contains($0) }
        if isPlain { return MarkdownText(source: "`\(shown)`") }
        var source = ""
        for scalar in shown.unicodeScalars {
            let isSafe = !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            if isSafe { source.unicodeScalars.append(scalar) } else { source += entity(scalar) }
        }
        return MarkdownText(source: "<code>\(source)</code>")
    }

    /// Lines as they are, between fences that none of them closes.
    static func block(_ text: String, language: String = "text") -> MarkdownText {
        let shown = ForeignText.shown(text)
        let longest = shown.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return MarkdownText(source: "\(fence)\(language)\n\(shown)\n\(fence)")
    }

    /// The character as a reference, which is never markup; a line does not end where a newline is meant.
    private static func entity(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "&#92;n"
        case "\t": "&#92;t"
        default: "&#\(scalar.value);"
        }
    }
}
