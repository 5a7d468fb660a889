import ArgumentParser

/// `quorate list`: the specs and claims of the catalog.
struct ListCommand: ParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json]

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the specs with their parameters, properties, mutants and sources, and the claims.")

    @Argument(
        help: ArgumentHelp(
            "Only what has this in its name, as in pbft; everything unless given.", valueName: "name"))
    var name: String?

    @OptionGroup var output: OutputOptions<Self>

    func run() throws {
        let session = Session.current
        try output.print(try CatalogListing(of: session, named: name), to: session.console)
    }
}
