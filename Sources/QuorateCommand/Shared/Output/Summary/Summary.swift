import QuorateTraces

/// Summary of a command for people, on the page of a run or in a comment.
struct Summary {
    /// A column of the table.
    struct Column {
        let name: String
        var isNumber = false
    }

    /// A row of the table, to which is added whether it is as expected, or what else is asked of it.
    struct Row {
        let cells: [MarkdownText]
        let isAsExpected: Bool
        /// Answer to whether it is, for the last column.
        let answer: MarkdownText

        init(cells: [MarkdownText], isAsExpected: Bool) {
            (self.cells, self.isAsExpected) = (cells, isAsExpected)
            answer = isAsExpected ? "yes" : "**NO**"
        }

        /// The row of a result, which may have come to no verdict.
        init(cells: [MarkdownText], _ status: ExitStatus) {
            (self.cells, isAsExpected) = (cells, status == .asExpected)
            answer = isAsExpected ? "yes" : status == .inconclusive ? "open" : "**NO**"
        }
    }

    /// Something that has to be told at length.
    struct Section {
        let title: MarkdownText
        /// Text below the title, with empty lines between.
        let body: [MarkdownText]
        /// True for a section that shows its title until somebody asks for more.
        var isFolded = false
    }

    /// The command and its result in one line.
    var title: MarkdownText
    /// Text below it.
    var lead: [MarkdownText] = []
    var columns: [Column] = []
    var rows: [Row] = []
    /// Words for a row that is as it is to be.
    var judgement = "as expected"
    var sections: [Section] = []
}

extension Summary.Section {
    /// The remark with the run that shows it, or nil for one without a run.
    init?(showing annotation: Annotation, in sources: SourcePaths, isFolded: Bool = false) {
        guard let trace = annotation.trace else { return nil }
        self.init(
            title: "\(annotation.title)", body: [annotation.markdown(in: sources)] + trace.markdown,
            isFolded: isFolded)
    }

    /// Each remark with the run that shows it in a section, and those without a run in a list.
    static func list(_ annotations: [Annotation], in sources: SourcePaths) -> [Self] {
        let shown = annotations.compactMap { Self(showing: $0, in: sources) }
        let others = annotations.filter { $0.trace == nil }
        if others.isEmpty { return shown }
        let items = others.map { MarkdownText("- \($0.markdown(in: sources))") }
        return shown + [Self(title: "Not as expected", body: [.joined(items, separator: "\n")])]
    }
}

extension Annotation {
    /// The remark with its place, and with the file that keeps its run.
    fileprivate func markdown(in sources: SourcePaths) -> MarkdownText {
        let place = sources.place(of: self).map { MarkdownText(" (\(code: "\($0.path):\($0.line)"))") } ?? ""
        let file = traceFile.map { MarkdownText(" The run is in \(code: $0).") } ?? ""
        return "\(MarkdownText.lines(message))\(place)\(file)"
    }
}
