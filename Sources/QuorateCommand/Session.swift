import Foundation
import QuorateLanguage
import QuorateProver
import QuorateReplay
import QuorateTraces

/// Context of a sub-command: what it works with, apart from its arguments.
struct Session: Sendable {
    /// The specs and claims.
    var catalog: Catalog
    /// The specs that have real code.
    var drivers: [ReplayTarget] = []
    /// Benchmarks that `bench --code` measures.
    var codeBenchmarks: [CodeBenchmark] = []
    /// The theorems that `prove` knows besides.
    @WhenAsked var impossibilities: [Impossibility] = []
    /// Models of protocols, each followed by its mutants, which `prove` proves for all numbers of replicas.
    @WhenAsked var models: [ProtocolModel] = []
    /// Threshold automata, whose properties `prove` decides for all values of their parameters.
    @WhenAsked var automata: [ThresholdAutomaton] = []
    /// Randomised consensus, of whose rounds `prove` proves something for all numbers of replicas.
    @WhenAsked var consensus: [ConsensusInRounds] = []
    /// Automata that were broken on purpose.
    @WhenAsked var automatonMutants: [ThresholdAutomaton.Mutant] = []
    /// The name under which the program was started.
    var program: String
    /// Path of the program.
    var programFile = ChildProcess.thisProgram
    /// Console on which it prints.
    var console: Console
    /// Variables of the environment, in which a host says where it takes a summary.
    var environment = ProcessInfo.processInfo.environment
    /// The way to the files in which specs are written.
    var sources = SourcePaths()
    /// The wish that the command should stop.
    var interrupt = Interrupt()
    /// Runs this program again with the given arguments, in a process of its own, and returns what it prints.
    var freshProcess: @Sendable ([String]) throws -> String = { try ChildProcess.runThisProgram($0) }
    /// Runs the mutants of an instance: this program again, with the given arguments; returns what it prints.
    var mutantProcess: @Sendable ([String]) async throws -> String = {
        // A process of its own may be ended from within.
        try ChildProcess.runThisProgram($0 + ["--patience", "\(MutantLine.patience)"])
    }

    /// The program with real code that stands in for all drivers, if a person has named one.
    var adapter: AdapterRequest?

    /// Starts a program as one side of a comparison, with these options.
    var startSide: @Sendable (DiffError.Side, _ program: String, [String]) throws -> SideConnection = {
        try SideProcess.start($0, $1, [DiffSideCommand.name] + $2)
    }

    /// The driver of a spec, or nil.
    func driver(of spec: String) -> ReplayTarget? {
        guard let adapter else { return drivers.first { $0.spec == spec } }
        let interrupt = interrupt
        return (try? catalog.entry(spec)).map { entry in
            .adapter(for: entry.standard, processes: adapter.processes) { () throws(AdapterError) in
                try adapter.launch(interrupt: interrupt)
            }
        }
    }

    /// The driver of a spec that needs one.
    ///
    /// - Throws: ``CommandError`` that names the specs which have one.
    func target(for spec: String) throws -> ReplayTarget {
        guard let target = driver(of: spec) else {
            throw CommandError.noDriver(spec: spec, known: drivers.map(\.spec))
        }
        return target
    }

    /// The session of the running command: a parsed command has no place of its own for it.
    @TaskLocal static var current = Session(catalog: Catalog([]), program: "quorate", console: .standard)
}

/// Value that is made when somebody asks for it: most commands prove nothing, and a search is to begin with little memory.
@propertyWrapper struct WhenAsked<Value: Sendable>: Sendable {
    private var make: @Sendable () -> Value

    init(wrappedValue: @autoclosure @escaping @Sendable () -> Value) { make = wrappedValue }

    var wrappedValue: Value {
        get { make() }
        set { make = { newValue } }
    }
}

/// Streams on which a command prints: results on one, everything else on another.
///
/// ``print(_:)`` and ``note(_:)`` let nothing through that a terminal obeys, wherever it comes from: a file's name, an
/// option, a name in somebody's spec. Who has other rules for such characters, as JSON has, escapes them before.
struct Console: Sendable {
    /// Takes results.
    var output: @Sendable (String) throws -> Void
    /// Takes errors, notes and progress.
    var error: @Sendable (String) -> Void
    /// Presence of a terminal on which `error` is seen.
    var isErrorTerminal: Bool
    /// Colour of the marks at the beginning of lines; they are words as well.
    var coloursMarks = false

    /// Standard output and standard error.
    static var standard: Console {
        let environment = ProcessInfo.processInfo.environment
        // The runner obeys lines of both streams.
        let isObeyed = environment["GITHUB_ACTIONS"] == "true"
        return Console(
            output: {
                if !JoinedRanks.isSilent { try FileHandle.standardOutput.write(contentsOf: Data($0.utf8)) }
            },
            error: { text in
                if JoinedRanks.isSilent { return }
                let text = isObeyed ? WorkflowCommand.disarmed(text) : text
                try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
            },
            isErrorTerminal: isTerminal(.standardError, environment),
            coloursMarks: isTerminal(.standardOutput, environment)
                && environment["NO_COLOR", default: ""].isEmpty)
    }

    private static func isTerminal(_ handle: FileHandle, _ environment: [String: String]) -> Bool {
        isatty(handle.fileDescriptor) == 1 && environment["TERM"] != "dumb"
    }

    /// Prints a result.
    ///
    /// - Throws: ``CommandError`` when nobody takes it: a full disk must not look like a success.
    func print(_ text: String) throws {
        let lines = Self.lines(text)
        do { try output(coloursMarks ? MarkColour.adding(to: lines) : lines) } catch {
            throw CommandError.outputLost(reason: ITF.reason(of: error))
        }
    }

    /// Prints something that is no result.
    func note(_ text: String) { error(Self.lines(text)) }

    private static func lines(_ text: String) -> String {
        let shown = ForeignText.shown(text)
        return shown.hasSuffix("\n") ? shown : shown + "\n"
    }
}
