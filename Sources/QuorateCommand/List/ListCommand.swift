import ArgumentParser

/// `quorate list`: the specs, claims and costs of the catalog, or what users ask for with its answers.
struct ListCommand: AsyncParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json]

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "Lists the specs with their parameters, properties, mutants, variants and sources, and the claims.",
        discussion: """
            With --scenarios, what users of replicated systems ask for, each with the specs, claims, costs and \
            probabilities that answer it, and with the outcome of each, made now: specs are explored, claims decided, \
            costs counted. A NAME is then a number, or a word in what is asked for or in the name of an answer. Ends in \
            exit status 20 when nothing answers one of them, and otherwise as the runs that are not as expected end.
            """)

    @Argument(
        help: ArgumentHelp(
            "Only what has this in its name, as in pbft; everything unless given.", valueName: "name"))
    var name: String?

    @Flag(help: "Answer what users ask for, and show the outcomes.")
    var scenarios = false

    @OptionGroup var workers: WorkerOptions

    @OptionGroup var output: OutputOptions<Self>

    func run() async throws {
        let session = Session.current
        if scenarios { return try await answer(in: session) }
        if workers.workers != nil {
            throw CommandError.needsOption(option: "--workers", needed: "--scenarios")
        }
        try output.print(try CatalogListing(of: session, named: name), to: session.console)
    }

    private func answer(in session: Session) async throws {
        try CheckRequest(workers: workers.count).checkNumbers()
        let plan = try ScenarioPlan(of: session, named: name)
        let runner = ScenarioRunner(
            plan: plan, session: session, workers: workers.count,
            progress: ProgressDisplay(console: session.console))
        let reporter: any Reporter<ScenarioResult> = try output.reporter(among: [
            .text: ScenarioText(console: session.console, plan: plan),
            .json: ScenarioJSON(console: session.console),
        ])
        try await runner.run(reporter: reporter).end()
    }
}
