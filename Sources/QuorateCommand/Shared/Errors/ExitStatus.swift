import QuorateExplorer
import QuorateHistories
import QuorateLanguage
import QuorateTraces

/// Exit status of the command, for scripts to tell apart.
enum ExitStatus: Int32, CaseIterable {
    case asExpected = 0
    case mixed = 1
    case deadlock = 11
    case safetyViolated = 12
    case livenessViolated = 13
    case vacuous = 20
    case mutantNotCaught = 21
    case inconclusive = 30
    case replayDiverged = 40
    case codeDisagreesWithItself = 41
    case otherFigures = 50
    case usage = 64
    case malformedInput = 65
    case internalError = 70
    case inputOutput = 74
    case interruptedTwice = 130

    /// The status of several results: that on which they agree, or else ``mixed``.
    ///
    /// - Parameter countingSuccesses: whether what is as expected disagrees with what is not.
    static func joined(_ statuses: some Sequence<ExitStatus>, countingSuccesses: Bool) -> ExitStatus {
        var distinct = Set(statuses)
        // Where something was cut short, what is as expected says nothing of the rest.
        if !countingSuccesses || distinct.contains(.inconclusive) { distinct.remove(.asExpected) }
        return distinct.count > 1 ? .mixed : distinct.first ?? .asExpected
    }

    /// The status of one run of which several things are known: the first by ``precedence``, and of alike ones the
    /// first given.
    static func worst(_ statuses: some Sequence<ExitStatus>) -> ExitStatus {
        statuses.min { $0.rank < $1.rank } ?? .asExpected
    }

    private var rank: Int {
        switch self {
        case .usage, .malformedInput, .internalError, .inputOutput, .interruptedTwice: 0
        case .deadlock, .safetyViolated, .livenessViolated, .mutantNotCaught, .replayDiverged,
            .codeDisagreesWithItself, .otherFigures, .mixed:
            1
        case .inconclusive: 2
        case .vacuous: 3
        case .asExpected: 4
        }
    }

    /// The table that `help exit-status` prints.
    static var table: String {
        let rows = allCases.map { "\("\($0.rawValue)".alignedRight(to: 5))  \($0.meaning)" }
        return ([" exit  meaning"] + rows + ["", precedence, signals]).joined(separator: "\n")
    }

    /// Meaning of the status, in one line.
    var meaning: String {
        switch self {
        case .asExpected: "as expected"
        case .mixed: "several runs with unlike statuses"
        case .deadlock: "deadlock"
        case .safetyViolated: "safety violated, a history that no order explains, or a claim refuted"
        case .livenessViolated: "liveness violated"
        case .vacuous:
            "vacuous: a .reachable not reached, an action that must be taken was not, or hypotheses that never hold"
        case .mutantNotCaught:
            "a mutant survived or fell by another property than the one it names, or a false claim was proved"
        case .inconclusive: "inconclusive or unknown: a limit or an interrupt came first"
        case .replayDiverged: "replay or conformance not as expected, or a log that is no run of its spec"
        case .codeDisagreesWithItself: "the code does not agree with itself"
        case .otherFigures:
            "other figures or another behaviour than expected, than a lock or certificate has, or than diff allows"
        case .usage: "usage: an argument that makes no sense"
        case .malformedInput:
            "malformed input: a trace file, a history, a lock, a certificate, or a spec that cannot be searched"
        case .internalError: "our own error"
        case .inputOutput: "input or output failed"
        case .interruptedTwice: "interrupted a second time, before the first interrupt was dealt with"
        }
    }

    private static let precedence = """
        Within one run: our own error before violated before inconclusive before vacuous.
        With an expectation (an instance or a claim of the catalog, --mutant) what was expected is 0:
        a mutant that is caught by the property it names exits 0. A variant must hold, as every spec must.
        """

    private static let signals = """

        An interrupt (Ctrl-C, SIGTERM or SIGHUP) ends a command in good order with 30, or with what was found to be
        wrong before. Results that nobody takes, as when `head` has read enough, are lost output: 74 and never 141.
        Above 128 is a process that died by signal n, as a shell tells it: 128 + n. It has no result. 132 and 133 are a
        trap, in a spec perhaps; 137 is a kill, for want of memory perhaps; 139 is a crash.
        """

    /// The status that goes with an error, or nil for an error of the argument parser.
    init?(of error: any Error) {
        switch error {
        case let error as CommandError: self = error.status
        case let error as DiffError: self = error.status
        case let error as DiskError: self = error.status
        case let error as RankError: self = error.status
        case is CatalogError, is ExplorerError: self = .usage
        case is SpecError, is TraceFileError, is TraceMismatch, is LogError: self = .malformedInput
        case is InternalError, is WitnessError: self = .internalError
        case is TraceInputOutputError: self = .inputOutput
        default: return nil
        }
    }
}

extension DiskError {
    /// The status that goes with it.
    var status: ExitStatus {
        switch self {
        case .unsuitable, .occupied, .inUse, .nothingToResume: .usage
        case .damaged, .changedSpec: .malformedInput
        case .full: .inconclusive
        case .inputOutput: .inputOutput
        }
    }
}

extension RankError {
    /// The status that goes with it.
    var status: ExitStatus {
        switch self {
        case .unsuitable, .unlike: .usage
        case .left, .failed: .inputOutput
        }
    }
}
