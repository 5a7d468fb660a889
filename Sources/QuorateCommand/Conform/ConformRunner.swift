import QuorateExplorer
import QuorateLanguage
import QuorateReplay

/// Explores the pairs of a spec and its code with the one search.
struct ConformRunner: Job {
    let plan: ConformPlan
    let request: CheckRequest
    let interrupt: Interrupt
    let progress: ProgressDisplay?

    var parts: [ConformPlan.Run] { plan.runs }

    func result(of run: ConformPlan.Run) async throws -> FinishedConformance {
        let report = try await search(run)
        let divergence = report.counterexamples.first.flatMap { run.conformance.divergence(in: $0) }
        return FinishedConformance(
            run: run, report: report, figures: run.conformance.figures(), divergence: divergence)
    }

    private func search(_ run: ConformPlan.Run) async throws -> Report {
        let explorer = Explorer(
            erased: run.conformance.pairs, workers: request.workers, store: .exact, limits: request.limits)
        do {
            return try await explorer.run(until: interrupt, showing: progress, of: run.spec.label)
        } catch let error as SpecError where error.isContradiction {
            throw CommandError.unsteadyCode(error)
        }
    }
}
