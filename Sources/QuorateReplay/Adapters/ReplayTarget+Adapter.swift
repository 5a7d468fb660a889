package import QuorateLanguage
internal import QuorateTraces

extension ReplayTarget {
    /// `spec` with the code behind an adapter; its parameters are the defaults.
    ///
    /// - Parameter launch: starts the adapter.
    package static func adapter(
        for spec: ErasedSpec, launch: @escaping @Sendable () throws(AdapterError) -> any AdapterChannel
    ) -> ReplayTarget {
        adapter(typed: spec.evaluated.typed, launch)
    }

    private static func adapter<S: Spec>(
        typed spec: S, _ launch: @escaping @Sendable () throws(AdapterError) -> any AdapterChannel
    ) -> ReplayTarget {
        ReplayTarget(
            spec: S.name, driver: "adapter", mutantsWithCode: S.Mutant.allCases.map(\.rawValue),
            notCompared: [], instances: [[:]],
            replay: { trace, againstMutant in
                if trace.spec == S.name { try trace.instance.check(spec) }
                let subject = trace.instance.unchanged.adjustedUnchecked(spec)
                return try report(of: trace, on: subject, againstMutant, launch)
            },
            conformance: { settings, mutant, triesAll in
                let instance = Instance(spec: S.name, mutant: mutant, values: settings)
                return try conformance(of: instance.adjustedUnchecked(spec), triesAll, launch)
            })
    }

    private static func report<S: Spec>(
        of trace: Trace, on subject: S, _ againstMutant: Bool,
        _ launch: @escaping @Sendable () throws(AdapterError) -> any AdapterChannel
    ) throws -> ReplayReport {
        var code = subject
        if againstMutant { code.mutant = trace.mutant.flatMap(S.Mutant.init(rawValue:)) }
        let dialogue = AdapterDialogue(code, instance: ErasedSpec(code).instance, launch: launch)
        let driver = try AdapterDriver(code, dialogue, walksOn: false)
        defer { driver.shared.runs.withLock { $0.close() } }
        let replay = Replay<AdapterDriver<S>>(subject)
        var report =
            code.mutant != nil
            ? try replay.report(of: trace, changedCode: driver)
            : try replay.report(of: trace, driver: driver, code: "shipped")
        report.adapter = driver.shared.runs.withLock(\.dialogue.figures)
        return report
    }

    private static func conformance<S: Spec>(
        of subject: S, _ triesAll: Bool,
        _ launch: @escaping @Sendable () throws(AdapterError) -> any AdapterChannel
    ) throws -> Conformance {
        let dialogue = AdapterDialogue(subject, instance: ErasedSpec(subject).instance, launch: launch)
        let driver = try AdapterDriver(subject, dialogue, walksOn: true)
        let retaking = AdapterRetaking(spec: subject, dialogue: dialogue, driver: driver)
        var conformance = Conformance(subject, driver: driver, triesAllDisabledSteps: triesAll) {
            retaking.divergence(along: $0)
        }
        conformance.adapter = Conformance.Adapter(
            observed: driver.observed,
            hasShownChange: { driver.shared.runs.withLock(\.hasShownChange) },
            figures: { driver.shared.runs.withLock(\.dialogue.figures) },
            secondLook: { retaking.secondLook() },
            close: { driver.shared.runs.withLock { $0.close() } })
        return conformance
    }
}
