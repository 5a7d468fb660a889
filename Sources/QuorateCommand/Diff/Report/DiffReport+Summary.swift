import QuorateExplorer

extension DiffReport {
    /// Summary for the page of a change: a table of findings, what has no answer, remarks, and each run, folded up.
    func summary(in session: Session) -> Summary {
        let groups = FindingGroup.all(of: findings)
        let shown = annotations(in: session.catalog).filter { $0.trace != nil }
        return Summary(
            title: "\(code: "\(session.program) diff"): what changes from \(names.base) to \(names.head)",
            lead: ["**\(counts)**; \(tally)."],
            columns: [.init(name: "Spec"), .init(name: "Kind"), .init(name: "Finding")],
            rows: groups.map(row), judgement: "allowed",
            sections: openQuestions + remarks
                + shown.compactMap { Summary.Section(showing: $0, in: session.sources, isFolded: true) })
    }

    private func row(_ group: FindingGroup) -> Summary.Row {
        let finding = group.shown
        return Summary.Row(
            cells: ["\(finding.spec)", "\(finding.kind.rawValue)", "\(group.sentence)"],
            isAsExpected: !request.forbidden.contains(finding.kind))
    }

    private var openQuestions: [Summary.Section] {
        Self.list("Inconclusive", inconclusive.map { "\($0.label): \($0.reasons.joined(separator: "; "))" })
    }

    private var remarks: [Summary.Section] { Self.list("Notes", notes) }

    private static func list(_ title: MarkdownText, _ items: [String]) -> [Summary.Section] {
        if items.isEmpty { return [] }
        let lines = items.map { MarkdownText("- \($0)") }
        return [Summary.Section(title: title, body: [.joined(lines, separator: "\n")])]
    }
}
