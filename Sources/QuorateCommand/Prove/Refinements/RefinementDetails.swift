import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// Everything about a refinement: what was compared, and the step that the model does not have.
struct RefinementDetails {
    let finding: RefinementFinding
    let program: String
    /// Presence of real code that is held against the spec.
    let hasCode: Bool
    /// Presence of such code for the spec without its mutant.
    var hasOtherCode = false
    /// Outcome of the code, where it was run.
    var link: CodeLink?

    private var refinement: Refinement { finding.refinement }

    var text: String {
        var lines = ["\(refinement.name): \(headline)", ""]
        lines += column("explored", [explored]) + column("compared", [compared])
        lines += column("steps are", finding.actions.taken)
        lines += column(finding.isWhole ? "not needed" : "not reached", finding.actions.notTaken)
        lines += column("picture", refinement.mapping) + reason + column("so", conclusion)
        lines += column("not shown", Self.limits + notCompared) + column("code", link.map(ran) ?? [code])
        if finding.status != .asExpected, !refinement.isExpectedToRefine {
            lines += ["", "Not as expected: the mutant was to have a step that the model does not have."]
        }
        return lines.joined(separator: "\n")
    }

    /// Limits of such a comparison, which are said with each.
    static let limits = [
        "any other size of the spec", "that the spec's own properties say what the model's do",
        "that anything is ever decided",
    ]

    private var headline: String {
        switch finding.verdict {
        case .refines: "refines, each step is one of the model or changes nothing there"
        case .strays: "strays, \(finding.stray?.reason ?? "")"
        case .unknown: "unknown, \(finding.remark)"
        case .vacuous: "vacuous, no step is one of the model"
        }
    }

    private var explored: String {
        let (states, steps) = (finding.report.distinctStates, finding.report.generatedStates)
        let counts = "\(Numerals.count(states, "state")), \(Numerals.count(steps)) generated"
        return finding.verdict == .refines ? counts + ", all of them" : counts
    }

    private var compared: String {
        "\(Numerals.count(finding.pairs, "pair")) of \(Numerals.count(finding.pictures, "picture")) in the model"
    }

    private var notCompared: [String] {
        finding.notCompared.map { "\($0): it speaks of something that no step changes at this size" }
    }

    private var conclusion: [String] {
        if let open = finding.openLink { return ["nothing follows for the spec: \(open)"] }
        if finding.shown.isEmpty { return [] }
        return [
            "at this size the spec has what is proved of the model: \(finding.shown.joined(separator: ", "))"
        ]
    }

    /// Lines of the code's outcome, and that it was at another size, where it was.
    private func ran(_ link: CodeLink) -> [String] {
        let isHere = link.runs.contains { $0.run.spec.instance == refinement.spec.instance }
        return link.lines + (isHere ? [] : ["none of these has the size of this refinement"])
    }

    private var code: String {
        if hasCode {
            return
                "\(Shell.line([program, "conform"] + refinement.conformWords)) takes real replicas through the steps of the spec"
        }
        return hasOtherCode
            ? "none: the code of \(refinement.spec.name) has no part that this mutant changes"
            : "none: no real code is held against this spec"
    }

    private var reason: [String] {
        guard let stray = finding.stray else { return [] }
        let trace = ["", stray.trace.rendering(), ""]
        guard let step = stray.step else { return trace }
        let none =
            step.obstacles.isEmpty ? ["no action changes just that, whatever its guards"] : step.obstacles
        return trace + column("there", step.changes) + column("but", none)
    }

    private func column(_ subject: String, _ items: [String]) -> [String] {
        items.enumerated().map { "  \(($0 == 0 ? subject : "").padded(to: 11))  \($1)" }
    }
}

extension Refinement {
    /// Name on reports, as in `PBFT replicas=4 faults=1 faulty=1 views=2 against pbft`.
    var name: String { "\(spec.label) against \(model)" }

    /// Words behind `conform` that hold the code against the spec.
    var conformWords: [String] { [spec.name] + (spec.mutant.map { ["--mutant", $0] } ?? []) }
}
