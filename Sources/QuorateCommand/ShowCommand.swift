import ArgumentParser
import QuorateLanguage
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
        let trace = try ITF.trace(fromFile: file)
        _ = try trace.words(in: spec(of: trace, in: session.catalog))
        try session.console.print(trace.rendering(full: full))
        session.console.note("Every step is one that \(trace.spec) allows.")
    }

    /// The spec that the trace is of. A name that the catalog does not have is the file's fault here, and not
    /// that of the person's arguments.
    private func spec(of trace: Trace, in catalog: Catalog) throws -> ErasedSpec {
        var settings: [String: Int] = [:]
        for parameter in trace.parameters { settings[parameter.name] = parameter.value }
        do {
            let spec = try catalog.entry(trace.spec).spec(settings: settings, mutant: trace.mutant)
            if let problem = spec.problem() { throw problem }
            return spec
        } catch let error as CatalogError {
            throw CommandError.foreignTrace(file: file, reason: error)
        }
    }
}
