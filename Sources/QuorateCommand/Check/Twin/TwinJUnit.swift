import QuorateTraces

/// JUnit's XML: a suite for all, a test case for each spec.
struct TwinJUnit: Reporter {
    let console: Console
    let sources: SourcePaths

    func ended(_ results: JobResults<FinishedTwin>) throws {
        let failed = results.failed.map { $0.testCase(className: FileName.folder($0.label)) }
        let suite = JUnitSuite(name: "adversary-twin", cases: results.made.map(testCase) + failed)
        try console.print(JUnitSuite.document([suite], sources: sources))
    }

    private func testCase(_ twin: FinishedTwin) -> JUnitCase {
        let text = twin.compared.compactMap { $0.difference?.text }.joined(separator: "\n")
        let outcome: JUnitCase.Outcome =
            switch twin.verdict {
            case .same: .passed
            case .different, .vacuous:
                .failed(type: "\(twin.status)", message: twin.headline, text: text)
            case .inconclusive: .erred(type: "\(twin.status)", message: twin.headline)
            }
        return JUnitCase(
            className: FileName.folder(twin.subject.name), name: "adversary twin", outcome: outcome)
    }
}
