/// JUnit's XML: a suite for all, a test case for each replay.
struct ReplayJUnit: Reporter {
    let console: Console

    func ended(_ results: JobResults<ReplayedFile>) throws {
        let skipped = results.notStarted.map {
            JUnitCase(className: "replay", name: $0, outcome: .skipped("interrupted"))
        }
        try console.print(
            JUnitSuite.document([JUnitSuite(name: "replay", cases: results.replays.map(testCase) + skipped)]))
    }

    private func testCase(_ replay: FinishedReplay) -> JUnitCase {
        let outcome = "\(replay.report.outcome)"
        return JUnitCase(
            className: replay.trace.instance.folderName,
            name: "\(replay.trace.mutant ?? replay.trace.property) on \(replay.codeName)",
            outcome: replay.status == .asExpected
                ? .passed
                : .failed(
                    type: "\(replay.status)", message: outcome,
                    text: "expected: \(replay.expectation)"
                        + (replay.report.action.map { "; at \($0)" } ?? "")),
            note: "[[ATTACHMENT|\(replay.file)]]")
    }
}
