import QuorateExplorer
import QuorateReplay

/// A spec that was held against its code.
struct FinishedConformance {
    let run: ConformPlan.Run
    /// Report of the search of the pairs.
    let report: Report
    let figures: Conformance.Figures
    /// Divergence of code and spec, or nil where none was seen.
    var divergence: ConformanceDivergence?
    /// Figures of processes that were asked before, and whose answers are no part of the result.
    var earlier: [AdapterFigures] = []

    /// Nothing that one process of an adapter would have to be asked again.
    var isSound: Bool { divergence == nil && report.outcome != .violated }

    /// Figures of the adapter in all its processes; nil for code in this one.
    var adapterFigures: AdapterFigures? {
        (run.conformance.adapter?.figures()).map { figures in
            earlier.reduce(into: figures) { $0.add($1) }
        }
    }

    /// Verdict on the code, in a word.
    enum Verdict: String {
        case conforms, diverges, inconclusive
        /// Real replicas have taken no step at all, or none that changes what is observed.
        case vacuous
    }

    var verdict: Verdict {
        if let divergence { return divergence.divergence.isOpen ? .inconclusive : .diverges }
        return switch report.outcome {
        case .holds: figures.transitions > 0 && hasComparedChange ? .conforms : .vacuous
        case .violated: .diverges
        case .inconclusive: .inconclusive
        case .vacuous: .vacuous
        }
    }

    /// Disagreement of the number of states that the search saw with the number known of the spec, which
    /// would be our own error.
    var missesStates: Bool {
        // What only steps lead to that the code leaves out is not seen.
        guard verdict == .conforms, figures.leftOut.isEmpty, let expected = run.expected?.distinctStates
        else { return false }
        return expected != figures.specStates
    }

    var status: ExitStatus {
        if missesStates { return .otherFigures }
        return switch verdict {
        case .conforms: .asExpected
        // What has shown once has to show again.
        case .diverges: divergence?.divergence.isUnsteady ?? true ? .codeDisagreesWithItself : .replayDiverged
        case .inconclusive: .inconclusive
        case .vacuous: .vacuous
        }
    }

    /// Divergence at the end of the run that the search has found, which is a shortest one; one that was noted on the way
    /// is at the end of another.
    var endsShortest: Bool {
        guard let divergence, let found = report.counterexamples.first else { return false }
        return found.steps.prefix(divergence.steps.count).map(\.action.description) == divergence.steps
    }

    /// Change of what an adapter observes; code in this process is compared as a whole.
    private var hasComparedChange: Bool { run.conformance.adapter?.hasShownChange() ?? true }

    /// The actions of the spec that were never taken.
    var actionsNeverTaken: [String] { figures.actions.filter { $0.taken == 0 }.map(\.action) }
}

extension FinishedConformance: JobResult {
    typealias Part = ConformPlan.Part

    static func label(of part: ConformPlan.Part) -> String { part.label }
}
