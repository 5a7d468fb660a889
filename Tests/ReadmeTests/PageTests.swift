import Foundation
import Testing

@testable import Pages

/// What the pages say besides outputs and code.
@Suite struct PageTests {
    /// Each of the two can be pasted alone; the second installs too what lets tests search over several processes.
    @Test func openingCommands() throws {
        let commands = try Page.readme().openingCommands
        let texts = commands.map { $0.text.replacing("\\\n", with: "").split(separator: " && ") }
        #expect(commands.allSatisfy { $0.language == "sh" && $0.passage.range.upperBound <= 28 })
        #expect(
            texts.map(\.last) == [
                "swift run -c release quorate check\n", "swift test -c release --traits MPI\n",
            ])
        let words = texts.map { $0.dropLast().flatMap { $0.split(whereSeparator: \.isWhitespace) } }
        #expect(words[0] + ["libopenmpi-dev", "openmpi-bin"] == words[1])
        #expect(texts[0].dropLast().allSatisfy { $0.hasPrefix("$(command -v sudo) apt-get ") })
    }

    /// What teaches, lists or measures goes into a page of its own.
    @Test func readmeIsShort() throws {
        let lines = try Page.readme().lines
        let bytes = lines.reduce(-1) { $0 + $1.utf8.count + 1 }
        #expect(lines.count - 1 <= 200 && bytes <= 10_000, "\(lines.count - 1) lines, \(bytes) bytes")
    }

    /// The blocks that are neither run nor compared, with the reason that the page gives: few, and these.
    @Test func whatIsNotTested() throws {
        let excused = try Page.all().flatMap { page in
            page.blocks.compactMap { block in block.excuse.map { "\(page.name): \($0)" } }
        }
        let counts = Dictionary(excused.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts == Self.notTested)
    }

    private static let notTested = [
        "BesideTheCode: the tests of the twins read what it writes": 1,
        "ContinuousIntegration: a file for GitLab": 1, "ContinuousIntegration: a file for Jenkins": 1,
        "Distributed: it needs Open MPI, and builds all of the package": 1,
        "Distributed: it needs Open MPI": 1, "Distributed: it needs a cluster": 2,
        "OtherLanguages: it needs an adapter, and these are built apart from Quorate": 1,
        "OtherLanguages: it needs the adapters, which are built apart from Quorate": 1,
        "OtherLanguages: the lines of a conversation": 1,
        "RaftThatOthersWrote: the tests of the adapters do the same where Go is installed": 1,
        "Reviewing: it needs two revisions, and builds both": 1,
    ]

    /// A block is run, compared with a file, or excused: no other language slips through.
    @Test func everyBlockIsOfAKnownKind() throws {
        for page in try Page.all() {
            for block in page.blocks where block.excuse == nil {
                let isSound = (try? JSONSerialization.jsonObject(with: Data(block.text.utf8))) != nil
                let isKnown =
                    block.language == "json"
                    ? isSound : ["sh", "console", "swift", "yaml", "ta", "diff"].contains(block.language)
                #expect(isKnown, "\(page.path): \(block.text)")
            }
        }
    }

    @Test func linksLeadSomewhere() throws {
        for page in try Page.all() {
            let folder = Page.root.appendingPathComponent(page.path).deletingLastPathComponent()
            let links = page.lines.flatMap { $0.matches(of: /\]\(([^)]+)\)|<(doc:[A-Za-z]+)>/) }
                .map { String($0.1 ?? $0.2 ?? "") }
            for link in links where !link.hasPrefix("https://") {
                let file = link.hasPrefix("doc:") ? "\(link.dropFirst(4)).md" : link
                let path = folder.appendingPathComponent(file).path
                #expect(FileManager.default.fileExists(atPath: path), "\(page.path): \(link)")
            }
        }
    }

    /// Paths in code voice are those of the repository or of the starter.
    @Test func mentionedFilesExist() throws {
        for page in try Page.all() {
            let written = page.blocks.compactMap { block in
                if case .new(let path) = block.lead { path } else { nil }
            }
            let paths = page.inlineCode.filter {
                $0.prefixMatch(of: /(Sources|Tests|Specs|Counterexamples)\//) != nil && !$0.contains(" ")
            }
            for path in paths where !written.contains(path) {
                let isThere = [path, "Tests/Starter/\(path)"].contains {
                    FileManager.default.fileExists(atPath: Page.root.appendingPathComponent($0).path)
                }
                #expect(isThere, "\(page.path): \(path)")
            }
        }
    }

    /// Every article can be found from the page that opens its catalog.
    @Test func everyArticleIsLinked() throws {
        let pages = try Page.all()
        for page in pages where page.path != Page.readmePath {
            let folder = page.path.dropLast(page.name.count + 3)
            let opening = pages.first { $0.path == "\(folder)\(folder.split(separator: "/")[1]).md" }
            let links = try #require(opening).lines.joined(separator: "\n")
            #expect(page.name == opening?.name || links.contains("<doc:\(page.name)>"), "\(page.path)")
        }
    }

    /// The command lines of ours in blocks for other programs.
    private static func commands(inExcused page: Page) -> [String] {
        page.blocks.filter { $0.excuse != nil }.flatMap(\.passage.lines).compactMap { line in
            line.firstMatch(of: /quorate [a-z][^>']*/).map { String($0.0) }
        }
    }

    /// Sub-commands and options that are only mentioned exist.
    @Test func mentionedWordsOfTheCommand() async throws {
        var terminal = Terminal(in: Page.root)
        // All that the parser knows, from one process; `explore` is a program beside it, whose options its help tells.
        let dump = try await terminal.run("quorate --experimental-dump-help").output
        let tree = try JSONDecoder().decode(ParserTree.self, from: Data(dump.utf8))
        let help = try await terminal.run("quorate help explore").output
        // Options of other programs come with the program's name.
        let inCode = try Page.all().flatMap { $0.inlineCode + Self.commands(inExcused: $0) }
            .filter { $0.hasPrefix("quorate ") || $0.hasPrefix("--") }
        let subcommands = inCode.compactMap { $0.prefixMatch(of: /quorate ([a-z-]+)/).map { String($0.1) } }
        // In quotes stands the command of another program.
        let options = inCode.map { $0.replacing(/"[^"]*"/, with: "") }
            .flatMap { $0.matches(of: /--[a-z0-9-]+/).map { String($0.0) } }
        #expect(subcommands.count > 4 && options.count > 4)
        let known = tree.command.words.union(help.split { $0.isWhitespace || $0 == "," }.map(String.init))
        // The parser's own, which no help lists.
        for word in subcommands + options where !["help", "--generate-completion-script"].contains(word) {
            let isKnown = known.contains(word)
            #expect(isKnown, "\(word)")
        }
    }
}

/// The sub-commands and options of a program, as its parser tells them.
private struct ParserTree: Decodable {
    struct Command: Decodable {
        let commandName: String
        let shouldDisplay: Bool
        let arguments: [Argument]?
        let subcommands: [Command]?

        /// Names of what help shows of the command and of all below it.
        var words: Set<String> {
            guard shouldDisplay else { return [] }
            let shown = (arguments ?? []).filter(\.shouldDisplay).flatMap { $0.names ?? [] }
            let options = shown.filter { $0.kind == "long" }.map { "--\($0.name)" }
            return (subcommands ?? []).reduce(Set(options + [commandName])) { $0.union($1.words) }
        }
    }

    struct Argument: Decodable {
        let shouldDisplay: Bool
        let names: [Name]?
    }

    struct Name: Decodable {
        let kind: String
        let name: String
    }

    let command: Command
}
