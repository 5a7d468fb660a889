import ArgumentParser
import QuorateExplorer
import QuorateTraces

/// `quorate show`: a trace file, to be read.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints a trace file step by step.",
        discussion: """
            The file is walked on the spec in the catalog first: a file with a step that the spec does not allow \
            is refused (exit status 65).
            """)

    @Argument(help: ArgumentHelp("The trace file, which ends in .itf.json.", valueName: "file"))
    var file: String

    @Flag(help: "Print whole states, and not only what changed.")
    var full = false

    func run() throws {
        let session = Session.current
        let trace = try CatalogTrace(file: file, in: session.catalog).trace
        try session.console.print(trace.rendering(full: full))
        let steps = Numerals.count(trace.steps.count, "step")
        let verb = trace.propertyKind == .reachable ? "meets" : "breaks"
        let end = trace.loop == nil ? "the last state" : "the run, whose loop closes and is fair,"
        session.console.note(
            "Every step is one that \(trace.spec) allows (\(steps)), and \(end) \(verb) \"\(trace.property)\"."
        )
    }
}
