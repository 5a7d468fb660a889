/// The result of one part of a plan.
protocol JobResult {
    associatedtype Part

    /// The exit status of this result alone.
    var status: ExitStatus { get }
    /// Presence of something that was compared, or measured: a success without is none.
    var comparesSomething: Bool { get }
    /// Independence of the results: each answers a question of its own, so that a success beside a failure is
    /// another answer.
    ///
    /// Otherwise all ask the same, and what is as expected adds nothing to what is not.
    static var answersForItself: Bool { get }
    /// Name of a part in a message.
    static func label(of part: Part) -> String
}

extension JobResult {
    var comparesSomething: Bool { true }
    static var answersForItself: Bool { false }
}

/// Outcome for one part of a plan.
enum JobOutcome<Result: JobResult> {
    case made(Result)
    case failed(JobFailure<Result>)
}

/// All the results of a job.
struct JobResults<Result: JobResult> {
    let made: [Result]
    /// The parts that could not be made, with the reasons.
    let failed: [JobFailure<Result>]
    /// The parts of the plan that an interrupt kept from being made.
    let notStarted: [Result.Part]
    /// Wall time of all, in seconds.
    let seconds: Double

    init(_ outcomes: [JobOutcome<Result>], notStarted: [Result.Part], seconds: Double) {
        made = outcomes.compactMap { if case .made(let result) = $0 { result } else { nil } }
        failed = outcomes.compactMap { if case .failed(let failure) = $0 { failure } else { nil } }
        self.notStarted = notStarted
        self.seconds = seconds
    }

    /// Absence of anything that was compared, although nothing went wrong.
    var comparesNothing: Bool {
        failed.isEmpty && notStarted.isEmpty && !made.contains(where: \.comparesSomething)
    }

    /// The exit status: that on which the results agree.
    var status: ExitStatus {
        if comparesNothing { return .malformedInput }
        return .joined(
            made.map(\.status) + failed.map(\.status) + (notStarted.isEmpty ? [] : [.inconclusive]),
            countingSuccesses: Result.answersForItself)
    }
}
