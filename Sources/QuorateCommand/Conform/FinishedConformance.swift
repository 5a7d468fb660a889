import QuorateExplorer
import QuorateReplay

/// A spec that was held against its code.
struct FinishedConformance {
    let run: ConformPlan.Run
    /// Report of the search of the pairs.
    let report: Report
    let figures: Conformance.Figures
    /// Divergence of code and spec, or nil where none was seen.
    let divergence: ConformanceDivergence?

    /// Verdict on the code, in a word.
    enum Verdict: String {
        case conforms, diverges, inconclusive
        /// Real replicas have taken no step at all.
        case vacuous
    }

    var verdict: Verdict {
        switch report.outcome {
        case .holds: figures.transitions > 0 ? .conforms : .vacuous
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
        case .diverges: divergence == nil ? .codeDisagreesWithItself : .replayDiverged
        case .inconclusive: .inconclusive
        case .vacuous: .vacuous
        }
    }

    /// The actions of the spec that were never taken.
    var actionsNeverTaken: [String] { figures.actions.filter { $0.taken == 0 }.map(\.action) }
}

extension FinishedConformance: JobResult {
    typealias Part = ConformPlan.Part

    static func label(of part: ConformPlan.Part) -> String { part.label }
}
