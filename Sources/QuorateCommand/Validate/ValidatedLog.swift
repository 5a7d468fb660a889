import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// The answer to whether a log is a run of its spec.
struct ValidatedLog: JobResult {
    typealias Part = ValidatePlan

    /// Finding about one run of the log.
    enum Finding {
        /// A run of the spec explains it, of so many steps.
        case explained(steps: Int, silent: Int)
        case unexplained(Impasse)
        /// The limit came first.
        case undecided(Impasse, pairs: Int)
    }

    /// One run of the log.
    struct Run {
        /// The run with the lines that its observations stand in.
        let log: ObservedLog.Run
        let finding: Finding
    }

    let plan: ValidatePlan
    let spec: ErasedSpec
    let counts: ObservedLog.Counts
    let runs: [Run]
    /// Executions that the log tells of; nil where the mapping names none.
    let executions: LogExecutions?
    /// Presence of a wish to stop, which comes before any limit.
    let isInterrupted: Bool
    /// Time in seconds of reading and searching.
    let seconds: Double

    static func label(of part: ValidatePlan) -> String { part.label }

    var status: ExitStatus {
        if runs.contains(where: \.isUnexplained) || !faults.isEmpty { return .replayDiverged }
        return runs.allSatisfy(\.isExplained) ? .asExpected : .inconclusive
    }

    var comparesSomething: Bool { counts.compared > 0 }

    /// The verdict in a sentence.
    var headline: String {
        let of = runs.count == 1 ? "the log" : "\(Numerals.count(runs.count, "run")) of the log"
        switch status {
        case .asExpected:
            return runs.count == 1 ? "the log is a run of the spec" : "each of \(of) is one of the spec"
        case .inconclusive:
            return
                "unknown whether \(of) \(runs.count == 1 ? "is a run" : "are runs") of the spec: \(isInterrupted ? "the search was interrupted" : "the limit came first")"
        default:
            if let fault = faults.first, !runs.contains(where: \.isUnexplained) {
                return "the executions contradict one another, or the log: see \(place(fault.place))"
            }
            let failed = runs.filter(\.isUnexplained)
            let first = failed.first.map(firstLine) ?? ""
            return runs.count == 1
                ? "the log is no run of the spec: nothing explains \(first)"
                : "\(Numerals.count(failed.count)) of \(of) \(failed.count == 1 ? "is" : "are") none of the spec: nothing"
                    + " explains \(first)"
        }
    }

    /// The first line that is not explained, as in `r1.ndjson:12`.
    func firstLine(of run: Run) -> String {
        run.impasse?.alternatives.first?.refusals.first.map { place($0.observation, of: run) } ?? run.log.name
    }

    /// Contradictions between executions.
    var faults: [LogExecutions.Fault] { executions?.faults ?? [] }

    /// File and line of an observation.
    func place(_ place: ObservationPlace, of run: Run) -> String { self.place(run.line(place)) }

    func place(_ line: ObservedLog.Place) -> String {
        "\(ForeignText.path(plan.files[line.fileIndex])):\(line.line)"
    }
}

extension ValidatedLog.Run {
    init(_ log: ObservedLog.Run, _ explanation: Explanation) {
        let finding: ValidatedLog.Finding
        switch explanation {
        // The states are not kept: a log may have a million.
        case .explained(let run): finding = .explained(steps: run.steps.count, silent: run.silentCount)
        case .unexplained(let impasse): finding = .unexplained(impasse)
        case .undecided(let impasse, let pairs): finding = .undecided(impasse, pairs: pairs)
        }
        self.init(log: log, finding: finding)
    }

    var isExplained: Bool { if case .explained = finding { true } else { false } }
    var isUnexplained: Bool { if case .unexplained = finding { true } else { false } }

    /// The furthest that any run of the spec gets, where none explains everything.
    var impasse: Impasse? {
        switch finding {
        case .explained: nil
        case .unexplained(let impasse), .undecided(let impasse, _): impasse
        }
    }

    func line(_ place: ObservationPlace) -> ObservedLog.Place { log.places[place.lane][place.position] }

    func observation(_ place: ObservationPlace) -> Observation {
        log.observed.lanes[place.lane][place.position]
    }

    /// Number of lines.
    var lineCount: Int { log.observed.count }
    /// Number of lines that are explained at the furthest place.
    var explainedCount: Int { impasse.map { $0.cursors.reduce(0, +) } ?? lineCount }
}
