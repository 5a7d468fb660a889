import QuorateLanguage

/// SARIF for whatever has annotations: a log after the last result, and nothing else, on standard output.
struct SARIFReporter<Result: AnnotatedResult>: Reporter {
    let command: String
    let console: Console
    let catalog: Catalog
    let sources: SourcePaths
    /// A host that is given no log takes the step before it for the one that failed.
    let tellsOfLoneFailure = true

    /// The reporter of the command called `command`.
    init(of command: String, in session: Session) {
        self.command = command
        (console, catalog, sources) = (session.console, session.catalog, session.sources)
    }

    func ended(_ results: JobResults<Result>) throws {
        let log = SARIFLog(
            of: command, results.annotations(in: catalog),
            notStarted: results.notStarted.map(Result.label), status: results.status, sources: sources)
        try console.print(log.json)
    }
}
