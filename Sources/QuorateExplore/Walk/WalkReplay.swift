import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// A walk that is taken on real code, as the page shows it.
struct WalkReplay: Sendable {
    let target: ReplayTarget
    let trace: Trace
    let usesMutant: Bool

    /// The outcome; the replay is made twice, and both have to see the same.
    func json() -> JSONValue {
        do {
            let report = try target.replay(trace, usesMutant)
            let again = try target.replay(trace, usesMutant)
            return json(report, isSteady: report.transcript == again.transcript)
        } catch {
            return ["result": "failed", "text": .shown("the replay could not be made: \(error)")]
        }
    }

    private func json(_ report: ReplayReport, isSteady: Bool) -> JSONValue {
        [
            "result": "replayed", "code": .shown(report.code), "outcome": .shown("\(report.outcome)"),
            "action": report.action.map { .shown($0) } ?? .null, "stepsTaken": JSONValue(report.stepsTaken),
            "steps": JSONValue(report.stepCount), "marks": .array(marks(of: report).map { .string($0) }),
            // The walk that was taken, wherever the page is by now.
            "actions": .array([.null] + trace.steps.map { .shown($0.action.description) }),
            "difference": difference(report.outcome),
            "compared": .array(report.compared.map { .shown($0) }),
            "notCompared": .array(report.notCompared.map { .shown($0) }),
            "agreesWithItself": .boolean(isSteady),
        ]
    }

    private func difference(_ outcome: ReplayOutcome) -> JSONValue {
        guard case .diverged(_, .value(let difference)) = outcome else { return .null }
        return [
            "part": .shown(difference.place),
            "inSpec": difference.inSpec.map { .shown("\($0)") } ?? .null,
            "inCode": difference.inCode.map { .shown("\($0)") } ?? .null,
        ]
    }

    /// For each state of the walk, whether the code came to it.
    private func marks(of report: ReplayReport) -> [String] {
        let (end, mark): (Int?, String) =
            switch report.outcome {
            case .refused(let step): (step, "refused")
            case .diverged(let step, _): (step, "diverged")
            case .leftOut(let step, _): (step, "left out")
            case .noSuchStart, .noSuchCode: (0, "refused")
            case .reproduced, .withstood, .followed: (nil, "taken")
            }
        return trace.states.indices.map { state in
            guard let end, state >= end else { return "taken" }
            return state == end ? mark : "not reached"
        }
    }
}
