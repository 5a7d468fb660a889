import QuorateExplorer
import QuorateLanguage

/// The work of a command that goes through a plan, part by part.
///
/// A command of this kind is a plan, the result of a part, and a ``Reporter`` for each format. The way from there to
/// the exit status is the same for all: ``run(reporter:)`` and ``JobResults/status``. A part that cannot be made keeps
/// no other from being made, and is told of as an error of its own.
protocol Job<Result> {
    associatedtype Result: JobResult

    /// The parts of the plan, in order.
    var parts: [Result.Part] { get }
    /// The wish that the job should stop, which it heeds between two parts.
    var interrupt: Interrupt { get }

    /// The result of one part.
    ///
    /// - Throws: ``CommandError/interrupted`` for a part that an interrupt has left without any.
    func result(of part: Result.Part) async throws -> Result

    /// Restriction of `error` to the part that threw it, so that the others can be made all the same.
    func isOfOnePart(_ error: any Error) -> Bool

    /// Does what all results are needed for, before the reporter is told of the end.
    func conclude(_ results: JobResults<Result>) throws
}

extension Job {
    /// A request that makes no sense, or a full disk, would meet every part.
    func isOfOnePart(_ error: any Error) -> Bool {
        let status = ExitStatus(of: error)
        return status != .usage && status != .inputOutput
    }

    func conclude(_ results: JobResults<Result>) throws {}

    /// Makes the results, tells the reporter of each, and returns the exit status of all.
    ///
    /// - Throws: the error of a plan's only part, unless the reporter has a word for it, and any that is of more than one part.
    func run(reporter: any Reporter<Result>) async throws -> ExitStatus {
        try await results(reporter: reporter).status
    }

    /// Makes the results and tells the reporter of each.
    func results(reporter: any Reporter<Result>) async throws -> JobResults<Result> {
        let start = ContinuousClock.now
        let outcomes = try await interrupt.watching(parts) { part in
            let outcome = try await outcome(of: part, alone: reporter.tellsOfLoneFailure)
            switch outcome {
            case .made(let result): try reporter.finished(result)
            case .failed(let failure): try reporter.failed(failure)
            }
            return outcome
        }
        let results = JobResults(
            outcomes, notStarted: Array(parts.dropFirst(outcomes.count)),
            seconds: (ContinuousClock.now - start) / .seconds(1))
        try conclude(results)
        try reporter.ended(results)
        if results.comparesNothing {
            reporter.console.note("Error: nothing was compared, and that is no success")
        }
        return results
    }

    private func outcome(of part: Result.Part, alone: Bool) async throws -> JobOutcome<Result> {
        do { return .made(try await result(of: part)) } catch CommandError.interrupted {
            throw CommandError.interrupted
        } catch {
            guard parts.count > 1 || alone, isOfOnePart(error),
                let failure = JobFailure<Result>(of: part, CommandLineTool.named(error))
            else { throw error }
            return .failed(failure)
        }
    }
}

extension JobResults {
    /// Number of what was made and how much of it is wrong, as in `3 runs, all as expected`.
    ///
    /// - Parameter noun: the name of one of them.
    func counts(of noun: String) -> String {
        var facts = [Numerals.count(made.count, noun)]
        if let tally = made.map(\.status).tally { facts.append(tally) }
        if !failed.isEmpty { facts.append(Numerals.count(failed.count, "error")) }
        if !notStarted.isEmpty { facts.append("\(Numerals.count(notStarted.count)) not started") }
        return facts.joined(separator: ", ")
    }
}
