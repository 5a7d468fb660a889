/// Colours of the marks with which lines of a table begin, for a terminal; without them each says the same.
enum MarkColour {
    /// Escape sequences of a terminal (ECMA-48, section 8.3.117) by the mark.
    private static let codes = [
        "ok": "32", "FAILED": "31", "open": "33", "differs": "31", "unknown": "33", "Error:": "31",
    ]

    /// The lines with colour in front of and behind each mark.
    static func adding(to lines: String) -> String {
        lines.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                let mark = line.prefix { $0 != " " }
                guard let code = codes[String(mark)], mark.count < line.count else { return String(line) }
                return "\u{1B}[\(code)m\(mark)\u{1B}[0m\(line.dropFirst(mark.count))"
            }
            .joined(separator: "\n")
    }
}
