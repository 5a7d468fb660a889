import Foundation
import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import QuorateExplorer

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// No text of anybody else's moves a cursor, changes a colour or turns a line around, wherever it is printed.
@Suite struct TerminalTextTests {
    /// The start of a sequence, its one-character form, a bell, a right-to-left override, and a tag beyond 16 bits.
    static let hostile = "a\u{1B}[31m\u{9B}1m\u{7}\u{202E}\u{2028}\u{E0041}\rb"
    private static let catalog = Catalog([.spec(Hostile())])

    private func expectHarmless(_ text: String, _ words: [String]) {
        let obeyed = text.unicodeScalars.filter {
            ForeignText.isHidden($0) && $0 != "\n" && $0 != "\t"
        }
        #expect(obeyed.isEmpty, "\(words): \(text.debugDescription)")
    }

    @Test(arguments: [
        ["list"], ["list", "--format", "json"], ["check"], ["check", "--format", "json"],
        ["check", "--format", "junit"], ["check", hostile, "--mutant", hostile],
        ["check", hostile, "--mutant", hostile, "--format", "json"],
        ["check", hostile, "--max-states", "1"], ["check", hostile, "--property", hostile],
    ])
    func namesInASpec(words: [String]) async {
        let outcome = await quorate(words, over: Self.catalog)
        #expect(outcome.output.contains("31m"))
        expectHarmless(outcome.output + outcome.errors, words)
    }

    @Test(arguments: [
        ["check", hostile], ["check", "Staircase", "--set", hostile + "=3"],
        ["check", "Staircase", "--set", hostile], ["check", "Staircase", "--mutant", hostile],
        ["check", "Staircase", "--mutant", hostile, "--mutant", "leap"],
        ["check", "Staircase", "--property", hostile], ["check", "Staircase", "--workers", hostile],
        ["check", "Staircase", "--export", "/dev/null/" + hostile], ["check", "--" + hostile],
        ["show", hostile], ["export", "--swift", hostile], ["replay", hostile], ["list", hostile],
        ["prove", hostile], ["bounds", hostile], ["bounds", "--safe", hostile], ["costs", hostile],
        ["bench", hostile], ["conform", hostile], ["help", hostile], ["availability", "--failure", hostile],
        [hostile],
    ])
    func wordsOfACommandLine(words: [String]) async {
        let outcome = await quorate(words)
        #expect(outcome.status != 0)
        #expect(outcome.errors != "")
        expectHarmless(outcome.output + outcome.errors, words)
    }

    @Test func filesAndWhatIsMadeOfThem() async throws {
        try await withTemporaryFolder { parent in
            let folder = "\(parent)/a\u{1B}[31m"
            let check = ["check", Self.hostile, "--mutant", Self.hostile, "--export", folder]
            let checked = await quorate(check, over: Self.catalog)
            #expect(checked.status == 0 && checked.output.contains("Trace:"))
            expectHarmless(checked.output + checked.errors, check)
            let file = try #require(
                FileManager.default.subpaths(atPath: folder)?.first { $0.hasSuffix(".itf.json") })
            for words in [["show"], ["export", "--swift"]] {
                let line = words + ["\(folder)/\(file)"]
                let outcome = await quorate(line, over: Self.catalog)
                #expect(outcome.status == 0, "\(outcome.errors)")
                expectHarmless(outcome.output + outcome.errors, line)
            }
        }
    }

    @Test func otherProgramsReadTheNamesThatWereWritten() async throws {
        let json = await quorate(["check", "--format", "json"], over: Self.catalog)
        let whole = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let run = try #require((whole?["runs"] as? [[String: Any]])?.first)
        #expect(run["spec"] as? String == Self.hostile)
        #expect((run["parameters"] as? [String: Int])?.keys.first == Self.hostile)
        let junit = await quorate(["check", "--format", "junit"], over: Self.catalog)
        #expect(junit.output.contains("&#155;1m"))
        #expect(XMLParser(data: Data(junit.output.utf8)).parse(), "well-formed")
    }

    /// The one escape sequence that is ours.
    @Test func onlyProgressErasesItsLine() {
        let progress = SearchProgress(
            seconds: 1, depth: 6, distinctStates: 7, generatedStates: 8, frontier: 2, previousFrontier: 1,
            residentBytes: 512)
        for isTerminal in [true, false] {
            let lines = Lines()
            let console = Console(
                output: { _ in }, error: { lines.add($0) }, isErrorTerminal: isTerminal)
            ProgressDisplay(console: console).show(progress, of: Self.hostile)
            let line = lines.text
            #expect(line.contains("31m"))
            expectHarmless(
                isTerminal ? String(line.dropFirst().dropLast("\u{1B}[K".count)) : line, ["progress"])
        }
    }

    @Test func reportIsHarmlessWhateverNamesSay() async throws {
        try await withTemporaryFolder { folder in
            let words = ["report", "--quiet", "--html", "\(folder)/report.html"]
            let outcome = await quorate(words, over: Self.catalog)
            expectHarmless(outcome.output + outcome.errors, words)
            let page = try String(contentsOfFile: "\(folder)/report.html", encoding: .utf8)
            expectHarmless(page, words)
            #expect(XMLParser(data: Data(page.utf8)).parse(), "well-formed")
        }
    }

    @Test func foreignTextIsEscaped() {
        #expect(ForeignText.literal("a\"\\(b)\n\u{1B}\u{202E}é") == #""a\"\\(b)\n\u{1b}\u{202e}é""#)
        #expect(ForeignText.shown("a\tb\nc\u{200D}→") == "a\tb\nc\\u{200d}→")
        #expect(ForeignText.name("") == "\"\"" && ForeignText.name("a b") == "\"a b\"")
        #expect(ForeignText.name(String(repeating: "x", count: 300)).count == 203)
    }
}

/// What was written to a console.
final class Lines: @unchecked Sendable {
    private(set) var text = ""
    func add(_ more: String) { text += more }
}

/// A spec whose author means harm: every name that a person chooses.
private struct Hostile: Spec {
    static let name = TerminalTextTests.hostile
    static let summary = TerminalTextTests.hostile
    static let source = TerminalTextTests.hostile
    var last = 2
    var mutant: Mutant?
    var parameters: [Parameter<Self>] { [Parameter(Self.name, \.last, in: 1...5)] }
    var assumptions: Assumptions? { Assumptions([Self.name], notes: [Self.name]) }
    struct State: SpecState { var height: UInt64 = 0 }
    enum Mutant: String, SpecMutant {
        case leap
        init?(rawValue: String) { self = .leap }
        var rawValue: String { TerminalTextTests.hostile }
        var expectation: MutantExpectation {
            .breaks(TerminalTextTests.hostile, TerminalTextTests.hostile)
        }
    }
    enum Action: SpecAction {
        case climb
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.climb, if: s.height < UInt64(last)) { $0.height += 1 }
    }
    var constraint: StateConstraint<State>? { StateConstraint(Self.name) { _ in true } }
    var properties: [Property<State>] {
        let last = UInt64(mutant == nil ? 5 : 1)
        return [
            .always(Self.name) { $0.height <= last },
            .always("never asked \(Self.name)", when: { _ in false }, then: { _ in true }),
        ]
    }
}
