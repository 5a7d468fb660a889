import ArgumentParser
import Foundation
import QuorateExplorer
import QuorateTraces

/// `quorate report`: everything that a catalog shows, and what it does not, on one page.
struct ReportCommand: AsyncParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json]

    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Reports what was explored, proved and held against code, and what none of it shows.",
        discussion: """
            Makes the usual runs of the catalog, or of the SPECs, decides their claims and takes their real code through \
            them, as check --locked does. The report says of each spec for which n, f, faults and network it holds, what \
            is proved for all numbers, what the code was held against, which mutants are caught, how large the state \
            spaces are and which actions were taken; and in words of its own what is not shown. There are no times in it, \
            so that two reports of the same catalog are the same. Ends in the exit status of what was found; the report \
            is written all the same.
            """)

    @Argument(
        help: ArgumentHelp("The specs to report on; the whole catalog unless given.", valueName: "spec"),
        completion: .specs)
    var specs: [String] = []

    @Option(
        name: .customLong("html"),
        help: ArgumentHelp("Write the report as a page, to be opened in a browser.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var page: String?

    @OptionGroup var workers: WorkerOptions

    @OptionGroup var output: OutputOptions<Self>

    @Flag(help: "Show no progress.")
    var quiet = false

    func run() async throws {
        let session = Session.current
        let page = try page.map { try PageFile(path: $0).writable() }
        let request = CheckRequest(arguments: specs, workers: workers.count)
        if let setting = specs.first(where: { $0.contains("=") }) {
            throw CommandError.unsuitable(
                option: "SPEC", value: setting, write: "the name of a spec: a report is about its usual runs")
        }
        let check = try CatalogCheck(request, in: session, showsProgress: !quiet, refines: true)
        let report = CatalogReport(of: check, try await check.results(printing: .nothing))
        try page?.write(report.html, session.console)
        try output.print(report, to: session.console)
        try report.status.end()
    }
}
