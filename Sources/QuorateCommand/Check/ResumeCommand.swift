import ArgumentParser
import QuorateExplorer

/// `quorate resume`: a search on disk or with checkpoints, from where it ended.
struct ResumeCommand: AsyncParsableCommand, SearchingCommand, PrintingCommand {
    static let searched = CheckCommand.searched
    static let formats: [Format] = [.text, .json, .junit, .github, .markdown]

    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract:
            "Goes on with a search on disk, or with checkpoints, that was interrupted, killed, or ended by a limit.",
        discussion: """
            The folder is that of `check SPEC --disk FOLDER`, or of `--checkpoint FOLDER`. Spec, parameters, mutant, properties, options and limits are \
            in it; a limit or a number of workers that is given here takes the place of the old one. Seconds count anew.

            A search with checkpoints goes on over ranks of MPI or on one machine, wherever it began.

            The search goes on behind the last level that was committed, and reports what it would have reported without \
            the break. All states are read once and compared with their checksums, and the spec is asked again about a \
            sample of each level: a file that is not as it was written, a program that was built anew since, or a spec \
            that says other things, ends in exit status 65, a folder without a search or with one at work in 64. A shared \
            library or a file beside the program that has changed is not noticed, unless it shows in the sample.
            """)

    @Argument(help: "The folder.", completion: .directory)
    var folder: String

    @Flag(
        name: .customLong("distributed"),
        help:
            "Spread a search with checkpoints over all ranks that `mpirun` has started, as many as before or not; rank 0 alone reads the folder."
    )
    var isDistributed = false

    @OptionGroup var workers: WorkerOptions
    @OptionGroup var limits: LimitOptions<Self>
    @OptionGroup var output: OutputOptions<Self>

    @Flag(help: "With the report, a plot of how many states each level has.")
    var verbose = false

    @Flag(help: "Show no progress, and as text only what is not as expected and the summary.")
    var quiet = false

    func run() async throws {
        let session = Session.current
        try JoinedRanks.joinEarly(isDistributed)
        let ranks = try JoinedRanks.chosen(isDistributed, in: session)
        let request = try request(ranks)
        let plan = try CheckPlan(request, catalog: session.catalog)
        let runner = CheckRunner(
            plan: plan, request: request, export: nil, update: nil, ranks: ranks,
            interrupt: session.interrupt,
            progress: quiet ? nil : ProgressDisplay(console: session.console))
        let text = CheckText(
            console: session.console, program: session.program, plan: plan, request: request, isQuiet: quiet,
            isVerbose: verbose)
        let reporter = try output.reporter(among: [
            .text: text, .json: CheckJSON(console: session.console),
            .junit: CheckJUnit(console: session.console, sources: session.sources),
            .github: GitHubReporter<FinishedRun>(of: "check", in: session, text: text.printing),
            .markdown: MarkdownReporter<FinishedRun>(of: "check", in: session),
        ])
        try await runner.run(reporter: reporter).end()
    }

    /// Request for the search in the folder, with the limits that are given here.
    private func request(_ ranks: RankLink?) throws -> CheckRequest {
        if folder.isEmpty {
            throw CommandError.tooSmall(option: "resume", value: folder, least: "the path of a folder")
        }
        let saved = try SavedSearch(inFolder: folder, toldTo: ranks)
        let chosen = limits.chosen
        let limits = Explorer.Limits(
            states: chosen.states ?? saved.states, depth: chosen.depth ?? saved.depth,
            seconds: chosen.seconds ?? saved.seconds, memory: chosen.memory ?? saved.memory)
        let disk = DiskUse(folder: folder, resumes: true)
        // A rank has one worker, however many there were on one machine.
        let usualWorkers = isDistributed ? 1 : saved.workers
        return CheckRequest(
            arguments: [saved.spec], settings: saved.instance.settings.map(\.description),
            mutants: saved.mutant.map { [$0] } ?? [], variants: saved.variant.map { [$0] } ?? [],
            properties: saved.properties ?? [], workers: workers.workers ?? usualWorkers,
            continues: saved.continues, coverage: saved.countsLines,
            disk: saved.checkpointSeconds == nil ? disk : nil, isDistributed: isDistributed,
            checkpoints: saved.checkpointSeconds.map {
                CheckpointUse(folder: folder, every: $0, resumes: true)
            }, limits: limits)
    }
}
