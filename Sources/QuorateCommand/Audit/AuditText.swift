import QuorateAudit
import QuorateExplorer
import QuorateTraces

/// Text for people: a block for each certificate.
struct AuditText: Reporter {
    let console: Console

    func finished(_ audited: AuditedFile) throws { try console.print(audited.text) }

    func ended(_ results: JobResults<AuditedFile>) throws {
        guard results.made.count + results.failed.count + results.notStarted.count > 1 else { return }
        try console.print(results.counts(of: "certificate"))
    }
}

extension AuditedFile {
    /// Claim that an audited set makes good.
    private var claim: String {
        guard let constraint = result.spec.constraint else {
            return "These are the reachable states and no others"
        }
        return
            "These are the states reachable within the constraint \"\(constraint)\", with those one step outside, "
            + "and no others"
    }

    /// The answer first, then what it stands on.
    fileprivate var text: String {
        let name = ForeignText.path(file)
        guard result.finding == nil else {
            return "\(name): \(result.spec.instance.label): rejected: \(result.finding!.description)"
        }
        let figures = result.figures
        var lines = [
            "\(name): \(result.spec.instance.label): audited",
            "\(claim), and \(coverage) in them.",
            "States:      \(Numerals.count(figures.distinctStates)) distinct, \(Numerals.count(figures.generatedStates)) generated, depth \(figures.depth)",
        ]
        if let (groups, states) = result.names {
            let names = groups.map { "{\($0.joined(separator: ", "))}" }.joined(separator: ", ")
            lines.append(
                "Names:       \(Numerals.count(states)) of them in the file; the others, in which \(names) trade names, were"
                    + " looked at one by one")
        }
        if !result.ranked.isEmpty {
            let names = result.ranked.map { "\"\($0)\"" }.joined(separator: ", ")
            lines.append("Liveness:    \(names): a ranking leaves no fair run that breaks it")
        }
        if let constraint = result.spec.constraint {
            lines.append(
                "Constraint:  \(constraint); \(Numerals.count(figures.statesOutside)) states outside, checked and not expanded"
            )
        }
        if !result.premisesNeverHeld.isEmpty {
            let names = result.premisesNeverHeld.map { "\"\($0)\"" }.joined(separator: ", ")
            lines.append("Never asked: \(names): the premise holds in no state")
        }
        if !result.uncovered.isEmpty {
            let names = result.uncovered.map { "\"\($0)\"" }.joined(separator: ", ")
            lines.append("Not covered: liveness: \(names)")
        }
        return (lines + ["Digest:      \(digest)"]).joined(separator: "\n")
    }
}
