internal import QuorateLanguage
internal import QuorateTraces

/// Runs that were seen once, taken again with an adapter that has just been started.
struct AdapterRetaking<S: Spec>: Sendable {
    let spec: S
    let dialogue: AdapterDialogue
    let driver: AdapterDriver<S>

    /// Difference of code and spec on a run on which one was seen; nil where there is none any more, and nobody has seen
    /// anything else.
    func divergence(along trace: Trace) -> ConformanceDivergence? {
        if let fresh = try? AdapterDriver(spec, dialogue, walksOn: false),
            let found = Divergences(spec, fresh).divergence(along: trace)
        {
            return found
        }
        return driver.shared.runs.withLock(\.finding).map(retaken)
    }

    /// The finding, as it shows once more.
    func retaken(_ finding: AdapterFinding<S>) -> ConformanceDivergence {
        let run = retake(finding.run)
        if let divergence = run.divergence { return report(run, divergence) }
        if let fork = finding.fork { return compared(finding, fork, run) }
        if finding.divergence.isOfAdapter { return report(run, finding.divergence) }
        return report(run, .unsteady("\(finding.divergence); and the same run once more does not show it"))
    }

    /// Report of two runs that went on differently. Only one and the same run that does so disagrees with itself; of two
    /// runs the spec allows what came of both.
    private func compared(
        _ finding: AdapterFinding<S>, _ fork: AdapterFork<S>, _ run: Run
    ) -> ConformanceDivergence {
        if run.end != fork.now || fork.former.isSame(as: finding.run) {
            return report(run, finding.divergence)
        }
        let former = retake(fork.former)
        if let divergence = former.divergence { return report(former, divergence) }
        if former.end != fork.before { return report(former, finding.divergence) }
        let steps = fork.former.steps(in: spec).joined(separator: ", ")
        return report(
            run,
            .hidden("\(fork.now.difference(from: fork.before)), where the other run was \(steps)"))
    }

    /// Divergence that nobody has asked for: the one that was noted on the way, or one on the longest run, taken again;
    /// nil where there is none.
    func secondLook() -> ConformanceDivergence? {
        if let finding = driver.shared.runs.withLock(\.finding) { return retaken(finding) }
        guard let (longest, wasTaken) = longestRun else { return nil }
        let run = retake(longest)
        guard let divergence = run.divergence else { return nil }
        if divergence.isOfAdapter || !wasTaken { return report(run, divergence) }
        return report(run, .unsteady("\(divergence); the first time it did not show"))
    }

    /// The longest run that the systems are reached by, and whether the adapter was taken along just that one.
    private var longestRun: (run: AdapterRun<S>, wasTaken: Bool)? {
        driver.shared.runs.withLock { runs in
            let book = runs.book
            guard let end = book.entries.indices.max(by: { depth($0, book) < depth($1, book) }) else {
                return nil
            }
            let inputs = book.way(to: end).dropFirst().compactMap { book[$0].input }
            let run = AdapterRun<S>(start: book[end].start, inputs: inputs)
            let trail = inputs.last.flatMap { input in
                book[end].parent.flatMap { book[$0].trails[input] }
            }
            let taken = trail.flatMap { runs.trails.run(along: $0) }
            return (run, taken?.isSame(as: run) ?? inputs.isEmpty)
        }
    }

    private func depth(_ system: Int, _ book: AdapterBook<S>) -> Int { book[system].depth ?? -1 }

    private struct Run {
        var steps: [String] = []
        var states: [S.State]
        var divergence: Divergence?
        /// The end of the last step.
        var end: AdapterEnd?
    }

    private func retake(_ taken: AdapterRun<S>) -> Run {
        var run = Run(states: [taken.start])
        do throws(AdapterError) {
            var runs = try AdapterRuns(spec, dialogue, walksOn: false)
            defer { runs.close() }
            var system = try runs.root(taken.start)
            for input in taken.inputs {
                let result = runs.result(at: system, input)
                run.steps.append(
                    ErasedSpec.ActionOutline(describing: input.action, for: spec.replicas).description)
                run.states += runs.book.successors(of: system, input.action).prefix(1)
                if let finding = runs.finding {
                    run.divergence = finding.divergence
                    break
                }
                run.end = runs.end(of: result)
                if case .system(let next) = result { system = next }
            }
        } catch {
            run.divergence = Divergence(thrown: error)
        }
        return run
    }

    private func report(_ run: Run, _ divergence: Divergence) -> ConformanceDivergence {
        ConformanceDivergence(
            steps: run.steps, states: run.states.map { SpecValue.fields(describing: $0, for: spec.replicas) },
            divergence: divergence)
    }
}

extension Divergence {
    /// Fault of the adapter or of time, which need not show again.
    fileprivate var isOfAdapter: Bool {
        switch self {
        case .adapterFailed, .unsteady: true
        default: false
        }
    }
}
