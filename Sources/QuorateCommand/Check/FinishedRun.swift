import Foundation
import QuorateExplorer

/// A run that was made.
struct FinishedRun {
    let planned: CheckPlan.Run
    let started: Date
    /// Report of the search, or nil when the run ended in an error.
    let report: Report?
    let judgement: Judgement
    /// Behaviour of a variant beside that of the spec, or nil where it was not looked at.
    var behaviour: VariantBehaviour?
    /// The trace file of each counterexample; empty when nothing is exported.
    let files: [String]

    /// Limit that ended the search before it had seen all that it was to see, or nil.
    var cut: Report.Limit? { report?.cut(continuing: planned.continues) }

    /// The trace file of the counterexample at a position, if any.
    func file(_ position: Int) -> String? { position < files.count ? files[position] : nil }
}

extension FinishedRun: JobResult {
    typealias Part = CheckPlan.Run

    var status: ExitStatus { judgement.status }
    static var answersForItself: Bool { true }
    static func label(of run: CheckPlan.Run) -> String { run.spec.label }
}

/// All the runs of a command.
typealias CheckResults = JobResults<FinishedRun>

extension CheckResults {
    /// Presence of an interrupt that kept something from being seen.
    var isInterrupted: Bool { !notStarted.isEmpty || made.contains { $0.cut == .interrupt } }
}
