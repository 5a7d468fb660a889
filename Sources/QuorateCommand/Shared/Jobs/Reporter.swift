/// The output of a job in one format. A reporter prints, and does nothing else.
protocol Reporter<Result> {
    associatedtype Result: JobResult

    /// Console on which it prints.
    var console: Console { get }
    /// Presence of a word for the only part of a plan that could not be made; otherwise its error is all that is printed.
    var tellsOfLoneFailure: Bool { get }

    /// Tells of a result as soon as it is there.
    func finished(_ result: Result) throws
    /// Tells of a part that could not be made.
    func failed(_ failure: JobFailure<Result>) throws
    /// Tells of all, after the last.
    func ended(_ results: JobResults<Result>) throws
}

extension Reporter {
    var tellsOfLoneFailure: Bool { false }

    func finished(_ result: Result) throws {}

    /// A person hears of it whatever the format is.
    func failed(_ failure: JobFailure<Result>) throws { console.note("Error: \(failure.line)") }
}
