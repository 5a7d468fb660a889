import QuorateReplay
import QuorateTraces

/// One JSON object with all that was held against its code.
enum ConformJSON {
    static func value(of results: [FinishedConformance], notStarted: [ConformPlan.Run]) -> JSONValue {
        [
            "version": .string(quorateVersion), "runs": .array(results.map(value)),
            "notStarted": .array(notStarted.map { .string($0.spec.label) }),
        ]
    }

    private static func value(of result: FinishedConformance) -> JSONValue {
        let (spec, figures) = (result.run.spec, result.figures)
        return [
            "spec": .string(spec.name), "mutant": JSONValue(spec.mutant),
            "parameters": .object(spec.settings.map { .init(key: $0.name, value: JSONValue($0.value)) }),
            "verdict": .string(result.verdict.rawValue), "specStates": JSONValue(figures.specStates),
            "pairs": JSONValue(figures.pairs), "depth": JSONValue(result.report.depth),
            "steps": JSONValue(figures.transitions),
            "actions": .object(figures.actions.map { .init(key: $0.action, value: JSONValue($0.taken)) }),
            "leftOut": .array(
                figures.leftOut.map {
                    [
                        "action": .string($0.action), "reason": .string($0.reason),
                        "steps": JSONValue($0.count),
                    ]
                }),
            "disabled": .object(figures.refusals.map { .init(key: $0.action, value: $0.tally.json) }),
            "notCompared": .array(result.run.conformance.notCompared.map { .string($0) }),
            "limit": JSONValue(result.report.limit?.description),
            "divergence": result.divergence.map(value) ?? .null,
            "wallSeconds": JSONValue(result.report.wallSeconds),
        ]
    }

    private static func value(of divergence: ConformanceDivergence) -> JSONValue {
        [
            "steps": .array(divergence.steps.map { .string($0) }),
            "difference": .string("\(divergence.divergence)"),
        ]
    }
}

/// JUnit's XML: a suite for all, a test case for each spec.
struct ConformJUnit {
    let console: Console

    func print(_ results: [FinishedConformance], notStarted: [ConformPlan.Run]) throws {
        let seconds = results.reduce(0) { $0 + $1.report.wallSeconds }
        let suite = JUnitSuite(
            name: "conform", seconds: seconds, cases: results.map(testCase) + notStarted.map(testCase))
        try console.print(JUnitSuite.document([suite], seconds: seconds))
    }

    private func testCase(_ run: ConformPlan.Run) -> JUnitCase {
        JUnitCase(
            className: FileName.folder(run.spec.name), name: run.spec.label, outcome: .skipped("interrupted"))
    }

    private func testCase(_ result: FinishedConformance) -> JUnitCase {
        let outcome: JUnitCase.Outcome =
            switch result.verdict {
            case .conforms where result.missesStates:
                .erred(type: "\(result.status)", message: "not all states of the spec were seen")
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
