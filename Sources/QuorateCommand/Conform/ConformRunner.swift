import QuorateExplorer
import QuorateLanguage
import QuorateReplay

/// Explores the pairs of a spec and its code with the one search.
struct ConformRunner: Job {
    let plan: ConformPlan
    let catalog: Catalog
    let request: CheckRequest
    /// Request to try every step that the spec disables in every pair.
    var triesAll = false
    let interrupt: Interrupt
    let progress: ProgressDisplay?

    var parts: [ConformPlan.Part] { plan.parts }

    func result(of part: ConformPlan.Part) async throws -> FinishedConformance {
        progress?.begin()
        let run = try part.run(in: catalog, triesAll: triesAll)
        let report = try await search(run)
        defer { run.conformance.adapter?.close() }
        // An adapter that was ended says nothing of its code.
        if run.conformance.adapter != nil, interrupt.isRaised, report.outcome == .violated {
            throw CommandError.interrupted
        }
        let divergence =
            try report.counterexamples.first.map { run.conformance.divergence(in: $0) }
            ?? secondLook(at: run, after: report)
        return FinishedConformance(
            run: run, report: report, figures: run.conformance.figures(), divergence: divergence)
    }

    /// Divergence that the search has not come to; none is looked for after an interrupt, which ends the adapter.
    private func secondLook(
        at run: ConformPlan.Run, after report: Report
    ) throws -> ConformanceDivergence? {
        if interrupt.isRaised { return nil }
        let found = run.conformance.adapter?.secondLook()
        if found != nil, interrupt.isRaised { throw CommandError.interrupted }
        return found
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
