import ArgumentParser
import QuorateExplorer
import QuorateLanguage

/// `quorate bench`: how fast the search is, on state spaces large enough to measure, beside other tools.
struct BenchCommand: AsyncParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json]

    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures the search, alone or against other model checkers on the same protocols.",
        discussion: """
            Each run is a process of its own, so that its processor time and its peak memory are its own. Each \
            figure is the median of the repeats. Properties are checked and what \
            traces need is kept. Other tools run with their fastest settings that keep states in full: Spin's \
            depth-first search and rumur. The distinct and generated states of all must agree.

            With --liveness a model for Spin states the property as a formula, and is run with weak fairness of \
            processes. What is compared is the processor time to the same verdict: Spin's states are then pairs of a \
            state and a state of the formula's automaton.

            With --automata the cases are threshold automata, by name or as files that end in .ta: the time in which all \
            their properties of safety are decided stands beside the times that were published for other tools.

            With --partial-order the cases are specs, each in a small instance: how many states a partial-order \
            reduction that sees every dependence exactly would leave, and no verdict changed.
            """)

    @Argument(help: ArgumentHelp("The cases to run; all of them unless given.", valueName: "case"))
    var cases: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Threads that search; 1 and 2 unless given.", valueName: "n"))
    var workers: Int?

    @Option(help: "How states are remembered; all ways unless given.")
    var store: StoreKind?

    @Option(
        name: .customLong("repeat"), parsing: .unconditional,
        help: ArgumentHelp("How often each run is repeated.", valueName: "n"))
    var repeats = 3

    @Option(help: ArgumentHelp("Run these tools as well: spin, rumur or both.", valueName: "tools"))
    var against: ToolList?

    @Flag(
        help:
            "Measure what liveness costs: each case that has such properties with them and without, exact store."
    )
    var liveness = false

    @Flag(help: "Measure the real replicas instead, in one process: how much they do in a CPU second.")
    var code = false

    @Flag(
        help:
            "Measure decisions of threshold automata instead; those that come with it unless files are given."
    )
    var automata = false

    @Flag(
        help:
            "Measure what a partial-order reduction could save at best instead, on small instances of the specs."
    )
    var partialOrder = false

    @OptionGroup var output: OutputOptions<Self>

    func run() async throws {
        let session = Session.current
        try checkNumbers()
        if automata { return try await measureAutomata(in: session).end() }
        if partialOrder { return try await measureReductions(in: session).end() }
        try await (code ? measureCode(in: session) : measureSearches(in: session)).end()
    }

    private func measureAutomata(in session: Session) async throws -> ExitStatus {
        if code || against != nil || workers != nil || store != nil || liveness || partialOrder {
            throw CommandError.optionsExclude(
                "--automata", "--against, --code, --liveness, --partial-order, --workers and --store",
                because: "it measures no search")
        }
        let bench = try AutomatonBench(cases: cases, repeats: repeats, session: session)
        return try await bench.run(
            reporter: BenchReporter<MeasuredAutomaton>(console: session.console) {
                try output.print(AutomatonBenchResults(lines: $0), to: session.console)
            })
    }

    private func measureReductions(in session: Session) async throws -> ExitStatus {
        if code || against != nil || workers != nil || store != nil || liveness || repeats != 3 {
            throw CommandError.optionsExclude(
                "--partial-order", "--against, --code, --liveness, --repeat, --workers and --store",
                because: "it counts states, and measures no search")
        }
        let bench = try PartialOrderBench(specs: cases, session: session)
        return try await bench.run(
            reporter: BenchReporter<MeasuredReduction>(console: session.console) {
                try output.print(PartialOrderResults(lines: $0), to: session.console)
            })
    }

    private func checkNumbers() throws {
        if repeats < 1 {
            throw CommandError.tooSmall(option: "--repeat", value: "\(repeats)", least: "at least 1")
        }
        if let workers, !(1...CheckRequest.mostWorkers).contains(workers) {
            throw CommandError.tooSmall(
                option: "--workers", value: "\(workers)", least: "1 to \(CheckRequest.mostWorkers)")
        }
    }

    private func measureCode(in session: Session) async throws -> ExitStatus {
        if against != nil || workers != nil || store != nil || liveness || partialOrder {
            throw CommandError.optionsExclude(
                "--code", "--against, --liveness, --partial-order, --workers and --store",
                because: "it measures no search")
        }
        let runner = try CodeBench(cases: cases, repeats: repeats, session: session)
        return try await runner.run(
            reporter: BenchReporter<MeasuredCode>(console: session.console) {
                try output.print(CodeBenchResults(lines: $0), to: session.console)
            })
    }

    private func measureSearches(in session: Session) async throws -> ExitStatus {
        if liveness, let store, store != .exact {
            throw CommandError.optionsExclude(
                "--liveness", "--store \(store.rawValue)", because: "liveness needs whole states")
        }
        let stores = liveness ? [.exact] : store.map { [$0] } ?? StoreKind.allCases
        let plan = try BenchPlan(
            cases: try chosenCases(session.catalog), workers: workers.map { [$0] } ?? [1, 2],
            stores: stores, tools: against?.tools ?? [], asksForLiveness: liveness, repeats: repeats)
        let runner = BenchRunner(
            plan: plan, interrupt: session.interrupt, note: session.console.note)
        return try await runner.run(
            reporter: BenchReporter<MeasuredCase>(console: session.console) {
                try output.print(BenchResults(runs: $0.flatMap(\.runs)), to: session.console)
            })
    }

    private func chosenCases(_ catalog: Catalog) throws -> [BenchmarkCase] {
        if catalog.benchmarks.isEmpty { throw CommandError.noBenchmarks }
        let all = try cases.map { try Self.benchmark($0, in: catalog) }
        if !liveness { return all.isEmpty ? catalog.benchmarks : all }
        if let other = all.first(where: { !$0.hasLiveness }) {
            throw CommandError.noLiveness(case: other.name)
        }
        let chosen = all.isEmpty ? catalog.benchmarks.filter(\.hasLiveness) : all
        if chosen.isEmpty { throw CommandError.noLivenessBenchmarks }
        return chosen
    }

    /// The case called `name`.
    static func benchmark(_ name: String, in catalog: Catalog) throws -> BenchmarkCase {
        guard let known = catalog.benchmarks.first(where: { $0.name == name }) else {
            throw CommandError.unknownCase(name, known: catalog.benchmarks.map(\.name))
        }
        return known
    }
}
