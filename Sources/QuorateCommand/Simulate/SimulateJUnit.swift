import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// JUnit's XML: a suite for each spec, a test case for each property.
///
/// A case fails when its property is not as expected, so a mutant that is caught passes.
struct SimulateJUnit: Reporter {
    let console: Console
    let sources: SourcePaths

    func ended(_ results: JobResults<FinishedSimulation>) throws {
        let suites =
            results.made.map(suite)
            + results.failed.map {
                JUnitSuite(name: $0.label, cases: [$0.testCase(className: FileName.folder($0.label))])
            }
            + results.notStarted.map { run in
                JUnitSuite(
                    name: run.spec.label,
                    cases: [
                        JUnitCase(
                            className: run.spec.instance.folderName, name: "runs",
                            outcome: .skipped("interrupted"))
                    ])
            }
        try console.print(JUnitSuite.document(suites, seconds: results.seconds, sources: sources))
    }

    private func suite(_ result: FinishedSimulation) -> JUnitSuite {
        let report = result.report
        return JUnitSuite(
            name: report.spec.label, seconds: report.wallSeconds,
            properties: [
                "runs": "\(report.runs)", "steps": "\(report.steps)", "seed": "\(report.seed)",
                "strategy": report.strategy.rawValue, "depth": "\(report.depth)",
            ],
            cases: report.properties.map { testCase($0, in: result) } + wholeCases(result))
    }

    private func testCase(
        _ property: SimulationReport.PropertyReport, in result: FinishedSimulation
    ) -> JUnitCase {
        let position = result.report.counterexamples.firstIndex { $0.property == property.name }
        return JUnitCase(
            className: result.planned.spec.instance.folderName, name: property.name, site: property.site,
            seconds: result.report.wallSeconds, outcome: outcome(of: property, in: result),
            note: position.flatMap(result.file).map { "[[ATTACHMENT|\($0)]]" } ?? "")
    }

    private func outcome(
        of property: SimulationReport.PropertyReport, in result: FinishedSimulation
    ) -> JUnitCase.Outcome {
        let mustFall = result.planned.expectation.brokenProperty
        switch property.outcome {
        case .notLookedAt: return .skipped("about runs without end; `check` decides it")
        case .notMet: return .skipped("not met in \(Numerals.count(result.report.runs, "run"))")
        case .notViolated where property.name == mustFall:
            return .skipped("not broken in \(Numerals.count(result.report.runs, "run"))")
        case .met, .notViolated: return .passed
        case .violated:
            // A mutant that is caught may break more than the property it names.
            if mustFall != nil, result.isAsExpected { return .passed }
            let trace = result.report.counterexamples.first { $0.property == property.name }
            return .failed(
                type: property.kind == .deadlockFreedom ? "Deadlock" : "InvariantViolated",
                message: "violated \(trace?.extent ?? "")", text: trace?.rendering() ?? "")
        }
    }

    /// Test cases for what is wrong with the runs as a whole and with no property.
    private func wholeCases(_ result: FinishedSimulation) -> [JUnitCase] {
        func testCase(_ outcome: JUnitCase.Outcome) -> [JUnitCase] {
            [
                JUnitCase(
                    className: result.planned.spec.instance.folderName, name: "runs", outcome: outcome)
            ]
        }
        switch result.status {
        case .vacuous:
            return testCase(.failed(type: "Nothing", message: result.report.emptiness ?? "", text: ""))
        case .mutantNotCaught:
            return testCase(.failed(type: "Survived", message: result.remark ?? "", text: ""))
        case .inconclusive: return testCase(.skipped(result.remark ?? result.report.verdict))
        default: return []
        }
    }
}
