/// The work of a command that goes through a plan, part by part.
///
/// A command of this kind is a plan, the result of a part, and a ``Reporter`` for each format. The way from there to
/// the exit status is the same for all: ``run(reporter:)`` and ``JobResults/status``.
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

    /// Does what all results are needed for, before the reporter is told of the end.
    func conclude(_ results: JobResults<Result>) throws
}

extension Job {
    func conclude(_ results: JobResults<Result>) throws {}

    /// Makes the results, tells the reporter of each, and returns the exit status of all.
    func run(reporter: any Reporter<Result>) async throws -> ExitStatus {
        let start = ContinuousClock.now
        let made = try await interrupt.watching(parts) { part in
            let result = try await result(of: part)
            try reporter.finished(result)
            return result
        }
        let results = JobResults(
            made: made, notStarted: Array(parts.dropFirst(made.count)),
            seconds: (ContinuousClock.now - start) / .seconds(1))
        try conclude(results)
        try reporter.ended(results)
        return results.status
    }
}

/// The result of one part of a plan.
protocol JobResult {
    associatedtype Part

    /// The exit status of this result alone.
    var status: ExitStatus { get }
    /// Independence of the results: each answers a question of its own, so that a success beside a failure is
    /// another answer.
    ///
    /// Otherwise all ask the same, and what is as expected adds nothing to what is not.
    static var answersForItself: Bool { get }
}

extension JobResult {
    static var answersForItself: Bool { false }
}

/// All the results of a job.
struct JobResults<Result: JobResult> {
    let made: [Result]
    /// The parts of the plan that an interrupt kept from being made.
    let notStarted: [Result.Part]
    /// Wall time of all, in seconds.
    let seconds: Double

    /// The exit status: that on which the results agree.
    var status: ExitStatus {
        .joined(
            made.map(\.status) + (notStarted.isEmpty ? [] : [.inconclusive]),
            countingSuccesses: Result.answersForItself)
    }
}
