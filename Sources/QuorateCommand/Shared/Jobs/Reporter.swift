/// The output of a job in one format. A reporter prints, and does nothing else.
protocol Reporter<Result> {
    associatedtype Result: JobResult

    /// Tells of a result as soon as it is there.
    func finished(_ result: Result) throws
    /// Tells of all, after the last.
    func ended(_ results: JobResults<Result>) throws
}

extension Reporter {
    func finished(_ result: Result) throws {}
}
