import QuorateTraces

/// A result that can be told in a summary: whatever has these and annotations has Markdown, and GitHub's format.
protocol SummarizedResult: AnnotatedResult {
    /// The columns of the table, the first of which names the part.
    static var columns: [Summary.Column] { get }
    /// The whole in a few words, as in `3 runs, all as expected`.
    static func words(for results: JobResults<Self>) -> String
    /// Rows of the table, for most results one.
    var rows: [Summary.Row] { get }
    /// The run to be shown where this is the only result and as expected, or nil.
    var demonstration: Trace? { get }
}

extension SummarizedResult {
    var demonstration: Trace? { nil }

    /// The row of a part that something kept from being made.
    fileprivate static func row(without part: Part, because reason: MarkdownText) -> Summary.Row {
        let cells: [MarkdownText] = [.code(label(of: part)), reason]
        let rest = Array(repeating: MarkdownText(""), count: max(0, columns.count - cells.count))
        return Summary.Row(cells: cells + rest, isAsExpected: false)
    }
}

extension Summary {
    /// The summary of a command called `name`.
    init<Result: SummarizedResult>(of results: JobResults<Result>, by name: String, in session: Session) {
        title = "\(code: "\(session.program) \(name)"): \(Result.words(for: results))"
        columns = Result.columns
        rows =
            results.made.flatMap(\.rows)
            + results.failed.map { Result.row(without: $0.part, because: "an error") }
            + results.notStarted.map {
                Result.row(without: $0, because: "not started, because of the interrupt")
            }
        sections = Section.list(results.annotations(in: session.catalog), in: session.sources)
        if sections.isEmpty, results.made.count == 1, let run = results.made[0].demonstration {
            let title: MarkdownText = "\(code: run.instance.label) \(run.sentence)"
            sections = [Section(title: title, body: run.markdown)]
        }
    }

    /// The summary of a command that has no results because of an error.
    init(error: String, by name: String, in session: Session) {
        title = "\(code: "\(session.program) \(name)"): an error"
        sections = [Section(title: "No results, because of an error", body: [.block(error)])]
    }
}

extension Trace {
    /// Relation of the run and its property, as in `breaks "agreement" after 4 steps`.
    fileprivate var sentence: String {
        "\(propertyKind == .reachable ? "meets" : "breaks") \"\(property)\" \(extent)"
    }
}
