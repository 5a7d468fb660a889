/// JUnit's XML: a suite for all, a test case for each replay.
struct ReplayJUnit: Reporter {
    let console: Console
    let sources: SourcePaths

    func ended(_ results: JobResults<ReplayedFile>) throws {
        let skipped =
            results.omissions.map {
                JUnitCase(className: "replay", name: $0.file, outcome: .skipped("not replayed: \($0.reason)"))
            }
            + results.notStarted.map {
                JUnitCase(className: "replay", name: $0.path, outcome: .skipped("interrupted"))
            }
        let failed = results.failed.map { $0.testCase(className: "replay") }
        let cases = results.replays.map(testCase) + failed + skipped
        try console.print(
            JUnitSuite.document([JUnitSuite(name: "replay", cases: cases)], sources: sources))
    }

    private func testCase(_ replay: FinishedReplay) -> JUnitCase {
        let outcome = "\(replay.report.outcome)"
        return JUnitCase(
            className: replay.trace.instance.folderName,
            name: "\(replay.trace.instance.changes.first ?? replay.trace.property) on \(replay.codeName)",
            outcome: replay.status == .asExpected
                ? .passed
                : .failed(
                    type: "\(replay.status)", message: outcome,
                    text: "expected: \(replay.expectation)"
                        + (replay.report.action.map { "; at \($0)" } ?? "")),
            note: "\(replay.comparison)\n[[ATTACHMENT|\(replay.file)]]")
    }
}
