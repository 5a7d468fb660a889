import Foundation
import Testing

/// What the page says besides outputs and code.
@Suite struct PageTests {
    /// Each of the two can be pasted alone, and both install the same.
    @Test func openingCommands() throws {
        let commands = try Readme().openingCommands
        let texts = commands.map { $0.text.replacing("\\\n", with: "").split(separator: " && ") }
        #expect(commands.allSatisfy { $0.language == "sh" && $0.passage.range.upperBound <= 24 })
        #expect(
            texts.map(\.last) == ["swift run -c release quorate check\n", "swift test -c release\n"])
        #expect(texts[0].dropLast() == texts[1].dropLast())
        #expect(texts[0].dropLast().allSatisfy { $0.hasPrefix("$(command -v sudo) apt-get ") })
    }

    @Test func linksLeadSomewhere() throws {
        let text = try Readme().lines.joined(separator: "\n")
        let links = text.matches(of: /\]\(([^)]+)\)/).map { String($0.1) }
        #expect(!links.isEmpty)
        for link in links {
            let path = Readme.root.appendingPathComponent(link).path
            #expect(FileManager.default.fileExists(atPath: path), "\(link)")
        }
    }

    /// Sub-commands and options that are only mentioned exist.
    @Test func mentionedWordsOfTheCommand() async throws {
        let readme = try Readme()
        var terminal = Terminal(in: Readme.root)
        var help = ""
        for topic in ["", "check", "bench", "prove", "bounds", "availability", "replay", "conform", "export"]
        {
            help += try await terminal.run("quorate help \(topic)").output
        }
        let inCode = readme.lines.flatMap { $0.matches(of: /`([^`]+)`/).map(\.1) }
        let subcommands = inCode.compactMap { $0.prefixMatch(of: /quorate ([a-z]+)/)?.1 }
        let options = inCode.flatMap { $0.matches(of: /--[a-z0-9-]+/).map { $0.0 } }
        #expect(subcommands.count > 4 && options.count > 4)
        for word in subcommands + options where word != "help" {
            #expect(help.split(whereSeparator: \.isWhitespace).contains(word), "\(word)")
        }
    }
}
