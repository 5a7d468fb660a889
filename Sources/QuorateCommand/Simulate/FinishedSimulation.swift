import QuorateExplorer
import QuorateLanguage

/// Random runs of one spec that were made, held against what was expected of them.
struct FinishedSimulation {
    let planned: CheckPlan.Run
    let report: SimulationReport
    /// The trace file of each counterexample; empty when nothing is exported.
    let files: [String]
    /// The exit status of this spec alone.
    let status: ExitStatus
    /// Sentence on a mutant that is caught or not; nil for a spec as it is.
    let remark: String?

    init(planned: CheckPlan.Run, report: SimulationReport, files: [String]) {
        (self.planned, self.report, self.files) = (planned, report, files)
        if let property = planned.expectation.brokenProperty {
            (status, remark) = report.fall(of: property)
        } else {
            (status, remark) = (ExitStatus(of: report), nil)
        }
    }

    var isAsExpected: Bool { status == .asExpected }

    /// The trace file of the counterexample at a position, if any.
    func file(_ position: Int) -> String? { position < files.count ? files[position] : nil }
}

extension FinishedSimulation: JobResult {
    typealias Part = CheckPlan.Run

    static var answersForItself: Bool { true }
    static func label(of run: CheckPlan.Run) -> String { run.spec.label }
}

extension ExitStatus {
    /// The status of random runs of which nothing in particular was expected.
    init(of report: SimulationReport) {
        switch report.outcome {
        case .noViolation: self = .asExpected
        case .vacuous: self = .vacuous
        case .inconclusive: self = .inconclusive
        case .violated:
            let kinds = report.properties.filter { $0.outcome == .violated }.map(\.kind)
            self = kinds.contains(.always) ? .safetyViolated : .deadlock
        }
    }
}

extension SimulationReport {
    /// Status of a mutant that is to break a property, with the sentence that says what became of it.
    ///
    /// That no run breaks it does not show that none does.
    fileprivate func fall(of name: String) -> (ExitStatus, String) {
        let subject = spec.mutant.map { "the mutant \($0)" } ?? spec.name
        let story = spec.mutantExpectation.map { " (\($0.story))" } ?? ""
        if violates(name) { return (.asExpected, "\(subject)\(story) is caught by \"\(name)\"") }
        let others = properties.filter { $0.outcome == .violated }.map { "\"\($0.name)\"" }
        if !others.isEmpty {
            let broken = others.joined(separator: ", ")
            return (
                .inconclusive,
                "\(subject) falls by \(broken) and was to fall by \"\(name)\", which no run of"
                    + " \(Numerals.count(runs)) breaks"
            )
        }
        let kind = spec.properties.first { $0.name == name }?.kind
        let reason =
            kind == .reachable
            ? "no number of runs shows that \"\(name)\" is not reached"
            : kind?.isLiveness ?? false
                ? "\"\(name)\" is about runs without end, and these runs end"
                : "\(subject) was not caught by \"\(name)\" in \(Numerals.count(runs, "run"))"
        return (.inconclusive, reason)
    }

    private func violates(_ name: String) -> Bool {
        properties.contains { $0.name == name && $0.outcome == .violated }
    }
}
