import QuorateExplorer
import QuorateTraces

extension DiffReport {
    /// Text for people: findings by spec, each with its shortest run, then what has no answer, then the counts.
    var text: String {
        let groups = FindingGroup.all(of: findings)
        let specs = groups.map(\.shown.spec).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        let blocks = specs.map { spec in
            ([spec.isEmpty ? "Claims" : spec] + groups.filter { $0.shown.spec == spec }.map { text(of: $0) })
                .joined(separator: "\n")
        }
        let all = ["From \(names.base) to \(names.head)"] + blocks + openQuestions + [summary]
        // A run at the end of a block has its empty line already.
        return all.map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }.joined(separator: "\n\n")
    }

    private func text(of group: FindingGroup) -> String {
        let finding = group.shown
        let mark = request.forbidden.contains(finding.kind) ? "FORBIDDEN " : ""
        let place = finding.instance.map { "\($0): " } ?? ""
        let wrapped = TextColumns.wrap(
            "\(mark)\(finding.kind.rawValue): \(place)\(finding.sentence)", width: TextColumns.width - 4)
        var lines = wrapped.map { "  " + $0 }
        if let first = group.others.first {
            let rest = group.others.count - 1
            lines.append("    also in \(first)" + (rest > 0 ? " and \(Numerals.count(rest)) more" : ""))
        }
        if let (run, claim) = finding.run {
            let trace = run.rendering(claim: claim).split(separator: "\n", omittingEmptySubsequences: false)
            lines += [""] + trace.map { $0.isEmpty ? "" : "    \($0)" } + [""]
        }
        return lines.joined(separator: "\n")
    }

    private var openQuestions: [String] {
        guard !inconclusive.isEmpty else { return [] }
        let lines = inconclusive.flatMap { label, reasons in
            TextColumns.wrap("\(label): \(reasons.joined(separator: "; "))", width: TextColumns.width - 2).map
            { "  " + $0 }
        }
        return [(["Inconclusive"] + lines).joined(separator: "\n")]
    }

    private var summary: String { (notes.map { "Note: \($0)." } + [counts, tally]).joined(separator: "\n") }
}
