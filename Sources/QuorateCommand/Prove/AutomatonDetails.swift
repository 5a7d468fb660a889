import QuorateExplorer
import QuorateProver
import QuorateTraces

/// Everything about one property of a threshold automaton: the verdict, and the reason for it.
struct AutomatonDetails {
    let name: String
    let finding: AutomatonFinding
    /// Condition on the parameters of the automaton, or nil.
    let condition: String?
    /// Suppositions in lines, the condition among them.
    let supposed: [String]
    var bound: AutomatonBound?
    /// Parts of the automaton that matter to no run.
    var idle: IdleParts?

    var text: String {
        let duration = finding.duration + (bound?.duration ?? .zero)
        let solver = "\(Prover.solver), \(Numerals.seconds(duration / .seconds(1)))"
        return
            (["\(name): \(headline)"] + Self.column("supposed", supposed) + reason + (bound.map(lines) ?? [])
            + Self.neverUsed(idle) + Self.column("solver", [solver]))
            .joined(separator: "\n")
    }

    /// Lines about the parts of an automaton that matter to no run.
    static func neverUsed(_ idle: IdleParts?) -> [String] {
        guard let idle else { return [] }
        return column(
            "never used",
            idle.rules.map { "\($0): its guard is true in no run" }
                + idle.locations.map { "location \($0): no process ever gets there" })
    }

    /// Conditions that are enough, each with the smallest parameters that show that less is not.
    private func lines(_ bound: AutomatonBound) -> [String] {
        if let untried = bound.untried { return Self.column("conditions", ["none was tried: \(untried)"]) }
        let weakest = bound.weakest.flatMap { weakest in
            Self.column("enough", ["\(weakest.condition)"])
                + Self.column(
                    "too little",
                    weakest.tooWeak.map { "\($0.condition): there is a run with \($0.refutation.numbers)" })
        }
        let run = bound.weakest.first?.tooWeak.first?.refutation ?? bound.failures.first
        let lines =
            run.map { Self.column("such a run", $0.text.split(separator: "\n").map(String.init)) } ?? []
        return (weakest.isEmpty ? Self.column("enough", nothingFound(bound)) : weakest) + lines
            + Self.column("tried", ["\(Numerals.count(bound.conditionCount, "condition")):", bound.family])
            + bound.undecided.flatMap { Self.column("undecided", ["\($0.condition): \($0.reason)"]) }
    }

    /// Answer of a search that found no condition: none is enough only where all were decided.
    private func nothingFound(_ bound: AutomatonBound) -> [String] {
        if bound.isComplete { return ["no condition of the family"] }
        guard finding.isAsExpected, let condition else { return ["none was found before the limit"] }
        return ["\(condition), as is supposed; a weaker one was not found before the limit"]
    }

    private var headline: String {
        switch finding.verdict {
        case .proved:
            "proved, for all values of the parameters"
                + (supposed.isEmpty ? "" : " that meet what is supposed")
        case .refuted(let refutation):
            refutation.isSmallest
                ? "refuted, and these are the smallest parameters"
                : "refuted; a limit was reached before the smallest parameters"
        case .unknown: "unknown"
        case .vacuous: "vacuous"
        }
    }

    private var reason: [String] {
        switch finding.verdict {
        case .proved: Self.column("certificate", certificate)
        case .refuted(let refutation):
            Self.column("run", refutation.text.split(separator: "\n").map(String.init))
        case .unknown(let reason): Self.column("reason", [reason])
        case .vacuous: Self.column("reason", [finding.remark])
        }
    }

    /// The most lines of a certificate that anybody reads.
    private static let longestArgument = 30

    private var certificate: [String] {
        guard let proof = finding.proof, let size = proof.certificateSize else {
            return ["none: \(AutomatonFinding.warrant)"]
                + (finding.proof.map { [$0.obstacle, $0.secondOpinion].compactMap(\.self) } ?? [])
        }
        let argument = proof.argument
        return ["checked, in exact arithmetic and without the solver: \(size)"]
            + (argument.count <= Self.longestArgument && bound == nil ? argument : [])
    }

    private static func column(_ subject: String, _ items: [String]) -> [String] {
        items.enumerated().map { "  \(($0 == 0 ? subject : "").padded(to: 11))  \($1)" }
    }
}
