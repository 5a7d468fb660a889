import QuorateExplorer

extension CheckCommand {
    /// Compares adversaries with their twins, and checks nothing else.
    func compareTwins(_ request: CheckRequest, in session: Session) async throws {
        try refuseOthers(request)
        let console = session.console
        let runner = TwinRunner(
            plan: try TwinPlan(request, catalog: session.catalog), request: request,
            interrupt: session.interrupt, progress: quiet ? nil : ProgressDisplay(console: console))
        let reporter: any Reporter<FinishedTwin> = try output.reporter(among: [
            .text: TwinText(console: console), .json: TwinJSON(console: console),
            .junit: TwinJUnit(console: console, sources: session.sources),
            .sarif: SARIFReporter<FinishedTwin>(of: "check", in: session),
            .github: GitHubReporter<FinishedTwin>(of: "check", in: session) { TwinText(console: $0) },
            .markdown: MarkdownReporter<FinishedTwin>(of: "check", in: session),
        ])
        try await runner.run(reporter: reporter).end()
    }

    /// Refuses options that ask for something else than the comparison.
    private func refuseOthers(_ request: CheckRequest) throws {
        let unsuitable = request.oneRunOptions.filter { !$0.suitsTwin }.map { ($0.name, $0.isGiven) }
        let others =
            unsuitable + [
                ("--store \(request.store.rawValue)", request.store != .exact),
                ("--export", exportFolder != nil),
                ("--update-counterexamples", updatesCounterexamples),
                ("--counterexamples", counterexamples != nil), ("--locked", isLocked),
                ("--update-lock", updatesLock),
            ]
        for (option, isGiven) in others where isGiven {
            throw CommandError.optionsExclude(
                TwinPlan.option, option,
                because:
                    "it compares every state and every property of the spec with its twin, and nothing else")
        }
    }
}
