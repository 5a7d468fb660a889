import Foundation
import QuorateExplorer
import QuorateLanguage

/// Makes the runs of a plan, one after the other.
struct CheckRunner: Job {
    let plan: CheckPlan
    let request: CheckRequest
    let export: TraceExport?
    var pages: PageFolder?
    var certificate: CheckCertificate?
    let update: CounterexampleUpdate?
    var ranks: RankLink?
    let interrupt: Interrupt
    let progress: ProgressDisplay?

    var parts: [CheckPlan.Run] { plan.runs }

    func result(of planned: CheckPlan.Run) async throws -> FinishedRun {
        progress?.begin()
        let run = try await finish(planned)
        try update?.take(run)
        return run
    }

    func conclude(_ results: CheckResults) throws {
        try update?.apply(results)
        if let certificate { Session.current.console.note(try certificate.conclude(results)) }
    }

    private func finish(_ planned: CheckPlan.Run) async throws -> FinishedRun {
        let started = Date()
        do {
            let report = try await search(planned)
            if report.lacksLastCheckpoint {
                Session.current.console.note(
                    "the disk has no room for the last checkpoint, which was not written")
            }
            let behaviour = try await VariantBehaviour.comparing(
                report, of: planned, request, until: interrupt)
            let files = try export?.write(report.counterexamples, of: planned) ?? []
            for trace in report.counterexamples { try pages?.write(trace, in: planned.spec) }
            let judgement = Judgement(report, of: planned, behaviour)
            let isCutShort = certificate?.isCutShort(report) ?? false
            return FinishedRun(
                planned: planned, started: started, report: report,
                judgement: isCutShort ? judgement.withoutCertificate : judgement, behaviour: behaviour,
                files: files)
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
        certificate?.request(of: &explorer)
        explorer.symmetry = request.symmetry
        explorer.disk = request.disk
        explorer.ranks = ranks
        explorer.checkpoints = request.checkpoints
        let label = plan.runs.count > 1 ? planned.spec.label : nil
        return try await explorer.run(until: interrupt, showing: progress, of: label)
    }
}
