import ArgumentParser
import Foundation
import QuorateExplorer
import QuorateTraces

/// `quorate graph`: the graph of an instance, for other tools.
struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Writes every reachable state and every step of a spec, for other tools.",
        discussion: """
            aut   Aldebaran's format, which CADP, mCRL2 and LTSmin read: steps with their actions, states by number
            dot   Graphviz's format, to be drawn: states with their fields
            json  states with their fields, and steps

            State 0 is the initial one. Where there are several, it is an additional one in aut, from which a step called \
            (initial) leads to each. A step that is offered twice is written once. States outside a constraint have no \
            steps; a note says how many there are. The graph is written whole: one of more states than the limit ends in \
            exit status 30, and nothing is written.
            """)

    @Argument(help: ArgumentHelp("The spec.", valueName: "spec"))
    var spec: [String]

    @OptionGroup var changes: ChangeOptions

    @Option(help: "The format.")
    var format = GraphForm.aut

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The most states that are written.", valueName: "n"))
    var limit = 100_000

    @Option(help: ArgumentHelp("The file; standard output unless given.", valueName: "file"))
    var output: String?

    func run() async throws {
        let session = Session.current
        let graph = try await GraphRequest(
            CheckRequest(
                arguments: spec, settings: changes.settings, mutants: changes.mutants,
                variants: changes.variants),
            limit: limit
        ).graph(in: session)
        let written = WrittenGraph(graph)
        let text = try written.text(format)
        if let output {
            try WholeFile.write(Data(text.utf8), to: output)
            session.console.note(
                "\(Numerals.count(graph.stateCount, "state")) and \(Numerals.count(written.steps.count, "step")) written to \(output)"
            )
        } else {
            try session.console.print(text)
        }
        if let note = written.constraintNote { session.console.note(note) }
    }
}

/// Format of a graph for other tools.
enum GraphForm: String, CaseIterable, ExpressibleByArgument {
    case aut, dot, json
}
