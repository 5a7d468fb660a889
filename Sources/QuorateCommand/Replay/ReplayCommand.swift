import ArgumentParser
import QuorateLanguage

/// `quorate replay`: takes real code through the run in a trace file.
struct ReplayCommand: AsyncParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json, .junit]

    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Takes real replicas through the runs in trace files, step by step.",
        discussion: """
            The shipped code follows the spec without the mutant, and has to refuse the first step that this spec \
            disables. The code with the mutant's change follows the mutant's run, and has to break the property that \
            the trace names. Without --against both are run.

            An outcome is expected if the file records it; if it records none, the shipped code must not break the \
            property, and the changed code must. Each replay is made again in a process of its own, and must agree with \
            itself to the byte (exit status 41). The spec must have a driver; `list` shows which have.

            Each replay says which variables were compared: those of the file with the spec's, and the spec's with \
            the code's. A file that has none of the spec's, or no step and nothing that it shows, is refused (exit \
            status 65).
            """)

    @Argument(help: ArgumentHelp("The trace files, which end in .itf.json.", valueName: "file"))
    var files: [String]

    @Option(help: "The code to run: the one that ships, or the one with the mutant's change.")
    var against: Code?

    @Option(
        help: ArgumentHelp(
            "The spec of files that other tools have written: their actions are found again on it.",
            valueName: "spec"))
    var spec: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Set a parameter of that spec.", valueName: "name=value"))
    var settings: [String] = []

    @Option(help: ArgumentHelp("Break that spec on purpose.", valueName: "name"))
    var mutant: String?

    @OptionGroup var output: OutputOptions<Self>

    /// Request for what the second process prints, to be compared with the first.
    @Flag(help: .hidden)
    var transcript = false

    func run() async throws {
        let session = Session.current
        let console = session.console
        let plan = ReplayPlan(files: files, against: against, foreign: try foreign)
        let runner = ReplayRunner(session: session, plan: plan)
        if transcript { return try printTranscript(runner, session) }
        let reporter: any Reporter<ReplayedFile> = try output.reporter(among: [
            .text: ReplayText(console: console), .json: ReplayJSON(console: console),
            .junit: ReplayJUnit(console: console),
        ])
        try await runner.run(reporter: reporter).end()
    }

    private var foreign: Instance? {
        get throws {
            guard let spec else {
                if !settings.isEmpty { throw CommandError.needsOption(option: "--set", needed: "--spec") }
                if mutant != nil { throw CommandError.needsOption(option: "--mutant", needed: "--spec") }
                return nil
            }
            let values = try CheckRequest(settings: settings).parsedSettings()
            return Instance(spec: spec, mutant: mutant, values: values)
        }
    }

    private func printTranscript(_ runner: ReplayRunner, _ session: Session) throws {
        for file in files {
            let trace = try runner.trace(in: file).trace
            let report = try runner.report(of: trace, against: against ?? .shipped, file: file)
            try session.console.print(report.transcript.text)
        }
    }
}
