import ArgumentParser
import Foundation
import QuorateExplorer

/// The option that says how many threads a search has.
struct WorkerOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Threads that search; as many as there are processors unless given.", valueName: "n"))
    var workers: Int?

    /// The number that was given, or that of the processors.
    var count: Int { workers ?? ProcessInfo.processInfo.activeProcessorCount }
}

/// A command that searches.
protocol SearchingCommand {
    /// The things that its search counts.
    static var searched: String { get }
}

/// The options that end a search early.
struct LimitOptions<Command: SearchingCommand>: ParsableArguments {
    @Option(
        name: .customLong("max-states"), parsing: .unconditional,
        help: ArgumentHelp("Stop after this many \(Command.searched).", valueName: "n"))
    var stateLimit: Int?

    @Option(
        name: .customLong("max-depth"), parsing: .unconditional,
        help: ArgumentHelp("Do not go further than this many steps.", valueName: "n"))
    var depthLimit: Int?

    @Option(
        name: .customLong("max-seconds"), parsing: .unconditional,
        help: ArgumentHelp("Stop after this many seconds.", valueName: "s"))
    var secondLimit: Double?

    @Option(
        name: .customLong("max-memory"), parsing: .unconditional,
        help: ArgumentHelp(
            "Stop at this much resident memory: 512M, 2G, 2GiB or bytes (units are powers of 1024).",
            valueName: "size"))
    var memoryLimit: MemorySize?

    /// The limits that were asked for.
    var chosen: Explorer.Limits {
        Explorer.Limits(
            states: stateLimit, depth: depthLimit, seconds: secondLimit, memory: memoryLimit?.bytes)
    }
}

extension Explorer.Limits {
    /// The arguments that ask for these limits.
    var words: [String] {
        let given: [(option: String, value: String?)] = [
            ("--max-states", states?.description), ("--max-depth", depth?.description),
            ("--max-seconds", seconds.map(Numerals.asGiven)), ("--max-memory", memory?.description),
        ]
        return given.flatMap { limit in limit.value.map { [limit.option, $0] } ?? [] }
    }
}

extension StoreKind: ExpressibleByArgument {}
