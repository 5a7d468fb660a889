import ArgumentParser
import QuorateExplorer
import QuorateLanguage

/// `quorate check`: explores specs and says whether what was found is as expected.
struct CheckCommand: AsyncParsableCommand, SearchingCommand, PrintingCommand {
    static let searched = "distinct states"
    static let formats: [Format] = [.text, .json, .junit, .sarif, .github, .markdown]

    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Explores every reachable state of specs, or finds the shortest run that breaks a property.",
        discussion: """
            Without a SPEC the whole catalog is checked: the listed instances of each spec, each against the verdict \
            and the figures expected of it. With SPECs and nothing else, their instances. Each mutant must break the \
            property that it names; each variant must hold, and where its claim is that it behaves the same, what it \
            does is compared with what the spec does: a difference ends in exit status 50.

            --set, --mutant, --variant, --property, --continue, --coverage, --disk, --checkpoint, --certificate, --symmetry or a \
            limit, given with a SPEC, ask for one run of that spec instead; parameters that are not set have their defaults (`list` shows them). Such a run is expected \
            to hold, and a run of a mutant to break the property that the mutant names.

            --update-counterexamples rewrites the kept counterexamples of the catalog, or of the SPECs: one for each \
            mutant and each instance that is expected to break something. A file that belongs to none of them is \
            removed, if every run ended as expected. A folder with anything else in it is refused.

            --locked holds the usual runs, all claims and theorems, and the conformance of all code against a file that \
            keeps what each came to, or with SPECs those of these specs; a difference ends in exit status 50. \
            --update-lock writes the file, unless something ended early or in an error.

            --adversary-twin holds Byzantine specs to what their reports say: where the messages of faulty replicas \
            are there from the start, correct replicas must come to the same states, and every property to the same \
            outcome, as where each message is sent in a step of its own. Small sizes are compared, up to 100,000 states \
            or --max-states; with --set the one that is asked for. A difference is a mistake of the spec (exit status \
            65), messages that make no difference anywhere are vacuous (20), and a limit is inconclusive (30).
            """)

    @Argument(
        help: ArgumentHelp("The specs to check; the whole catalog unless given.", valueName: "spec"),
        completion: .specs)
    var specs: [String] = []

    @OptionGroup var changes: ChangeOptions

    @Option(
        name: .customLong("property"),
        help: ArgumentHelp("Check this property only; may be repeated.", valueName: "name"))
    var properties: [String] = []

    @OptionGroup var workers: WorkerOptions

    @Option(
        help: """
            How states are remembered: exact; compact, which is exact in less memory, with properties of safety \
            only; or by fingerprints of 64 bits, where a state may be missed with a probability that the report states.
            """)
    var store = StoreKind.exact

    @Flag(name: .customLong("continue"), help: "Explore everything in spite of violations.")
    var continues = false

    @Flag(
        help: """
            Store one state for all that differ by the names of replicas or values which the spec says are interchangeable; \
            it is asked whether they are, in small instances in every state. Counts are of all states; --max-states is of those \
            stored.
            """)
    var symmetry = false

    @Flag(
        name: .customLong("prove-symmetry"),
        help:
            """
            The same, and ask in every state of any instance, which takes the time of a usual search and more; for at most \
            50,000 permutations.
            """
    )
    var provesSymmetry = false

    @OptionGroup var limits: LimitOptions<Self>

    @Option(
        name: .customLong("disk"),
        help: ArgumentHelp(
            "Keep the states of the one run in files in this folder, for more of them than memory holds; `resume` goes on.",
            valueName: "folder"))
    var diskFolder: String?

    @Flag(
        name: .customLong("distributed"),
        help:
            "Spread the states of the one run over all ranks that `mpirun` has started; see --workers for one machine."
    )
    var isDistributed = false

    @OptionGroup var checkpoints: CheckpointOptions

    @Option(
        name: .customLong("export"),
        help: ArgumentHelp(
            "Write each counterexample as a trace file below this folder.", valueName: "folder"))
    var exportFolder: String?

    @Option(
        name: .customLong("html"),
        help: ArgumentHelp(
            "Write each counterexample as a page below this folder, to be opened in a browser.",
            valueName: "folder"))
    var pageFolder: String?

    @OptionGroup var linkOptions: PageLinkOptions

    @Option(
        name: .customLong("certificate"),
        help: ArgumentHelp(
            "Write all states of the one run to this file, for `audit`, if everything holds.",
            valueName: "file"))
    var certificateFile: String?

    @Flag(
        name: .customLong("update-counterexamples"),
        help: "Bring the kept counterexamples up to date, and print what changed.")
    var updatesCounterexamples = false

    @Flag(
        name: .customLong("adversary-twin"),
        help: "Compare the adversary of the specs with one that sends each message in a step.")
    var comparesTwin = false

    @Option(
        help: ArgumentHelp(
            "Where they are kept; \(usualCounterexampleFolder) unless given.", valueName: "folder"))
    var counterexamples: String?

    @Flag(
        name: .customLong("locked"),
        help: "Compare what is found with the lock; claims and conformance too.")
    var isLocked = false

    @Flag(name: .customLong("update-lock"), help: "Write the lock anew, and print what changed.")
    var updatesLock = false

    @Option(help: ArgumentHelp("The lock; \(LockFile.usualPath) unless given.", valueName: "file"))
    var lock: String?

    @OptionGroup var output: OutputOptions<Self>

    @Flag(
        help: "Count by line of the spec how often each step was offered, taken, and changed something.")
    var coverage = false

    @Flag(help: "With the report of a run, a plot of how many states each level has.")
    var verbose = false

    @Flag(help: "Show no progress, and as text only what is not as expected and the summary.")
    var quiet = false

    func run() async throws {
        let session = Session.current
        try JoinedRanks.joinEarly(isDistributed)
        try checkpoints.check()
        if comparesTwin { return try await compareTwins(request, in: session) }
        if let use = try lockUse(request) { return try await compareLock(use, request, in: session) }
        let plan = try CheckPlan(request, catalog: session.catalog)
        let update = try counterexampleFolder(request, in: session).map {
            CounterexampleUpdate(of: $0, in: session, plan: plan)
        }
        let ranks = try JoinedRanks.chosen(isDistributed, in: session)
        // Every rank has the same run to write; one does.
        let writes = !JoinedRanks.isSilent
        let export = writes ? try exportFolder.map { try TraceExport(folder: $0, runs: plan.runs) } : nil
        let pages = writes ? try pages(in: session) : nil
        let certificate = try certificateFile.map { try CheckCertificate($0, of: plan, request) }
        let runner = CheckRunner(
            plan: plan, request: request, export: export, pages: pages, certificate: certificate,
            update: update, ranks: ranks,
            interrupt: session.interrupt,
            progress: quiet ? nil : ProgressDisplay(console: session.console, of: plan.runs.count))
        let status: ExitStatus
        do { status = try await runner.run(reporter: reporter(of: plan, update, in: session)) } catch {
            certificate?.discard()
            throw error
        }
        if let export { session.console.note(export.summary) }
        if let pages { session.console.note(pages.summary) }
        try status.end()
    }

    private func pages(in session: Session) throws -> PageFolder? {
        let links = try linkOptions.links(isNeeded: pageFolder != nil, in: session)
        return try pageFolder.map { try PageFolder($0, links) }
    }

    private var request: CheckRequest {
        CheckRequest(
            arguments: specs, settings: changes.settings, mutants: changes.mutants,
            variants: changes.variants,
            properties: properties,
            workers: isDistributed ? workers.workers ?? 1 : workers.count, store: store, continues: continues,
            coverage: coverage,
            disk: diskFolder.map { DiskUse(folder: $0) }, isDistributed: isDistributed,
            checkpoints: checkpoints.chosen,
            certifies: certificateFile != nil,
            symmetry: provesSymmetry ? .proved : symmetry ? .checked : .none, limits: limits.chosen)
    }

    private func reporter(
        of plan: CheckPlan, _ update: CounterexampleUpdate?, in session: Session
    ) throws -> any Reporter<FinishedRun> {
        let text = CheckText(
            console: session.console, program: session.program, plan: plan, request: request,
            // Of the runs that are as expected the changes in the folder say enough.
            isQuiet: quiet || update != nil, isVerbose: verbose)
        return try output.reporter(among: [
            .text: update.map { CounterexampleText(report: text, update: $0) } ?? text,
            .json: CheckJSON(console: session.console),
            .junit: CheckJUnit(console: session.console, sources: session.sources),
            .sarif: SARIFReporter<FinishedRun>(of: "check", in: session),
            .github: GitHubReporter<FinishedRun>(of: "check", in: session, text: text.printing),
            .markdown: MarkdownReporter<FinishedRun>(of: "check", in: session),
        ])
    }
}
