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
        defer { run.conformance.adapter?.close() }
        guard let adapter = run.conformance.adapter, adapter.processes > 1 else {
            return try await searched(run, since: .now)
        }
        let begin = ContinuousClock.now
        guard try takeParts(adapter, since: begin) else {
            return try await resultOfOne(adapter, run, since: begin, nil)
        }
        let result = try await searched(run, since: begin)
        guard result.isSound else { return try await resultOfOne(adapter, run, since: begin, result) }
        if result.report.outcome == .holds, let missing = adapter.missing(result.figures) {
            throw InternalError(missing)
        }
        return result
    }

    /// Result that one process has, where several were not at one with the spec: what is told of that is then the same for
    /// any number of them. What only several have shown, it cannot take back: the result is never a sound one.
    ///
    /// - Parameter shown: the result of the several, where they came to one.
    private func resultOfOne(
        _ adapter: Conformance.Adapter, _ several: ConformPlan.Run, since begin: ContinuousClock.Instant,
        _ shown: FinishedConformance?
    ) async throws -> FinishedConformance {
        let conformance = try CommandError.namingAdapter { try adapter.alone() }
        let run = ConformPlan.Run(spec: several.spec, conformance: conformance, expected: several.expected)
        defer { conformance.adapter?.close() }
        var result = try await searched(run, since: begin)
        if result.isSound, interrupt.isRaised { throw CommandError.interrupted }
        if result.isSound, var shown {
            shown.earlier += conformance.adapter.map { [$0.figures()] } ?? []
            return shown
        }
        if result.isSound { result.divergence = try secondLook(at: several) }
        if result.isSound {
            throw InternalError("what one of several adapters did otherwise than the spec is lost")
        }
        result.earlier.append(adapter.figures())
        return result
    }

    private func searched(
        _ run: ConformPlan.Run, since begin: ContinuousClock.Instant
    ) async throws -> FinishedConformance {
        var report = try await search(run, since: begin)
        // An adapter that was ended says nothing of its code.
        if run.conformance.adapter != nil, interrupt.isRaised, report.outcome == .violated {
            throw CommandError.interrupted
        }
        let divergence =
            try report.counterexamples.first.map { run.conformance.divergence(in: $0) } ?? secondLook(at: run)
        if run.conformance.adapter != nil {
            report.wallSeconds = (ContinuousClock.now - begin) / .seconds(1)
        }
        return FinishedConformance(
            run: run, report: report, figures: run.conformance.figures(), divergence: divergence)
    }

    /// Takes several processes of an adapter through a part of the steps each, as far as the limits allow.
    private func takeParts(
        _ adapter: Conformance.Adapter, since begin: ContinuousClock.Instant
    ) throws -> Bool {
        let (limits, interrupt) = (request.limits, interrupt)
        let end = limits.seconds.map { begin + .seconds($0) }
        let areAtOne = adapter.takeParts(limits.states, limits.depth) {
            interrupt.isRaised || end.map { ContinuousClock.now > $0 } ?? false
        }
        if interrupt.isRaised { throw CommandError.interrupted }
        return areAtOne
    }

    /// Divergence that the search has not come to; none is looked for after an interrupt, which ends the adapter.
    private func secondLook(at run: ConformPlan.Run) throws -> ConformanceDivergence? {
        if interrupt.isRaised { return nil }
        let found = run.conformance.adapter?.secondLook()
        if found != nil, interrupt.isRaised { throw CommandError.interrupted }
        return found
    }

    private func search(_ run: ConformPlan.Run, since begin: ContinuousClock.Instant) async throws -> Report {
        var limits = request.limits
        limits.seconds = limits.seconds.map { max(0.001, $0 - (ContinuousClock.now - begin) / .seconds(1)) }
        // One thread asks an adapter, so that it is asked the same each time.
        let workers = run.conformance.adapter == nil ? request.workers : 1
        let explorer = Explorer(
            erased: run.conformance.pairs, workers: workers, store: .exact, limits: limits)
        do {
            var report = try await explorer.run(until: interrupt, showing: progress, of: run.spec.label)
            // The limit is told as it was given, though some of the time may have gone before.
            if case .seconds = report.limit { report.limit = request.limits.seconds.map { .seconds($0) } }
            return report
        } catch let error as SpecError where error.isContradiction {
            throw CommandError.unsteadyCode(error)
        }
    }
}
