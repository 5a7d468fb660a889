import QuorateExplorer

extension Summary {
    /// The most rows of a table in which those that are as expected are not put away.
    private static let shortTable = 20

    /// The summary as Markdown, no longer than `limit` bytes.
    ///
    /// Parts that have no room are left out from the end, and the last line says so.
    func markdown(limit: Int = .max) -> String {
        var text = ""
        let parts = parts.map { $0.source + "\n\n" }
        for (position, part) in parts.enumerated() {
            let rest = parts.count - position
            // Room for the words that the parts after this one are left out, with any number of digits.
            let reserve = rest > 1 ? Self.omission(of: parts.count, limit).utf8.count : 0
            guard text.utf8.count + part.utf8.count + reserve <= limit else {
                return text.isEmpty ? "" : text + Self.omission(of: rest, limit)
            }
            text += part
        }
        return text
    }

    private static func omission(of count: Int, _ limit: Int) -> String {
        "\(Numerals.count(count, "part is", "parts are")) left out here, for want of room: no more than"
            + " \(Numerals.bytes(limit)) are left of what the host shows. The log has the rest.\n"
    }

    /// Title, table, sections, and at the end the rows of a long table that are as expected.
    private var parts: [MarkdownText] {
        let isShort = rows.count <= Self.shortTable
        let shown = isShort ? rows : rows.filter { !$0.isAsExpected }
        let rest = isShort ? [] : rows.filter(\.isAsExpected)
        return ["## \(title)"] + lead + (shown.isEmpty ? [] : [table(of: shown)]) + sections.map(text)
            + (rest.isEmpty ? [] : [details(rest)])
    }

    private func text(of section: Section) -> MarkdownText {
        section.isFolded
            ? Self.folded(section.title, section.body)
            : .joined(["### \(section.title)"] + section.body, separator: "\n\n")
    }

    private func details(_ rows: [Row]) -> MarkdownText {
        let count = Numerals.count(rows.count, "more is", "more are")
        return Self.folded("\(count) \(judgement)", [table(of: rows)])
    }

    private static func folded(_ title: MarkdownText, _ body: [MarkdownText]) -> MarkdownText {
        .joined(["<details><summary>\(title)</summary>"] + body + ["</details>"], separator: "\n\n")
    }

    private func table(of rows: [Row]) -> MarkdownText {
        let names =
            columns.map { MarkdownText.words($0.name) } + [
                "\(judgement.prefix(1).uppercased() + judgement.dropFirst())"
            ]
        let rule = columns.map { $0.isNumber ? "--:" : "---" } as [MarkdownText] + ["---"]
        let lines = rows.map { row in row.cells + [row.answer] }
        return .joined(
            ([names, rule] + lines).map { "| \(.joined($0, separator: " | ")) |" }, separator: "\n")
    }
}
