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
        let trace = try read(for: session.catalog)
        try session.console.print(trace.rendering(full: full))
        session.console.note("Every step is one that \(trace.spec) allows.")
    }

    /// Whatever is wrong with the file, its name belongs in front of the message.
    private func read(for catalog: Catalog) throws -> Trace {
        do {
            let trace = try ITF.trace(fromFile: file)
            _ = try trace.words(in: spec(of: trace, in: catalog))
            return trace
        } catch let error as TraceInputOutputError {
            throw error
        } catch {
            throw CommandError.refusedTrace(file: file, reason: error)
        }
    }

    private func spec(of trace: Trace, in catalog: Catalog) throws -> ErasedSpec {
        var settings: [String: Int] = [:]
        for parameter in trace.parameters { settings[parameter.name] = parameter.value }
        let spec = try catalog.entry(trace.spec).spec(settings: settings, mutant: trace.mutant)
        if let problem = spec.problem() { throw problem }
        return spec
    }
}
