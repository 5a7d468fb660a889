import ArgumentParser
import QuorateExplorer

/// `quorate mutate`: changes made from outside, and whether anybody notices.
struct MutateCommand: AsyncParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json, .junit, .sarif, .github, .markdown]

    static let configuration = CommandConfiguration(
        commandName: "mutate",
        abstract: "Breaks specs from outside in many small ways, and says which nobody notices.",
        discussion: """
            Nothing is written in the spec for it. Guards of single takes are dropped, takes are never taken or change \
            nothing, quorums get one member less or more, an initial state is left out, one replica more is faulty; \
            and hypotheses and numbers of the spec's claims are dropped or changed. A mutant that behaves otherwise, \
            and that no property and no claim notices, has survived: a question to the author. `waivedMutants` in the \
            spec answers it with a reason.

            Mutants are made of small sound instances of the catalog, or of the one that --set gives, and run in \
            processes of their own. Without a SPEC those of all specs are.
            """)

    @Argument(help: ArgumentHelp("The specs; all unless given.", valueName: "spec"), completion: .specs)
    var specs: [String] = []

    @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter.", valueName: "name=value"))
    var settings: [String] = []

    @Option(
        name: .customLong("max-states"), parsing: .unconditional,
        help: ArgumentHelp(
            "Take no instance with more states, and no mutant with five times as many.", valueName: "n"))
    var stateLimit = MutatePlan.usualStateLimit

    @Flag(help: "List every mutant, and not those alone that ask for an answer.")
    var all = false

    @OptionGroup var output: OutputOptions<Self>

    @Flag(help: "Show no progress.")
    var quiet = false

    func run() async throws {
        let session = Session.current
        let plan = try MutatePlan(specs, settings: settings, stateLimit: stateLimit, session: session)
        let runner = MutateRunner(plan: plan, session: session, showsProgress: !quiet)
        let listsAll = all || plan.entries.count == 1
        let reporter: any Reporter<MutatedSpec> = try output.reporter(among: [
            .text: MutateText(console: session.console, listsAll: listsAll),
            .json: MutateJSON(console: session.console),
            .junit: MutateJUnit(console: session.console, sources: session.sources),
            .sarif: SARIFReporter<MutatedSpec>(of: "mutate", in: session),
            .github: GitHubReporter<MutatedSpec>(of: "mutate", in: session) {
                MutateText(console: $0, listsAll: listsAll)
            },
            .markdown: MarkdownReporter<MutatedSpec>(of: "mutate", in: session),
        ])
        try await runner.run(reporter: reporter).end()
    }
}

/// The mutants of one instance, in a process of their own: the code of a mutant may end it.
struct MutateCaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mutate-case", abstract: "Runs the mutants of one instance, and prints a line for each.",
        shouldDisplay: false)

    @Argument var spec: String
    @Option(name: .customLong("set")) var settings: [String] = []
    @Option var maxStates: Int
    /// Names of mutants whose fates are known.
    @Option var skip: [String] = []
    /// Seconds after which the process ends because of one mutant; it goes on for ever unless given.
    @Option var patience: Int?

    func run() async throws {
        let session = Session.current
        let request = CheckRequest(arguments: [spec], settings: settings)
        let instance = try session.catalog.entry(spec).spec(settings: request.parsedSettings())
        try await MutantLine.printAll(
            of: instance, stateLimit: maxStates, except: Set(skip), patience: patience
        ) { try session.console.print($0) }
    }
}
