import Foundation
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs

/// Pages in a real browser: what is shown is what the data say, in each of their looks.
///
/// Where no Chromium is installed, what can be seen of a page without one is tested all the same, elsewhere.
@Suite struct BrowserTests {
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
            let printed = try ChildProcess.run(
                try #require(Self.python), ["-B", Self.script, try #require(Self.browser), folder])
            #expect(printed.text.contains("7 pages, "), "\(printed.text)")
        }
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
        let text =
            "</script><script>window.hacked = 1</script>\"><img src=x onerror='window.hacked = 1'>]]>\u{202E}"
        try Data(PagedRuns.hostile(text).html.utf8).write(to: URL(fileURLWithPath: "\(folder)/hostile.html"))
        try Data(PagedRuns.long(steps: 1000, replicas: 16).html.utf8).write(
            to: URL(fileURLWithPath: "\(folder)/long.html"))
    }
}
