import Foundation

/// README.md, taken apart.
struct Readme {
    /// Consecutive lines of the page.
    struct Passage {
        let range: Range<Int>
        let lines: [String]
    }

    /// What stands between two fences.
    struct Block {
        let language: Substring
        let passage: Passage
        /// The file that the line before the block links to.
        let linkedFile: String?

        var text: String { passage.lines.map { $0 + "\n" }.joined() }
    }

    /// The repository's root.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let file = root.appendingPathComponent("README.md")

    let lines: [String]
    let blocks: [Block]

    init() throws {
        lines = try String(contentsOf: Self.file, encoding: .utf8).components(separatedBy: "\n")
        blocks = Self.blocks(of: lines)
    }

    /// The two commands at the top; everything else in a block runs or is read by the tests.
    var openingCommands: [Block] { Array(blocks.prefix(2)) }

    private static func blocks(of lines: [String]) -> [Block] {
        let fences = lines.indices.filter { lines[$0].hasPrefix("```") }
        return stride(from: 0, to: fences.count - 1, by: 2).map { position in
            let (opening, closing) = (fences[position], fences[position + 1])
            let lead = lines[..<opening].last { !$0.isEmpty } ?? ""
            return Block(
                language: lines[opening].dropFirst(3),
                passage: Passage(
                    range: opening + 1..<closing, lines: Array(lines[opening + 1..<closing])),
                linkedFile: lead.wholeMatch(of: /\[.*\]\((.+)\):/).map { String($0.1) })
        }
    }

    /// The rows of the table whose first column is headed `heading`.
    func rows(ofTable heading: String) -> Passage? {
        guard let top = lines.firstIndex(where: { $0.hasPrefix("| \(heading) |") }) else { return nil }
        let end = lines[top...].firstIndex { !$0.hasPrefix("|") } ?? lines.endIndex
        return Passage(range: top + 2..<end, lines: Array(lines[top + 2..<end]))
    }

    /// Writes the page with other lines in the place of some passages, when the tests are to bring it up to date.
    func replace(_ changes: [(Passage, by: [String])]) throws {
        guard ProcessInfo.processInfo.environment["QUORATE_REGENERATE"] != nil else { return }
        var lines = lines
        for (passage, text) in changes.sorted(by: { $0.0.range.lowerBound > $1.0.range.lowerBound }) {
            lines.replaceSubrange(passage.range, with: text)
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: Self.file)
    }
}
