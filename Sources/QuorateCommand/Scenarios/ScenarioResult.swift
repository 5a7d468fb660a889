import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// A scenario whose answers were made.
struct ScenarioResult: JobResult {
    /// One answer beside what was expected of it.
    struct Answer {
        let answer: ScenarioAnswer
        /// Outcome as it was found; a run that is as expected may break more than was expected of it.
        let outcome: String
        /// Remarks on what is not as expected.
        let remarks: [String]
        let status: ExitStatus
    }

    let scenario: Scenario
    let answers: [Answer]

    /// The status on which the answers agree: a scenario that nothing answers is vacuous.
    var status: ExitStatus {
        answers.isEmpty ? .vacuous : .joined(answers.map(\.status), countingSuccesses: false)
    }
    static var answersForItself: Bool { true }

    typealias Part = ScenarioPlan.Part

    static func label(of part: ScenarioPlan.Part) -> String { "scenario \(part.scenario.number)" }
}

/// All the scenarios of a command.
typealias ScenarioResults = JobResults<ScenarioResult>

extension ScenarioResult.Answer {
    init(_ answer: ScenarioAnswer, _ run: FinishedRun) {
        let outcome =
            run.report.map { report in
                switch report.outcome {
                case .violated:
                    "breaks " + report.counterexamples.map { "\"\($0.property)\"" }.joined(separator: ", ")
                case .holds, .vacuous, .inconclusive: report.missed ?? report.outcome.rawValue
                }
            } ?? "error"
        self.init(
            answer: answer, outcome: outcome,
            remarks: run.judgement.isAsExpected ? [] : run.judgement.remarks, status: run.status)
    }

    init(_ answer: ScenarioAnswer, _ result: ProofResult) {
        self.init(answer: answer, outcome: result.verdict, remarks: [], status: result.status)
    }

    init(_ answer: ScenarioAnswer, figures: [CostFigure]) {
        let rows = figures.map { CostsReport.Row(figure: $0, counted: $0.count?()) }
        let compares = figures.contains { $0.count != nil || $0.stated != nil }
        let isRight = rows.allSatisfy(\.isAsExpected)
        self.init(
            answer: answer,
            outcome: rows.map { Numerals.count($0.counted ?? $0.figure.value) }.joined(separator: ", "),
            remarks: compares ? [] : ["nothing was compared: the figures are neither stated nor counted"],
            status: !isRight ? .otherFigures : compares ? .asExpected : .vacuous)
    }

    init(_ answer: ScenarioAnswer, ratio: StatedRatio) {
        self.init(
            answer: answer, outcome: "\(ratio.ends.lowerBound) to \(ratio.ends.upperBound)", remarks: [],
            status: ratio.ends == ratio.stated ? .asExpected : .otherFigures)
    }

    init(_ answer: ScenarioAnswer, probability: StatedProbability) throws {
        let computed = try probability.computed()
        self.init(
            answer: answer, outcome: computed, remarks: [],
            status: computed == probability.stated ? .asExpected : .otherFigures)
    }
}

extension Report {
    /// The goals that were not reached, or nil where all were.
    fileprivate var missed: String? {
        let names = properties.filter { $0.outcome == .notReached }.map { "\"\($0.name)\"" }
        return names.isEmpty ? nil : "does not reach \(names.joined(separator: ", "))"
    }
}
