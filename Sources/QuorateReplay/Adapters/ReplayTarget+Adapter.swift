package import QuorateLanguage
internal import QuorateTraces

extension ReplayTarget {
    /// `spec` with the code behind an adapter; its parameters are the defaults.
    ///
    /// - Parameter launch: starts the adapter.
    ///
    /// - Parameter processes: the number of adapters among which conformance shares out the steps.
    package static func adapter(
        for spec: ErasedSpec, processes: Int = 1,
        launch: @escaping @Sendable () throws(AdapterError) -> any AdapterChannel
    ) -> ReplayTarget {
        adapter(typed: spec.evaluated.typed, processes, launch)
    }

    private static func adapter<S: Spec>(
        typed spec: S, _ processes: Int,
        _ launch: @escaping @Sendable () throws(AdapterError) -> any AdapterChannel
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
                return try conformance(of: instance.adjustedUnchecked(spec), processes, triesAll, launch)
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
        of subject: S, _ processes: Int, _ triesAll: Bool,
        _ launch: @escaping @Sendable () throws(AdapterError) -> any AdapterChannel
    ) throws -> Conformance {
        let dialogue = AdapterDialogue(subject, instance: ErasedSpec(subject).instance, launch: launch)
        let team = try AdapterTeam(subject, dialogue, processes: processes, triesAll: triesAll)
        let driver = team.lead
        let retaking = AdapterRetaking(spec: subject, dialogue: dialogue, driver: driver)
        var conformance = Conformance(subject, driver: driver, triesAllDisabledSteps: triesAll) {
            retaking.divergence(along: $0)
        }
        conformance.adapter = Conformance.Adapter(
            observed: driver.observed, processes: processes,
            hasShownChange: { driver.shared.runs.withLock(\.hasShownChange) }, figures: { team.figures },
            secondLook: { team.finding(dialogue) ?? retaking.secondLook() ?? team.unexplained },
            close: { team.close() },
            takeParts: { team.takeParts(mostStates: $0, depth: $1, until: $2) },
            missing: { team.missing($0) },
            alone: { try Self.conformance(of: subject, 1, triesAll, launch) })
        return conformance
    }
}
