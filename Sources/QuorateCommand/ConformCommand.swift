import ArgumentParser
import Foundation
import QuorateExplorer
import QuorateReplay

/// `quorate conform`: every step of a spec on real code, in lockstep.
struct ConformCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, junit }

    static let configuration = CommandConfiguration(
        commandName: "conform",
        abstract: "Takes real replicas through every step of a spec, in lockstep.",
        discussion: """
            What is explored is pairs: a state of the spec, and the whole state of the real replicas that came there. \
            After each step the state of the replicas, their messages and their durable logs have to be what the spec \
            says. Steps that the spec disables are tried where their input can exist, and have to change nothing.

            "Conforms" is said only when every pair was seen. Without a SPEC all instances that the drivers list are \
            run, with SPECs and nothing else theirs; --set and --mutant ask for one run of a spec, in which parameters \
            that are not set are those of its first instance. A spec must have a driver; `list` shows which have.
            """)

    @Argument(help: ArgumentHelp("The specs; all that have a driver unless given.", valueName: "spec"))
    var specs: [String] = []

    @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter.", valueName: "name=value"))
    var settings: [String] = []

    @Option(
        name: .customLong("mutant"),
        help: ArgumentHelp("Break spec and code in the same way on purpose.", valueName: "name"))
    var mutant: String?

    @Flag(help: "Try every step that the spec disables in every pair, and not one in eight.")
    var negative = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Threads that search; as many as there are processors unless given.", valueName: "n"))
    var workers: Int?

    @Option(
        name: .customLong("max-states"), parsing: .unconditional,
        help: ArgumentHelp("Stop after this many pairs.", valueName: "n"))
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
        help: ArgumentHelp("Stop at this much resident memory: 512M, 2G, 2GiB or bytes.", valueName: "size"))
    var memoryLimit: MemorySize?

    @Option(help: "How to print.")
    var format = Format.text

    @Flag(help: "Show no progress.")
    var quiet = false

    func run() async throws {
        let session = Session.current
        let plan = try ConformPlan(request, mutant: mutant, triesAll: negative, session: session)
        let interrupt = session.interrupt
        interrupt.heed()
        let progress = quiet ? nil : ProgressDisplay(console: session.console)
        var finished: [FinishedConformance] = []
        for run in plan.runs where !interrupt.isRaised {
            let result = try await ConformRunner(request: request, interrupt: interrupt, progress: progress)
                .finish(run)
            finished.append(result)
            if format == .text {
                try ConformText(session: session).print(result, isOnly: plan.runs.count == 1)
            }
        }
        let notStarted = Array(plan.runs.dropFirst(finished.count))
        switch format {
        case .text: try ConformText(session: session).print(notStarted: notStarted)
        case .json: try session.console.print(ConformJSON.value(of: finished, notStarted: notStarted))
        case .junit: try ConformJUnit(console: session.console).print(finished, notStarted: notStarted)
        }
        var statuses = Set(finished.map(\.status)).subtracting([.asExpected])
        if !notStarted.isEmpty { statuses.insert(.inconclusive) }
        if let status = statuses.first {
            throw EndedWithStatus(status: statuses.count > 1 ? .unlike : status)
        }
    }

    private var request: CheckRequest {
        CheckRequest(
            arguments: specs, settings: settings, mutants: [], properties: [],
            workers: workers ?? ProcessInfo.processInfo.activeProcessorCount, store: .exact, continues: false,
            limits: Explorer.Limits(
                states: stateLimit, depth: depthLimit, seconds: secondLimit, memory: memoryLimit?.bytes))
    }
}
