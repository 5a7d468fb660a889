import ArgumentParser
import Foundation
import QuorateLanguage
import QuorateTraces

/// `quorate validate`: a run of a spec that explains the log of a running system.
struct ValidateCommand: AsyncParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json, .junit, .sarif, .github, .markdown]

    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Finds a run of a spec that explains the log of a running system, or where there is none.",
        discussion: """
            A log has one JSON object on each line, with the node, the event and what else the mapping file asks for. \
            All files are one log together: the lines of each are in order, and those of different files may have come \
            in any, unless the mapping says which field tells (a vector clock, a start and an end, or a number).

            A line that no step of the spec explains is a failure (exit status 40), with what stands in the way of each \
            action that comes near. A field that the mapping names and a line does not have is a mistake (exit status \
            65), and so is a log of which nothing is compared. Where the limit comes first, nothing is known (exit \
            status 30).
            """)

    @Argument(help: ArgumentHelp("The files of one log.", valueName: "file"))
    var files: [String]

    @Option(
        help: ArgumentHelp("The spec of which the log is to be a run.", valueName: "spec"), completion: .specs
    )
    var spec: String

    @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter.", valueName: "name=value"))
    var settings: [String] = []

    @Option(help: ArgumentHelp("Break the spec on purpose.", valueName: "name"))
    var mutant: String?

    @Option(help: ArgumentHelp("Make a harmless change to the spec.", valueName: "name"))
    var variant: String?

    @Option(
        help: ArgumentHelp(
            "A mapping file: what the lines call things, and what the spec calls them.", valueName: "file"))
    var map: String?

    @OptionGroup var silence: SilentOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The most pairs of a state and a place in the log, beside one for each line, that are looked at.",
            valueName: "n"))
    var limit = 4_000_000

    @OptionGroup var output: OutputOptions<Self>

    func run() async throws {
        let session = Session.current
        let console = session.console
        let runner = ValidateRunner(plan: try plan(), session: session)
        let reporter: any Reporter<ValidatedLog> = try output.reporter(among: [
            .text: ValidateText(console: console), .json: ValidateJSON(console: console),
            .junit: ValidateJUnit(console: console, sources: session.sources),
            .sarif: SARIFReporter<ValidatedLog>(of: "validate", in: session),
            .github: GitHubReporter<ValidatedLog>(of: "validate", in: session) { ValidateText(console: $0) },
            .markdown: MarkdownReporter<ValidatedLog>(of: "validate", in: session),
        ])
        try await runner.run(reporter: reporter).end()
    }

    private func plan() throws -> ValidatePlan {
        guard (1...ValidatePlan.largestLimit).contains(limit) else {
            throw CommandError.unsuitable(
                option: "--limit", value: "\(limit)", write: "a number from 1 to \(ValidatePlan.largestLimit)"
            )
        }
        var seen: Set<String> = []
        let names = files.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
        if let twice = names.indices.first(where: { !seen.insert(names[$0]).inserted }) {
            throw CommandError.unsuitable(
                option: "file", value: ForeignText.path(files[twice]), write: "each file of the log once")
        }
        var request = ForeignRequest()
        request.map = try map.map(ForeignRequest.map)
        try request.hold(against: spec, settings, mutant: mutant, variant: variant)
        try silence.add(to: &request)
        return ValidatePlan(files: files, request: request, limit: limit)
    }
}
