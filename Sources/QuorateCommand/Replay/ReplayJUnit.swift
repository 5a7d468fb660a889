/// JUnit's XML: a suite for all, a test case for each replay.
struct ReplayJUnit {
    let console: Console

    func print(_ replays: [FinishedReplay], notReplayed: [String]) throws {
        let skipped = notReplayed.map {
            JUnitCase(className: "replay", name: $0, outcome: .skipped("interrupted"))
        }
        try console.print(
            JUnitSuite.document([JUnitSuite(name: "replay", cases: replays.map(testCase) + skipped)]))
    }

    private func testCase(_ replay: FinishedReplay) -> JUnitCase {
        let outcome = "\(replay.report.outcome)"
        return JUnitCase(
            className: FileName.folder(replay.trace.spec),
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
