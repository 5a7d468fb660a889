import ArgumentParser
import Foundation
import QuorateExplorer

/// `quorate diff`: what a change does to the specs.
struct DiffCommand: AsyncParsableCommand, SearchingCommand, PrintingCommand {
    static let searched = "distinct states"
    static let formats: [Format] = [.text, .json, .junit, .sarif, .github, .markdown]

    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract:
            "Says what a change does to the specs: runs, properties, verdicts and claims of two revisions.",
        discussion: """
            BASE and HEAD are revisions of the git repository of the current folder. Each is checked out and built in a \
            folder of its own, and its own program explores the instances that `check` lists. Every state and every step \
            of an instance is compared, by the names of fields, actions and properties. Where a field is new or gone, runs \
            are compared by actions and by the fields in common. A spec whose module, with all that the program has besides \
            specs, is the same text on both sides is not explored, unless --all asks for it.

            "The same" is said only of what was compared to the end; a limit is inconclusive (exit status 30). Findings \
            are no failure unless --forbid names their kind (exit status 50). Nothing is guessed: what has another name \
            is one thing gone and another new, unless --rename says so.

            The kinds are: \(DiffFinding.Kind.allCases.map(\.rawValue).joined(separator: ", ")).
            """)

    @Argument(help: ArgumentHelp("The revision before the change, as in main.", valueName: "base"))
    var base: String?

    @Argument(help: ArgumentHelp("The revision after it; HEAD unless given.", valueName: "head"))
    var head: String?

    @Option(
        name: .customLong("spec"),
        help: ArgumentHelp("Compare this spec only; may be repeated.", valueName: "name"))
    var specs: [String] = []

    @Option(
        name: .customLong("rename"),
        help: ArgumentHelp(
            "What the base calls old is called new in the head: a spec, action, field, property, mutant, parameter or "
                + "case; may be repeated.", valueName: "old=new"))
    var renames: [String] = []

    @Option(
        name: .customLong("forbid"),
        help: ArgumentHelp(
            "End in exit status 50 if there is a finding of one of these kinds.", valueName: "kinds"))
    var forbidden: [String] = []

    @Flag(help: "Explore also what was compiled from the same text on both sides.")
    var all = false

    @Flag(help: "Hold the specs of both sides against their real code as well.")
    var conform = false

    @Option(help: ArgumentHelp("The executable to build; quorate unless given.", valueName: "name"))
    var product = "quorate"

    @Option(
        help: ArgumentHelp("The folder of the package; the current one unless given.", valueName: "folder"))
    var packagePath = "."

    @Option(help: ArgumentHelp("A program of the base that is built already.", valueName: "file"))
    var baseProgram: String?

    @Option(help: ArgumentHelp("A program of the head that is built already.", valueName: "file"))
    var headProgram: String?

    @Option(
        help: ArgumentHelp(
            "Where the checkouts and their builds are kept; in the user's cache unless given.",
            valueName: "folder"))
    var cache: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Threads of each side that search; half as many as there are processors unless given.",
            valueName: "n"))
    var workers: Int?

    @Option(
        name: .customLong("html"),
        help: ArgumentHelp(
            "Write the comparison as a page as well, with each run drawn.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var page: String?

    @OptionGroup var limits: LimitOptions<Self>

    @OptionGroup var output: OutputOptions<Self>

    @Flag(help: "Show no progress.")
    var quiet = false

    func run() async throws {
        let session = Session.current
        let request = try checkedRequest()
        let page = try page.map { try PageFile(path: $0).writable() }
        let note: @Sendable (String) -> Void = { [quiet] in if !quiet { session.console.note($0) } }
        let sources = DiffSources(
            base: base, head: head, baseProgram: baseProgram, headProgram: headProgram, product: product,
            packagePath: packagePath, cache: cache)
        let sides = try sources.sides(session, note: note)
        defer { sides.lock?.release() }
        let comparison = DiffComparison(
            sides: sides, request: request, arguments: ["--workers", "\(workerCount)"] + limits.chosen.words,
            session: session, note: note)
        let report = try await comparison.report()
        try page?.write(report.html(PageLinks(base: nil, sources: session.sources)), session.console)
        try print(report, in: session)
        try report.status.end()
    }

    private var workerCount: Int { workers ?? max(1, ProcessInfo.processInfo.activeProcessorCount / 2) }

    private func checkedRequest() throws -> DiffRequest {
        try CheckRequest(workers: workerCount, limits: limits.chosen).checkNumbers()
        return DiffRequest(
            specs: specs, renames: try DiffRenames(renames), forbidden: try DiffRequest.kinds(forbidden),
            limits: limits.chosen, exploresAll: all, conforms: conform)
    }

    private func print(_ report: DiffReport, in session: Session) throws {
        let console = session.console
        switch output.chosen {
        case .text, .json: try output.print(report, to: console)
        case .junit: try console.print(report.junit(session.sources))
        case .sarif: try console.print(report.sarif(in: session))
        case .github:
            try session.consoleWithoutCommands.print(report.text)
            try session.annotate(report.annotations(in: session.catalog), report.summary(in: session))
        case .markdown: try console.print(report.summary(in: session).markdown())
        }
    }
}
