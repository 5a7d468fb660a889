import ArgumentParser
import Foundation
import QuorateExplorer
import QuorateLanguage

/// `quorate bench`: how fast the search is, on state spaces large enough to measure, beside other tools.
struct BenchCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures the search, alone or against other model checkers on the same protocols.",
        discussion: """
            Each run is a process of its own, so that its processor time and its peak memory are its own. Each \
            figure is the median of the repeats. Properties are checked and what \
            traces need is kept. Other tools run with their fastest settings that keep states in full: Spin's \
            depth-first search and rumur. The distinct and generated states of all must agree.
            """)

    @Argument(help: ArgumentHelp("The cases to run; all of them unless given.", valueName: "case"))
    var cases: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Threads that search; 1 and 2 unless given.", valueName: "n"))
    var workers: Int?

    @Option(help: "How states are remembered; both ways unless given.")
    var store: StoreKind?

    @Option(
        name: .customLong("repeat"), parsing: .unconditional,
        help: ArgumentHelp("How often each run is repeated.", valueName: "n"))
    var repeats = 3

    @Option(help: ArgumentHelp("Run these tools as well: spin, rumur or both.", valueName: "tools"))
    var against: ToolList?

    @Flag(help: "Measure the real replicas instead, in one process: how much they do in a CPU second.")
    var code = false

    @Option(help: "How to print.")
    var format = Format.text

    func run() async throws {
        let session = Session.current
        session.interrupt.heed()
        if repeats < 1 {
            throw CommandError.tooSmall(option: "--repeat", value: "\(repeats)", least: "at least 1")
        }
        if let workers, !(1...CheckRequest.mostWorkers).contains(workers) {
            throw CommandError.tooSmall(
                option: "--workers", value: "\(workers)", least: "1 to \(CheckRequest.mostWorkers)")
        }
        if code {
            if against != nil || workers != nil || store != nil {
                throw CommandError.optionsExclude(
                    "--code", "--against, --workers and --store", because: "it measures no search")
            }
            let results = try CodeBench(cases: cases, repeats: repeats, session: session).run()
            return try format == .text
                ? session.console.print(results.table) : session.console.print(results.json)
        }
        let bench = Bench(
            cases: try chosenCases(session.catalog), workers: workers.map { [$0] } ?? [1, 2],
            stores: store.map { [$0] } ?? StoreKind.allCases, tools: against?.tools ?? [], repeats: repeats,
            interrupt: session.interrupt, note: session.console.note)
        let results = try bench.run()
        switch format {
        case .text: try session.console.print(results.table)
        case .json: try session.console.print(results.json)
        }
    }

    private func chosenCases(_ catalog: Catalog) throws -> [BenchmarkCase] {
        if catalog.benchmarks.isEmpty { throw CommandError.emptyCatalog }
        if cases.isEmpty { return catalog.benchmarks }
        return try cases.map { try Self.benchmark($0, in: catalog) }
    }

    /// The case called `name`.
    static func benchmark(_ name: String, in catalog: Catalog) throws -> BenchmarkCase {
        guard let known = catalog.benchmarks.first(where: { $0.name == name }) else {
            throw CommandError.unknownCase(name, known: catalog.benchmarks.map(\.name))
        }
        return known
    }
}

/// The tools named by `--against`, with commas between.
struct ToolList: ExpressibleByArgument {
    let tools: [BenchmarkCase.Twin.Tool]

    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let tools = names.compactMap(BenchmarkCase.Twin.Tool.init(rawValue:))
        guard tools.count == names.count, Set(names).count == names.count else { return nil }
        self.tools = tools
    }

    static var allValueStrings: [String] { BenchmarkCase.Twin.Tool.allCases.map(\.rawValue) + ["spin,rumur"] }
}

/// One search in a process of its own, for `quorate bench` to measure from outside.
struct BenchCaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-case", abstract: "Explores one benchmark case and prints its counts.",
        shouldDisplay: false)

    @Argument var name: String
    @Option var workers = 1
    @Option var store = StoreKind.exact

    func run() async throws {
        let session = Session.current
        let chosen = try BenchCommand.benchmark(name, in: session.catalog)
        let report = try await Explorer(erased: chosen.instance.spec, workers: workers, store: store).run()
        guard report.outcome == .holds else {
            throw CommandError.figuresDiffer(
                "the benchmark case \(name) ends as \(report.outcome.rawValue), and is to hold")
        }
        try session.console.print("\(report.distinctStates) \(report.generatedStates)")
    }
}
