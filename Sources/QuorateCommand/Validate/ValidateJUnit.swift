import QuorateExplorer
/// JUnit's XML: a suite for the log, a test case for each of its runs.
struct ValidateJUnit: Reporter {
    let console: Console
    let sources: SourcePaths

    func ended(_ results: JobResults<ValidatedLog>) throws {
        let cases =
            results.made.flatMap { log in log.runs.map { testCase($0, in: log) } + executionCases(log) }
            + results.failed.map { $0.testCase(className: "validate") }
            + results.notStarted.map {
                JUnitCase(className: "validate", name: $0.label, outcome: .skipped("interrupted"))
            }
        let suite = JUnitSuite(
            name: "validate", seconds: results.made.reduce(0) { $0 + $1.seconds }, cases: cases)
        try console.print(JUnitSuite.document([suite], sources: sources))
    }

    /// A case for the executions, where the mapping names some.
    private func executionCases(_ log: ValidatedLog) -> [JUnitCase] {
        guard log.executions != nil else { return [] }
        let facts = log.executionFacts.joined(separator: "; ")
        let outcome: JUnitCase.Outcome =
            log.faults.first.map {
                .failed(type: "replayDiverged", message: log.text(of: $0), text: facts)
            } ?? (log.leavesExecutionsAlone ? .skipped(facts) : .passed)
        return [
            JUnitCase(
                className: log.spec.instance.folderName, name: "executions", outcome: outcome, note: facts)
        ]
    }

    private func testCase(_ run: ValidatedLog.Run, in log: ValidatedLog) -> JUnitCase {
        let name = run.log.name.isEmpty ? log.plan.label : run.log.name
        let compared =
            "\(Numerals.count(run.explainedCount)) of \(Numerals.count(run.lineCount, "line")) explained"
        let outcome: JUnitCase.Outcome =
            switch run.finding {
            case .explained: .passed
            case .unexplained:
                .failed(
                    type: "replayDiverged", message: "nothing explains \(log.firstLine(of: run))",
                    text: compared)
            case .undecided: .erred(type: "inconclusive", message: "the search was cut off: \(compared)")
            }
        return JUnitCase(
            className: log.spec.instance.folderName, name: name, outcome: outcome, note: compared)
    }
}
