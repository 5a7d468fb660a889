import Foundation
import QuorateProver
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs
@testable import QuorateTraces
@testable import Toys

/// Pages in a real browser: what is shown is what the data say, in each of their looks.
///
/// Where no Chromium is installed, what can be seen of a page without one is tested all the same, elsewhere.
@Suite struct BrowserLongTests {
    private static let browser = ["chromium", "chromium-browser", "google-chrome"].lazy
        .compactMap(ChildProcess.path).first
    private static let python = ChildProcess.path(of: "python3")
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Browser/pages.py").path

    @Test(.enabled(if: browser != nil && python != nil, "Chromium or Python is not installed"))
    func whatIsShownIsWhatTheDataSay() async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                atPath: "\(folder)/runs", withIntermediateDirectories: true)
            try await write(to: "\(folder)/runs")
            _ = try await PageTests.diverged(to: folder)
            try FileManager.default.createDirectory(
                atPath: "\(folder)/documents", withIntermediateDirectories: true)
            try await writeDocuments(to: "\(folder)/documents")
            let printed = try ChildProcess.run(
                try #require(Self.python), ["-B", Self.script, try #require(Self.browser), folder])
            #expect(printed.text.contains("12 pages, "), "\(printed.text)")
        }
    }

    /// A report, and comparisons: with replicas that send messages, of a start, without an answer, and a hostile one.
    private func writeDocuments(to folder: String) async throws {
        func write(_ outcome: Outcome, _ name: String) throws {
            #expect(outcome.errors.contains("The page is in"), "\(outcome)")
            try Data(outcome.output.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).json"))
        }
        let words = ["report", "TwoPhaseCommit", "--quiet", "--format", "json", "--html"]
        try write(
            await quorate(words + ["\(folder)/report.html"], over: catalog) { $0.models = ProtocolModel.all },
            "report")
        for (name, base, head, options) in [
            ("poll", Poll.catalog(.fickle), Poll.catalog(.hasty), "--forbid behaviour-added"),
            ("start", Door().catalog, Door(.startsAjarOnly).catalog, ""),
            ("open", Door().catalog, Door(.startsAjar).catalog, "--max-states 2"),
        ] {
            let arguments = "\(options) --format json --html \(folder)/\(name).html"
            try write(await diff(base, head, arguments), name)
        }
        let report = try DiffPageTests.hostile(PageTests.hostile)
        let links = try PagedRuns.links
        try Data(report.html(links).utf8).write(to: URL(fileURLWithPath: "\(folder)/hostile.html"))
        try Data(JSONPrinter.line(report.json).utf8).write(to: URL(fileURLWithPath: "\(folder)/hostile.json"))
    }

    /// Counterexamples of three kinds of protocols, a loop, a long run, and a hostile one.
    private func write(to folder: String) async throws {
        let kept = [
            "TwoPhaseCommit/hasty-commit", "PBFT/any-certificate",
            "Raft/counts-old-terms-committed-entries-stay", "LeaderElection/a-leader-in-the-end",
        ]
        for (number, name) in kept.enumerated() {
            let outcome = await quorate(
                ["show", "\(PageTests.kept)/\(name).itf.json", "--html", "\(folder)/kept-\(number).html"],
                over: catalog)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        try Data(PagedRuns.hostile(PageTests.hostile).html.utf8).write(
            to: URL(fileURLWithPath: "\(folder)/hostile.html"))
        try Data(PagedRuns.long(steps: 1000, replicas: 16).html.utf8).write(
            to: URL(fileURLWithPath: "\(folder)/long.html"))
    }
}
