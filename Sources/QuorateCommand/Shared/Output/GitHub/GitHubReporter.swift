import QuorateExplorer

/// Text for the log of a workflow on GitHub, then annotations; and a summary in the file that the host names.
struct GitHubReporter<Result: SummarizedResult>: Reporter {
    private let command: String
    private let session: Session
    private let text: any Reporter<Result>
    var console: Console { session.console }

    /// The reporter of a sub-command, whose text `text` prints on a console.
    init(of command: String, in session: Session, text: (Console) -> any Reporter<Result>) {
        self.command = command
        self.session = session
        self.text = text(session.consoleWithoutCommands)
    }

    func finished(_ result: Result) throws { try text.finished(result) }

    func failed(_ failure: JobFailure<Result>) throws { try text.failed(failure) }

    func ended(_ results: JobResults<Result>) throws {
        try text.ended(results)
        try session.annotate(
            results.annotations(in: session.catalog), Summary(of: results, by: command, in: session))
    }
}

extension Session {
    /// The console for text, in which a name that somebody chose cannot be read as a command.
    var consoleWithoutCommands: Console {
        var console = console
        let output = console.output
        console.output = { try output(WorkflowCommand.disarmed($0)) }
        return console
    }

    /// Prints annotations, and adds the summary to the file that the host names.
    ///
    /// Annotations come last, so that they stand at the end of the log too.
    func annotate(_ annotations: [Annotation], _ summary: Summary) throws {
        let file = StepSummary(in: environment)
        let commands = WorkflowAnnotations(
            annotations: annotations, paths: sources,
            elsewhere: file == nil ? "the log of the step" : "the summary of the job")
        for command in commands.commands { try console.print(command.line) }
        guard let file, try !file.append(summary) else { return }
        console.note(
            "no room for a summary in \(file.path): a step has \(Numerals.bytes(StepSummary.limit))")
    }
}
