import ArgumentParser

/// `quorate conform`: every step of a spec on real code, in lockstep.
struct ConformCommand: AsyncParsableCommand, SearchingCommand, PrintingCommand {
    static let searched = "pairs"
    static let formats: [Format] = [.text, .json, .junit, .sarif, .github, .markdown]

    static let configuration = CommandConfiguration(
        commandName: "conform",
        abstract: "Takes real replicas through every step of a spec, in lockstep.",
        discussion: """
            What is explored is pairs: a state of the spec, and the whole state of the real replicas that came there. \
            After each step the state of the replicas, their messages and their durable logs have to be what the spec \
            says. Steps that the spec disables are tried where their input can exist, and have to change nothing.

            "Conforms" is said only when every pair was seen. Without a SPEC all instances that the drivers list are \
            run, with SPECs and nothing else theirs; --set and --mutant ask for one run of a spec, in which parameters \
            that are not set are those of its first instance. A spec must have a driver; `list` shows which have. With --adapter the \
            code of any spec is in a program of its own, in any language; --workers is then the number of its processes, \
            1 unless given, each of which takes a part of the steps.
            """)

    @Argument(
        help: ArgumentHelp("The specs; all that have a driver unless given.", valueName: "spec"),
        completion: .specs)
    var specs: [String] = []

    @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter.", valueName: "name=value"))
    var settings: [String] = []

    @Option(
        name: .customLong("mutant"),
        help: ArgumentHelp("Break spec and code in the same way on purpose.", valueName: "name"))
    var mutant: String?

    @Flag(help: "Try every step that the spec disables in every pair, and not one in eight.")
    var negative = false

    @OptionGroup var adapter: AdapterOptions

    @OptionGroup var workers: WorkerOptions

    @OptionGroup var limits: LimitOptions<Self>

    @OptionGroup var output: OutputOptions<Self>

    @Flag(help: "Show no progress.")
    var quiet = false

    func run() async throws {
        var session = Session.current
        session.adapter = try adapter.request()
        if let count = workers.workers { session.adapter?.processes = count }
        let console = session.console
        let plan = try ConformPlan(request, mutant: mutant, session: session)
        let runner = ConformRunner(
            plan: plan, catalog: session.catalog, request: request, triesAll: negative,
            interrupt: session.interrupt,
            progress: quiet ? nil : ProgressDisplay(console: console, of: plan.parts.count))
        let reporter: any Reporter<FinishedConformance> = try output.reporter(among: [
            .text: ConformText(console: console, isOfOne: plan.parts.count == 1),
            .json: ConformJSON(console: console),
            .junit: ConformJUnit(console: console, sources: session.sources),
            .sarif: SARIFReporter<FinishedConformance>(of: "conform", in: session),
            .github: GitHubReporter<FinishedConformance>(of: "conform", in: session) {
                ConformText(console: $0, isOfOne: plan.parts.count == 1)
            },
            .markdown: MarkdownReporter<FinishedConformance>(of: "conform", in: session),
        ])
        try await runner.run(reporter: reporter).end()
    }

    private var request: CheckRequest {
        CheckRequest(
            arguments: specs, settings: settings, mutants: [], properties: [], workers: workers.count,
            store: .exact, continues: false, limits: limits.chosen)
    }
}
