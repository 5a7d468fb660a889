import ArgumentParser
import QuorateExplorer

/// One search in a process of its own, for `quorate bench` to measure from outside.
struct BenchCaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-case", abstract: "Explores one benchmark case and prints its counts.",
        shouldDisplay: false)

    @Argument var name: String
    @Option var workers = 1
    @Option var store = StoreKind.exact
    /// A threshold automaton, by name or file, whose properties of safety are decided.
    @Flag var automaton = false
    /// All properties, and not those alone that peers' twins are asked for.
    @Flag var liveness = false

    func run() async throws {
        let session = Session.current
        if automaton { return try AutomatonBench.decide(name, in: session) }
        let chosen = try BenchCommand.benchmark(name, in: session.catalog)
        let spec = chosen.instance.spec
        // The peers' twins ask for safety, and what is compared is the same work.
        let asked = spec.properties.filter { liveness || !$0.kind.isLiveness }.map(\.name)
        let report = try await Explorer(
            erased: spec, workers: workers, store: store, properties: asked
        ).run()
        guard report.outcome == .holds else {
            throw CommandError.figuresDiffer(
                "the benchmark case \(name) ends as \(report.outcome.rawValue), and is to hold")
        }
        try session.console.print("\(report.distinctStates) \(report.generatedStates)")
    }
}
