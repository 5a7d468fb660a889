import ArgumentParser
import QuorateLanguage

/// `quorate replay`: takes real code through the run in a trace file.
struct ReplayCommand: AsyncParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json, .junit, .sarif, .github, .markdown]

    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Takes real replicas through the runs in trace files, step by step.",
        discussion: """
            The shipped code follows the spec without its mutant or variant, and has to refuse the first step that this spec \
            disables. The code with the mutant's change follows the mutant's run, and has to break the property that \
            the trace names. Without --against both are run.

            An outcome is expected if the file records it; if it records none, the shipped code must not break the \
            property, and the changed code must. Each replay is made again in a process of its own, and must agree with \
            itself to the byte (exit status 41). The spec must have a driver; `list` shows which have.

            Of a folder all traces are replayed, also those of the folders in it; a trace of a spec without a driver is \
            listed as not replayed. A file that cannot be replayed is an error of its own, and keeps no other from being \
            replayed; where nothing at all is, that is an error too (exit status 65).

            Each replay says which variables were compared: those of the file with the spec's, and the spec's with \
            the code's. A file that has none of the spec's, or no step and nothing that it shows, is refused (exit \
            status 65).

            With --adapter the code of any spec is in a program of its own, in any language; it is the shipped code, \
            unless --against says that it has the mutant's change.

            Other tools are Quint, Apalache and TLC (-dumpTrace json). Where a file names no action, the step is found \
            by the states; a loop is followed once round.
            """)

    @Argument(
        help: ArgumentHelp(
            "The trace files, which end in .itf.json, and folders of such files.", valueName: "file"),
        completion: .file())
    var files: [String]

    @Option(help: "The code to run: the one that ships, or the one with the mutant's change.")
    var against: Code?

    @Option(
        name: .customLong("html"),
        help: ArgumentHelp(
            "Write each run, with what the code did, as a page below this folder, to be opened in a browser.",
            valueName: "folder"))
    var pageFolder: String?

    @OptionGroup var linkOptions: PageLinkOptions

    @OptionGroup var adapter: AdapterOptions

    @OptionGroup var foreign: ForeignOptions

    @OptionGroup var output: OutputOptions<Self>

    /// Request for what the second process prints, to be compared with the first.
    @Flag(help: .hidden)
    var transcript = false

    func run() async throws {
        var session = Session.current
        session.adapter = try adapter.request()
        let console = session.console
        let plan = ReplayPlan(paths: files, against: chosenCode, foreign: try request())
        let links = try linkOptions.links(isNeeded: pageFolder != nil, in: session)
        let pages = try pageFolder.map { try PageFolder($0, links) }
        let runner = ReplayRunner(session: session, plan: plan, pages: pages)
        if transcript { return try printTranscript(runner, session) }
        let reporter: any Reporter<ReplayedFile> = try output.reporter(among: [
            .text: ReplayText(console: console, plan: plan), .json: ReplayJSON(console: console),
            .junit: ReplayJUnit(console: console, sources: session.sources),
            .sarif: SARIFReporter<ReplayedFile>(of: "replay", in: session),
            .github: GitHubReporter<ReplayedFile>(of: "replay", in: session) {
                ReplayText(console: $0, plan: plan)
            },
            .markdown: MarkdownReporter<ReplayedFile>(of: "replay", in: session),
        ])
        let status = try await runner.run(reporter: reporter)
        if let pages { session.console.note(pages.summary) }
        try status.end()
    }

    /// - Throws: ``CommandError`` for options that say how to read the files of other tools, without the spec of these.
    private func request() throws -> ForeignRequest {
        let request = try foreign.request()
        guard request.instance == nil else { return request }
        if !request.renames.isEmpty { throw CommandError.needsOption(option: "--rename", needed: "--spec") }
        if request.trace != nil { throw CommandError.needsOption(option: "--trace", needed: "--spec") }
        if request.map != nil { throw CommandError.needsOption(option: "--map", needed: "--spec") }
        return request
    }

    /// The code that was chosen; that of an adapter is the one that ships unless it is said to be another.
    private var chosenCode: Code? { against ?? (adapter.adapter == nil ? nil : .shipped) }

    private func printTranscript(_ runner: ReplayRunner, _ session: Session) throws {
        for file in files {
            let trace = try runner.trace(in: file).trace
            let report = try runner.report(of: trace, against: against ?? .shipped, file: file)
            try session.console.print(report.transcript.text)
        }
    }
}
