/// The output of a benchmark, once everything is measured: a part of it is no comparison.
struct BenchReporter<Result: JobResult>: Reporter {
    let console: Console
    let print: ([Result]) throws -> Void

    /// - Throws: ``CommandError/interrupted`` when not everything was measured.
    func ended(_ results: JobResults<Result>) throws {
        if !results.notStarted.isEmpty { throw CommandError.interrupted }
        try print(results.made)
    }
}
