internal import QuorateLanguage
public import QuorateTraces

/// Takes real code through a run that somebody has found, step by step.
///
/// The shipped code is held against the spec without its mutant or variant for as long as that spec takes the steps of the run,
/// and must refuse the first one that it disables. If it takes that step all the same, it has the mutant's bug, and
/// goes on along the mutant's run. The changed code is held against the mutant's run from the start.
///
/// A run is replayed three times, with the messages of each step in another order; what can be seen must be the same.
public struct Replay<D: Driver>: Sendable {
    private let spec: D.Subject

    /// Replays runs of `spec`, whose parameters they share.
    public init(_ spec: D.Subject) { self.spec = spec }

    /// Replays the run in `trace` on the shipped code, or on the code with the mutant's change, and reports
    /// its outcome.
    ///
    /// - Throws: `TraceMismatch` when the trace is no run of the spec.
    public func report(of trace: Trace, againstMutant: Bool) throws -> ReplayReport {
        let (subject, sound) = (changed(as: trace), unchanged)
        let run = try TypedRun(trace, of: subject)
        guard againstMutant, let mutant = subject.mutant else {
            return try report(run, trace, D(sound, code: .shipped), code: "shipped", sound: sound)
        }
        let driver = D(subject, code: .mutant(mutant))
        return try report(run, trace, driver, code: mutant.rawValue, sound: nil)
    }

    /// Replays the run in `trace` on the code of `driver`, which may be any, and reports its outcome.
    ///
    /// - Parameter code: the name of the code in the report.
    public func report(of trace: Trace, driver: D, code: String) throws -> ReplayReport {
        try report(TypedRun(trace, of: changed(as: trace)), trace, driver, code: code, sound: unchanged)
    }

    /// Replays the run in `trace` on code that is said to have the mutant's change.
    func report(of trace: Trace, changedCode driver: D) throws -> ReplayReport {
        let subject = changed(as: trace)
        return try report(
            TypedRun(trace, of: subject), trace, driver, code: subject.mutant?.rawValue ?? "", sound: nil)
    }

    /// The spec with the mutant or the variant of `trace`.
    private func changed(as trace: Trace) -> D.Subject {
        var changed = spec
        changed.mutant = trace.mutant.flatMap(D.Subject.Mutant.init(rawValue:))
        changed.variant = trace.variant.flatMap(D.Subject.Variant.init(rawValue:))
        return changed
    }

    /// The spec as the shipped code has it.
    private var unchanged: D.Subject {
        var unchanged = spec
        unchanged.mutant = nil
        unchanged.variant = nil
        return unchanged
    }

    private func report(
        _ run: TypedRun<D.Subject>, _ trace: Trace, _ driver: D?, code: String, sound: D.Subject?
    ) throws -> ReplayReport {
        let notCompared = driver?.variablesNotCompared ?? D.notCompared
        let compared = try D.comparedVariables(of: run.states[0], in: run.spec, notCompared: notCompared)
        var report = ReplayReport(
            code: code, outcome: .noSuchCode, stepsTaken: 0, stepCount: run.actions.count, action: nil,
            orders: [:], refusals: [], compared: compared, notCompared: notCompared + D.messagesNotCompared,
            transcript: Transcript())
        guard let driver else { return report }
        if let sound, !sound.initialStates.contains(run.states[0]) {
            report.outcome = .noSuchStart
            return report
        }
        var walks: [ReplayWalk<D>] = []
        for order in DeliveryOrder.allCases {
            var walk = ReplayWalk(run, driver: driver, sound: sound, order: order)
            walk.go(breaking: trace.property, isEndless: trace.loop != nil)
            walks.append(walk)
        }
        let first = walks[0]
        first.fill(&report)
        guard let other = walks.dropFirst().first(where: { !$0.endedLike(first) }) else { return report }
        if other.shown == first.shown, case .diverged = other.outcome {
            other.fill(&report)
        } else {
            let step = zip(other.shown, first.shown).prefix { $0 == $1 }.count
            report.end(in: .diverged(step: step, .order(other.order)))
        }
        return report
    }
}
