import QuorateTraces

extension Trace {
    /// The run as a table of its steps and as a sequence diagram.
    var markdown: [MarkdownText] {
        [stepTable, .block(SequenceDiagram(of: self).text, language: "mermaid")]
    }

    /// Longest text of one change, in characters.
    private static let longestChange = 300

    private var stepTable: MarkdownText {
        let rows = StepExcerpt(of: steps.count).parts.flatMap { part in
            switch part {
            case .gap(let range):
                [MarkdownText("| | steps \(range.lowerBound)–\(range.upperBound) are left out | |")]
            case .step(let number):
                (loop?.start == number - 1 ? ["| | from here on for ever: | |"] : [])
                    + [
                        row(
                            number,
                            .code(steps[number - 1].action.description.clipped(to: Self.longestChange)))
                    ]
            }
        }
        let head: [MarkdownText] = ["| Step | Action | What changed |", "|--:|---|---|"]
        return .joined(head + [row(0, "initial state")] + rows + loopRows, separator: "\n")
    }

    private func row(_ number: Int, _ action: MarkdownText) -> MarkdownText {
        let changes = changes(at: number).map { MarkdownText.code($0.clipped(to: Self.longestChange)) }
        return "| \(number) | \(action) | \(.joined(changes, separator: "<br>")) |"
    }

    private var loopRows: [MarkdownText] {
        loop.map {
            [$0.start < steps.count ? "| | back to state \($0.start) | |" : "| | stays so for ever | |"]
        } ?? []
    }
}
