import Foundation
import QuorateExplorer
import QuorateLanguage

/// Makes the runs of a plan, one after the other.
struct CheckRunner {
    let plan: CheckPlan
    let request: CheckRequest
    let export: TraceExport?
    let interrupt: Interrupt
    let progress: ProgressDisplay?

    /// Makes the runs, tells the reporter of each, and returns the exit status of all.
    func run(reporter: any CheckReporter) async throws -> ExitStatus {
        var reporter = reporter
        let start = Date()
        var finished: [FinishedRun] = []
        for planned in plan.runs {
            if interrupt.isRaised { break }
            let run = try await finish(planned)
            finished.append(run)
            try reporter.finished(run)
        }
        let summary = CheckSummary(
            runs: finished, notStarted: Array(plan.runs.dropFirst(finished.count)),
            seconds: Date().timeIntervalSince(start))
        try reporter.ended(summary)
        return summary.status
    }

    private func finish(_ planned: CheckPlan.Run) async throws -> FinishedRun {
        let started = Date()
        do {
            let report = try await search(planned)
            let judgement = Judgement(report, of: planned)
            let files = try export?.write(report, of: planned) ?? []
            return FinishedRun(
                planned: planned, started: started, report: report, judgement: judgement, files: files)
        } catch {
            // One spec that cannot be searched does not keep the others from being checked; a request that makes
            // no sense, or a full disk, would meet every run.
            let status = ExitStatus(of: error) ?? .internalError
            if plan.runs.count == 1 || status == .usage || status == .inputOutput { throw error }
            return FinishedRun(
                planned: planned, started: started, report: nil, judgement: Judgement(error), files: [])
        }
    }

    private func search(_ planned: CheckPlan.Run) async throws -> Report {
        var explorer = Explorer(
            erased: planned.spec, workers: request.workers, store: request.store, limits: request.limits,
            continuesAfterViolation: planned.continues,
            properties: request.properties.isEmpty ? nil : request.properties)
        explorer.countsLines = request.coverage
        if let progress {
            let label = plan.runs.count > 1 ? planned.spec.label : nil
            explorer.progressInterval = progress.interval
            explorer.progress = { progress.show($0, of: label) }
        }
        defer { progress?.clear() }
        let search = explorer
        return try await interrupt.cancelling { try await search.run() }
    }
}

/// A run that was made.
struct FinishedRun {
    let planned: CheckPlan.Run
    let started: Date
    /// What was found, or nil when the run ended in an error.
    let report: Report?
    let judgement: Judgement
    /// The trace file of each counterexample; empty when nothing is exported.
    let files: [String]

    /// What ended the search before it had seen all that it was to see, or nil.
    var cut: Report.Limit? { report?.cut(continuing: planned.continues) }

    /// The trace file of the counterexample at a position, if any.
    func file(_ position: Int) -> String? { position < files.count ? files[position] : nil }
}

/// All the runs of a command.
struct CheckSummary {
    let runs: [FinishedRun]
    /// The runs that an interrupt kept from being made.
    let notStarted: [CheckPlan.Run]
    /// Wall time of all runs, in seconds.
    let seconds: Double

    /// Whether an interrupt kept anything from being seen.
    var isInterrupted: Bool { !notStarted.isEmpty || runs.contains { $0.cut == .interrupt } }

    /// The exit status: that of the runs when they agree.
    var status: ExitStatus {
        ExitStatus(of: runs.map(\.judgement.status), isCut: !notStarted.isEmpty)
    }
}

/// Prints what runs found, in one format.
protocol CheckReporter {
    /// A run was made.
    mutating func finished(_ run: FinishedRun) throws
    /// There are no more runs.
    mutating func ended(_ summary: CheckSummary) throws
}
