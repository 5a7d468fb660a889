import QuorateTraces

/// JUnit's XML: a suite for all, a test case for each spec.
struct ConformJUnit: Reporter {
    let console: Console
    let sources: SourcePaths

    func ended(_ results: JobResults<FinishedConformance>) throws {
        let seconds = results.made.reduce(0) { $0 + $1.report.wallSeconds }
        let suite = JUnitSuite(
            name: "conform", seconds: seconds,
            cases: results.made.map(testCase)
                + results.failed.map { $0.testCase(className: FileName.folder($0.part.instance.spec)) }
                + results.notStarted.map(testCase))
        try console.print(JUnitSuite.document([suite], seconds: seconds, sources: sources))
    }

    private func testCase(_ part: ConformPlan.Part) -> JUnitCase {
        JUnitCase(
            className: FileName.folder(part.instance.spec), name: part.label, outcome: .skipped("interrupted")
        )
    }

    private func testCase(_ result: FinishedConformance) -> JUnitCase {
        let outcome: JUnitCase.Outcome =
            switch result.verdict {
            case .conforms where result.missesStates:
                .erred(type: "different", message: "not all states of the spec were seen")
            case .conforms: .passed
            case .diverges:
                .failed(
                    type: "Diverges", message: result.headline,
                    text: result.divergence.map { $0.steps.joined(separator: "\n") + "\n\($0.divergence)" }
                        ?? "")
            case .vacuous:
                .failed(type: "\(result.status)", message: result.headline, text: "")
            case .inconclusive: .erred(type: "\(result.status)", message: result.headline)
            }
        return JUnitCase(
            className: FileName.folder(result.run.spec.name), name: result.run.spec.label,
            seconds: result.report.wallSeconds, outcome: outcome)
    }
}
