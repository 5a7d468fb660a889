import Foundation
import QuorateExplorer
import QuorateLanguage

/// Something that explores a state space in a process of its own.
protocol Contestant {
    /// Its name: ours is `quorate`.
    var tool: String { get }
    /// Name of the way in which it remembers states, as in `exact`.
    var store: String { get }
    var workers: Int { get }
    /// Properties of liveness, asked for too.
    var asksForLiveness: Bool { get }
    /// Runs once.
    func run() throws -> Measurement
}

extension Contestant {
    var asksForLiveness: Bool { false }
    var label: String {
        "\(tool), \(store) store\(asksForLiveness ? ", liveness" : ""), \(Numerals.count(workers, "worker"))"
    }
}

/// Measurement of one run: what it found and took.
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
    let asksForLiveness: Bool
    var tool: String { "quorate" }
    var store: String { storeKind.rawValue }

    init(name: String, store: StoreKind, workers: Int, asksForLiveness: Bool = false) {
        self.name = name
        storeKind = store
        self.workers = workers
        self.asksForLiveness = asksForLiveness
    }

    func run() throws -> Measurement {
        let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
        let arguments =
            ["bench-case", name, "--workers", "\(workers)", "--store", storeKind.rawValue]
            + (asksForLiveness ? ["--liveness"] : [])
        let (text, usage) = try ChildProcess.run(program, arguments)
        let counts = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        guard counts.count == 2 else { throw InternalError("bench-case printed \"\(text)\"") }
        return Measurement(distinctStates: counts[0], generatedStates: counts[1], usage)
    }
}
