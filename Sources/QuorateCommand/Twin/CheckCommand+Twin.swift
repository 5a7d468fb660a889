import QuorateExplorer

extension CheckCommand {
    /// Compares adversaries with their twins, and checks nothing else.
    func compareTwins(_ request: CheckRequest, in session: Session) async throws {
        try refuseOthers(request)
        let plan = try TwinPlan(request, catalog: session.catalog)
        let interrupt = session.interrupt
        interrupt.heed()
        let runner = TwinRunner(
            request: request, interrupt: interrupt,
            progress: quiet ? nil : ProgressDisplay(console: session.console))
        var finished: [FinishedTwin] = []
        for subject in plan.subjects where !interrupt.isRaised {
            let twin = try await runner.finish(subject)
            finished.append(twin)
            if format == .text { try TwinText(console: session.console).print(twin) }
        }
        switch format {
        case .text: break
        case .json: try session.console.print(TwinJSON.value(of: finished))
        case .junit: try TwinJUnit(console: session.console).print(finished)
        }
        var statuses = Set(finished.map(\.status)).subtracting([.asExpected])
        if finished.count < plan.subjects.count { statuses.insert(.inconclusive) }
        if let status = statuses.first {
            throw EndedWithStatus(status: statuses.count > 1 ? .unlike : status)
        }
    }

    /// What asks for something else than the comparison.
    private func refuseOthers(_ request: CheckRequest) throws {
        let others = [
            ("--property", !request.properties.isEmpty), ("--continue", request.continues),
            ("--store fingerprint", request.store != .exact), ("--export", exportFolder != nil),
            ("--update-counterexamples", updatesCounterexamples),
            ("--counterexamples", counterexamples != nil),
        ]
        for (option, isGiven) in others where isGiven {
            throw CommandError.optionsExclude(
                TwinPlan.option, option,
                because:
                    "it compares every state and every property of the spec with its twin, and nothing else")
        }
    }
}
