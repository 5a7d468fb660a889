import ArgumentParser
import QuorateLanguage

/// `quorate costs`: what one decision costs.
struct CostsCommand: ParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json]

    static let configuration = CommandConfiguration(
        commandName: "costs",
        abstract: "Shows what one decision costs: the formula, what a text states, and what a run takes.",
        discussion: """
            Messages are counted once for each receiver. The figure under "counted" comes from a run of the spec \
            without failures, walked to its end. A stated figure marked ≤ is an order of magnitude: the exact one \
            lies below.

            Ends in exit status 50 when a counted or stated figure is not what the formula gives.
            """)

    @Argument(help: ArgumentHelp("Only these protocols.", valueName: "protocol"))
    var names: [String] = []

    @OptionGroup var output: OutputOptions<Self>

    func run() throws {
        let session = Session.current
        let report = try CostsReport(session.catalog, names: names)
        try output.print(report, to: session.console)
        try report.status.end()
    }
}
