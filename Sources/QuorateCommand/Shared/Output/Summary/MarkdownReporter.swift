/// A summary in Markdown, for people.
struct MarkdownReporter<Result: SummarizedResult>: Reporter {
    private let command: String
    private let session: Session
    var console: Console { session.console }

    /// The reporter of a sub-command.
    init(of command: String, in session: Session) {
        self.command = command
        self.session = session
    }

    func ended(_ results: JobResults<Result>) throws {
        try session.console.print(Summary(of: results, by: command, in: session).markdown())
    }
}
