import Foundation
import QuorateDrivers
import QuorateLanguage
import QuorateReplay
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs
@testable import Toys

/// Pages as commands write them.
@Suite struct PageTests {
    static let kept = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Counterexamples").path

    /// A text that would run if a page took it for more than a text.
    static let hostile =
        "</script><script>window.hacked = 1</script>\"><img src=x onerror='window.hacked = 1'>]]>\u{202E}"

    /// The page's data.
    private func data(of page: String) throws -> JSONValue {
        let html = try String(contentsOfFile: page, encoding: .utf8)
        let start = try #require(html.firstRange(of: "id=\"run\">")).upperBound
        let end = try #require(html[start...].firstRange(of: "</script>")).lowerBound
        return try JSONValue(parsing: Data(html[start..<end].utf8))
    }

    @Test func showWritesAPage() async throws {
        try await withTemporaryFolder { folder in
            let page = "\(folder)/run.html"
            let outcome = await quorate(
                [
                    "show", "\(Self.kept)/TwoPhaseCommit/hasty-commit.itf.json", "--html", page,
                    "--source-base", "https://example.org/blob/main/",
                ], over: catalog)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output == "")
            #expect(outcome.errors.contains("The page is in \(page) (5 steps).\n"))
            let data = try data(of: page)
            #expect(data["claim"] == "breaks \"consistency\" after 5 steps")
            guard case .array(let steps)? = data["steps"], case .array(let properties)? = data["properties"]
            else {
                Issue.record("no steps")
                return
            }
            let link = steps[2]["place"]?["link"]
            #expect(link == .string("https://example.org/blob/main/\(try place(steps[2]))"))
            // The coordinator commits when r1 is acknowledged, and that lets r1 commit.
            #expect(
                steps.map { $0["arrows"] } == [[], [arrow(1, 1, 1)], [arrow(1, 3, 2)], [], [arrow(3, 1, 3)]])
            #expect(properties[0]["marks"] == "hhhhhb")
        }
    }

    /// Specs that say how their states are drawn have a drawing of each state, in words too.
    @Test(arguments: [
        ("TwoPhaseCommit/hasty-commit", 3, "r1: Prepared received, prepared"),
        ("Raft/counts-old-terms-committed-entries-stay", 10, "r1: term 4, log [2], leader"),
        ("ChangRoberts/duplicate-ids", 2, "r0 → r1: id 1"),
    ])
    func statesAreDrawn(name: String, state: Int, line: JSONValue) async throws {
        try await withTemporaryFolder { folder in
            let page = "\(folder)/run.html"
            let outcome = await quorate(
                ["show", "\(Self.kept)/\(name).itf.json", "--html", page], over: catalog)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let data = try data(of: page)
            guard case .array(let drawings)? = data["drawings"], case .array(let states)? = data["states"]
            else {
                Issue.record("no drawings")
                return
            }
            #expect(drawings.count == states.count)
            guard case .array(let lines) = drawings[state] else { return }
            #expect(lines.contains(line), "\(lines)")
            let html = try String(contentsOfFile: page, encoding: .utf8)
            #expect(html.components(separatedBy: "<figure class=\"drawing\">").count == states.count + 1)
        }
    }

    private func place(_ step: JSONValue) throws -> String {
        guard case .string(let text)? = step["place"]?["text"] else { return "" }
        return text.replacing(":", with: "#L")
    }

    private func arrow(_ from: Int, _ to: Int, _ since: Int) -> JSONValue {
        ["kind": "enabling", "from": JSONValue(from), "to": JSONValue(to), "since": JSONValue(since)]
    }

    @Test func checkWritesAPageForEach() async throws {
        try await withTemporaryFolder { folder in
            let outcome = await quorate(["check", "Staircase", "--mutant", "leap", "--html", folder])
            #expect(outcome.errors.contains("1 page written to \(folder)"), "\(outcome.errors)")
            let page = try #require(try names(in: "\(folder)/Staircase").first)
            #expect(try data(of: "\(folder)/Staircase/\(page)")["verdict"] == "broken")
            let other = await quorate(["check", "Staircase", "--set", "steps=3", "--html", folder])
            #expect(other.errors.contains("no page was written"), "\(other.errors)")
        }
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder)
    }

    /// The shipped code takes what it takes, refuses one step, and is not asked for the rest.
    @Test func replayStandsBesideTheSteps() async throws {
        try await withTemporaryFolder { folder in
            let page = try await Self.replayed(
                "\(Self.kept)/BrachaBroadcast/echoes-2f.itf.json", drivers, over: catalog, to: folder)
            guard case .array(let code)? = try data(of: page)["code"] else { return }
            #expect(code.map { $0["marks"] } == ["ttttttru", "tttttttt"])
        }
    }

    @Test func divergenceStandsBesideItsStep() async throws {
        try await withTemporaryFolder { folder in
            let page = try await Self.diverged(to: folder)
            guard case .array(let code)? = try data(of: page)["code"] else { return }
            let marks = try #require(code.first?["marks"])
            #expect("\(marks)".contains("x"), "\(marks)")
        }
    }

    /// The page of a replay on code that diverges.
    static func diverged(to folder: String) async throws -> String {
        _ = await quorate(["check", "Staircase", "--mutant", "leap", "--export", folder])
        let driver = ReplayTarget.driver(StumblingStairs.self, for: Staircase())
        return try await replayed("\(folder)/Staircase/leap.itf.json", [driver], over: fixtures, to: folder)
    }

    static func replayed(
        _ file: String, _ drivers: [ReplayTarget], over catalog: Catalog, to folder: String
    ) async throws -> String {
        let outcome = await quorate(["replay", file, "--html", "\(folder)/pages"], over: catalog) {
            $0.drivers = drivers
            $0.freshProcess = { arguments in
                let trace = try ITF.trace(fromFile: arguments[1])
                return try drivers[0].replay(trace, arguments.contains("mutant")).transcript.text
            }
        }
        #expect(outcome.errors.contains("1 page written"), "\(outcome.errors)")
        let folders = try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/pages")
        return "\(folder)/pages/\(try #require(folders.first { $0.hasSuffix(".html") }))"
    }

    /// A file of another tool has a page of its own without a spec.
    @Test func aRunOfAnotherTool() async throws {
        try await withTemporaryFolder { folder in
            let text = """
                {"vars": ["height"], "states": [{"height": 0}, {"height": 1, "mbt::actionTaken": "step"}]}
                """
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/run.json"))
            let outcome = await quorate(["show", "\(folder)/run.json", "--html", "\(folder)/run.html"])
            #expect(outcome.status == 0, "\(outcome.errors)")
            let data = try data(of: "\(folder)/run.html")
            #expect(data["claim"] == "held against no spec")
            #expect(data["states"] == [[[JSONValue(0), "0"]], [[JSONValue(0), "1"]]])
        }
    }

    @Test(arguments: [
        (["show", "FILE", "--html", "/nowhere/x.html"], Int32(74), "/nowhere"),
        (
            ["show", "FILE", "--source-base", "https://example.org"], 64,
            "--source-base makes sense with --html"
        ),
        (
            ["show", "FILE", "--html", "x", "--source-base", "javascript:f()"], 64,
            "an address before the paths"
        ),
        (["show", "FILE", "--html", "x", "--source-base", "https:"], 64, "an address before the paths"),
        (["show", "FILE", "--html", "x", "--full"], 64, "it is about the text"),
        (["show", "FILE", "--html", "FILE"], 64, "another file than the trace"),
        (["check", "Staircase", "--html", "/dev/null"], 74, "/dev/null"),
        (["check", "Staircase", "--source-base", "https://example.org"], 64, "--html"),
        (["replay", "FILE", "--source-base", "https://example.org"], 64, "--html"),
    ])
    func slips(arguments: [String], status: Int32, text: String) async throws {
        try await withTemporaryFolder { folder in
            _ = await quorate(["check", "Staircase", "--mutant", "leap", "--export", folder])
            let outcome = await quorate(
                arguments.map { $0.replacing("FILE", with: "\(folder)/Staircase/leap.itf.json") })
            #expect(outcome.status == status, "\(outcome.errors)")
            #expect(outcome.errors.contains(text), "\(outcome.errors)")
        }
    }

    /// A thousand steps of sixteen replicas are a page that a mail takes.
    @Test func aLongRunFits() throws {
        let page = try PagedRuns.long(steps: 1000, replicas: 16)
        let size = page.html.utf8.count
        #expect(page.lanes.count == 16)
        #expect(size < 2_000_000, "\(size)")
    }
}
