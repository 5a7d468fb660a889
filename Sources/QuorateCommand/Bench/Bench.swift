import Foundation
import QuorateExplorer
import QuorateLanguage

/// Runs the cases, our own and other tools', and takes the medians.
struct Bench {
    let cases: [BenchmarkCase]
    let workers: [Int]
    let stores: [StoreKind]
    let tools: [BenchmarkCase.Twin.Tool]
    let repeats: Int
    let interrupt: Interrupt
    /// Hears what is running.
    let note: (String) -> Void

    /// - Throws: ``CommandError`` for a tool that is missing or fails, counts that disagree, and an interrupt.
    func run() throws -> BenchResults {
        for chosen in cases { _ = try Self.figures(of: chosen) }
        for tool in tools {
            if !cases.contains(where: { $0.twins.contains { $0.tool == tool } }) {
                throw CommandError.noTwin(tool: tool.rawValue)
            }
            try ToolTwin.require(tool)
        }
        return try Folder.withTemporary(interrupt) { folder in
            BenchResults(runs: try cases.flatMap { try runs(of: $0, in: folder) })
        }
    }

    private func runs(of chosen: BenchmarkCase, in folder: URL) throws -> [BenchRun] {
        var contestants: [any Contestant] = []
        for store in stores {
            for count in workers {
                contestants.append(OwnSearch(name: chosen.name, store: store, workers: count))
            }
        }
        for tool in tools {
            guard let twin = chosen.twins.first(where: { $0.tool == tool }) else { continue }
            note("\(chosen.name): compiling for \(tool.rawValue)")
            let place = folder.appendingPathComponent("\(chosen.name)-\(tool.rawValue)")
            contestants.append(try ToolTwin(twin, of: chosen, in: place))
        }
        return try contestants.map { contestant in
            // One after the other, so that the median is of runs that follow one like themselves: memory that the
            // run before gave back is slow to come again.
            let measured = try (1...repeats).map { round in
                note("\(chosen.name): \(contestant.label), run \(round) of \(repeats)")
                if interrupt.isRaised { throw CommandError.interrupted }
                let measurement = try contestant.run()
                try check(measurement, of: contestant, in: chosen)
                return measurement
            }
            return BenchRun(of: chosen.name, contestant, measured)
        }
    }

    /// A figure of a search that found something else than it should means nothing.
    private func check(_ found: Measurement, of contestant: any Contestant, in chosen: BenchmarkCase) throws {
        let (distinct, generated) = try Self.figures(of: chosen)
        if (found.distinctStates, found.generatedStates) == (distinct, generated) { return }
        throw CommandError.figuresDiffer(
            "\(contestant.label) finds \(found.distinctStates) distinct and \(found.generatedStates) generated"
                + " states in \(chosen.name), where \(distinct) and \(generated) are expected")
    }

    private static func figures(of chosen: BenchmarkCase) throws -> (distinct: Int, generated: Int) {
        let expected = chosen.instance.expected
        guard let distinct = expected.distinctStates, let generated = expected.generatedStates else {
            throw CommandError.noFigures(case: chosen.name)
        }
        return (distinct, generated)
    }
}

/// Something that explores a state space in a process of its own.
protocol Contestant {
    /// Its name: ours is `quorate`.
    var tool: String { get }
    /// How it remembers states.
    var store: String { get }
    var workers: Int { get }
    /// Runs once.
    func run() throws -> Measurement
}

extension Contestant {
    var label: String { "\(tool), \(store) store, \(Figure.count(workers, "worker"))" }
}

/// What one run found and took.
struct Measurement {
    var distinctStates: Int
    var generatedStates: Int
    var cpuSeconds: Double
    var wallSeconds: Double
    var peakBytes: Int

    init(distinctStates: Int, generatedStates: Int, _ usage: ChildProcess.Usage) {
        self.distinctStates = distinctStates
        self.generatedStates = generatedStates
        cpuSeconds = usage.cpuSeconds
        wallSeconds = usage.wallSeconds
        peakBytes = usage.peakBytes
    }
}

/// Our own search, as this same program in another process.
struct OwnSearch: Contestant {
    let name: String
    let storeKind: StoreKind
    let workers: Int
    var tool: String { "quorate" }
    var store: String { storeKind.rawValue }

    init(name: String, store: StoreKind, workers: Int) {
        self.name = name
        storeKind = store
        self.workers = workers
    }

    func run() throws -> Measurement {
        let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
        let arguments = ["bench-case", name, "--workers", "\(workers)", "--store", store]
        let (text, usage) = try ChildProcess.run(program, arguments)
        let counts = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        guard counts.count == 2 else { throw InternalError("bench-case printed \"\(text)\"") }
        return Measurement(distinctStates: counts[0], generatedStates: counts[1], usage)
    }
}
