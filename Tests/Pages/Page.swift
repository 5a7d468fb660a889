import Foundation

/// README.md or an article of a documentation catalog, taken apart.
struct Page {
    /// Consecutive lines of the page.
    struct Passage {
        let range: Range<Int>
        let lines: [String]
    }

    /// What stands between two fences.
    struct Block {
        /// What the line before the block says of it.
        enum Lead: Equatable {
            case none
            /// The block is this file of the repository.
            case file(String)
            /// The block is parts of this file, with a line `…` for what is left out.
            case parts(of: String)
            /// The reader writes this file, below the folder of the session.
            case new(String)
            /// The reader changes this file: lines with a minus go, lines with a plus come.
            case change(String)
        }

        let language: Substring
        let passage: Passage
        let lead: Lead
        /// Why the tests do not look at the block, or nil: `<!-- not tested: … -->` in the line before it.
        let excuse: String?

        var text: String { passage.lines.map { $0 + "\n" }.joined() }
    }

    /// The repository's root.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let readmePath = "README.md"

    /// Where the page is, relative to the root.
    let path: String
    let lines: [String]
    let blocks: [Block]

    init(_ path: String) throws {
        self.path = path
        lines = try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
            .components(separatedBy: "\n")
        blocks = Self.blocks(of: lines)
    }

    static func readme() throws -> Page { try Page(readmePath) }

    /// README.md and every article of the catalogs, by path.
    static func all() throws -> [Page] {
        let sources = root.appendingPathComponent("Sources")
        let articles = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
            .filter { $0.contains(".docc/") && $0.hasSuffix(".md") }
        return try [Page.readme()] + articles.sorted().map { try Page("Sources/\($0)") }
    }

    /// The page's name, as in `FirstSpec`.
    var name: String { String(path.split(separator: "/").last!.dropLast(3)) }

    /// The two commands at the top of README.md, which CI runs; everything else in a block runs or is read by the tests.
    var openingCommands: [Block] { path == Self.readmePath ? Array(blocks.prefix(2)) : [] }

    /// What a reader does from top to bottom.
    var session: ArraySlice<Block> { blocks.dropFirst(openingCommands.count) }

    private static func blocks(of lines: [String]) -> [Block] {
        let fences = lines.indices.filter { lines[$0].hasPrefix("```") }
        return stride(from: 0, to: fences.count - 1, by: 2).map { position in
            let (opening, closing) = (fences[position], fences[position + 1])
            var before = lines[..<opening].filter { !$0.isEmpty }[...]
            let excuse = before.last?.wholeMatch(of: /<!-- not tested: (.+) -->/).map { String($0.1) }
            if excuse != nil { before.removeLast() }
            return Block(
                language: lines[opening].dropFirst(3),
                passage: Passage(
                    range: opening + 1..<closing, lines: Array(lines[opening + 1..<closing])),
                lead: lead(of: before.last ?? ""), excuse: excuse)
        }
    }

    /// Reads ``[`Sources/Voter.swift`](Tests/Starter/Sources/Voter.swift):``, ``From `Tests/Toy.swift`:`` and the like.
    private static func lead(of line: String) -> Block.Lead {
        let form = /(?:.*?\s)??(From |Write |Change )?(?:\[`[^`]+`\]\(([^)]+)\)|`([^`]+\.(?:swift|yml|ta))`):/
        guard let match = line.wholeMatch(of: form) else { return .none }
        let file = String(match.2 ?? match.3 ?? "")
        return switch match.1 {
        case "From ": .parts(of: file)
        case "Write ": .new(file)
        case "Change ": .change(file)
        default: .file(file)
        }
    }

    /// The rows of the table whose first column is headed `heading`.
    func rows(ofTable heading: String) -> Passage? {
        guard let top = lines.firstIndex(where: { $0.hasPrefix("| \(heading) |") }) else { return nil }
        let end = lines[top...].firstIndex { !$0.hasPrefix("|") } ?? lines.endIndex
        return Passage(range: top + 2..<end, lines: Array(lines[top + 2..<end]))
    }

    /// What stands between single backquotes, outside of blocks.
    var inlineCode: [String] {
        let inBlocks = Set(blocks.flatMap { Array($0.passage.range) })
        return lines.indices.filter { !inBlocks.contains($0) && !lines[$0].hasPrefix("```") }
            .flatMap { lines[$0].matches(of: /`([^`]+)`/).map { String($0.1) } }
    }

    /// Writes the page with other lines in the place of some passages, when the tests are to bring it up to date.
    func replace(_ changes: [(Passage, by: [String])]) throws {
        guard !changes.isEmpty, ProcessInfo.processInfo.environment["QUORATE_REGENERATE"] != nil else {
            return
        }
        var lines = lines
        for (passage, text) in changes.sorted(by: { $0.0.range.lowerBound > $1.0.range.lowerBound }) {
            lines.replaceSubrange(passage.range, with: text)
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: Self.root.appendingPathComponent(path))
    }
}
