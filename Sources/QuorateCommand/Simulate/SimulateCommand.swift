import ArgumentParser
import QuorateExplorer
import QuorateLanguage

/// `quorate simulate`: random runs of instances that no search finishes.
struct SimulateCommand: AsyncParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json, .junit, .sarif, .github, .markdown]

    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract:
            "Takes random runs of specs that are too large to be explored, and shows one that breaks a property.",
        discussion: """
            A run begins in an initial state and takes steps until there is none, it leaves the constraint, or it has \
            as many as --depth allows. A run that breaks a property is made shorter, walked once more on the spec's own \
            actions, and shown as `check` shows one; it need not be a shortest one. Without such a run the answer is \
            "no violation in so many runs", and never that a property holds. Properties of runs without end are not \
            looked at.

            What a run does follows from the seed and its number: the same for any number of workers, unless \
            --max-seconds or an interrupt ends them. Runs and time that are used up are as expected; a mutant that no \
            run catches is inconclusive.

            --compare measures the strategies instead: how many runs and seconds each needs until it catches each \
            mutant of the specs, or the given one, as the median over --seeds seeds.
            """)

    @Argument(help: ArgumentHelp("The specs to run.", valueName: "spec"), completion: .specs)
    var specs: [String]

    @OptionGroup var changes: ChangeOptions

    @Option(
        name: .customLong("property"),
        help: ArgumentHelp("Look at this property only; may be repeated.", valueName: "name"))
    var properties: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Number of runs; \(Simulator.usualRuns) unless given, and with --max-seconds no limit.",
            valueName: "n"))
    var runs: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("Steps after which a run ends.", valueName: "n"))
    var depth = Simulator.usualDepth

    @Option(help: ArgumentHelp("The number that all runs follow from.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        help: """
            How a run chooses its steps: each alike (uniform), actions that were seldom taken first (coverage), by \
            priorities of replicas or their actions that now and then change (priorities), or all of these and random \
            weights in turn (swarm).
            """)
    var strategy = RunStrategy.swarm

    @Option(
        name: .customLong("max-seconds"), parsing: .unconditional,
        help: ArgumentHelp("Begin no further run after this many seconds.", valueName: "s"))
    var secondLimit: Double?

    @OptionGroup var workers: WorkerOptions

    @Option(
        name: .customLong("export"),
        help: ArgumentHelp(
            "Write each counterexample as a trace file below this folder.", valueName: "folder"))
    var exportFolder: String?

    @Flag(name: .customLong("compare"), help: "Measure the strategies on the mutants of the specs.")
    var compares = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Seeds, from --seed on, that --compare takes the median over.", valueName: "n"))
    var seeds: Int?

    @OptionGroup var output: OutputOptions<Self>

    func run() async throws {
        let session = Session.current
        let request = try simulateRequest
        if compares {
            let comparison = StrategyComparison(request, seeds: seeds ?? 5, interrupt: session.interrupt)
            return try await output.print(comparison.measured(in: session.catalog), to: session.console)
        }
        if seeds != nil { throw CommandError.needsOption(option: "--seeds", needed: "--compare") }
        let plan = try CheckPlan(request.specRequest, catalog: session.catalog)
        let export = try exportFolder.map { try TraceExport(folder: $0, runs: plan.runs) }
        let runner = SimulateRunner(
            plan: plan, request: request, export: export, interrupt: session.interrupt)
        let status = try await runner.run(reporter: reporter(of: request, in: session))
        if let export { session.console.note(export.summary) }
        try status.end()
    }

    private var simulateRequest: SimulateRequest {
        get throws {
            let request = SimulateRequest(
                specs: CheckRequest(
                    arguments: specs, settings: changes.settings, mutants: changes.mutants,
                    variants: changes.variants,
                    properties: properties, workers: workers.count),
                runs: runs, depth: depth, seed: seed, strategy: strategy, seconds: secondLimit)
            try request.checkNumbers(seeds: seeds)
            if compares, exportFolder != nil {
                throw CommandError.optionsExclude(
                    "--compare", "--export", because: "runs are counted there, and none is kept")
            }
            return request
        }
    }

    private func reporter(
        of request: SimulateRequest, in session: Session
    ) throws -> any Reporter<FinishedSimulation> {
        let text = SimulateText(console: session.console, program: session.program, request: request)
        return try output.reporter(among: [
            .text: text,
            .json: SimulateJSON(console: session.console),
            .junit: SimulateJUnit(console: session.console, sources: session.sources),
            .sarif: SARIFReporter<FinishedSimulation>(of: "simulate", in: session),
            .github: GitHubReporter<FinishedSimulation>(of: "simulate", in: session) {
                SimulateText(console: $0, program: session.program, request: request)
            },
            .markdown: MarkdownReporter<FinishedSimulation>(of: "simulate", in: session),
        ])
    }
}

extension RunStrategy: ExpressibleByArgument {}
