import QuorateQuorums

@testable import QuorateProver

/// Comparison of a verdict for all parameters with exploration at small ones.
struct AutomatonAgreement {
    /// Verdict in one word, and what contradicts it.
    let word: String
    let contradiction: String?

    init(_ automaton: ThresholdAutomaton, upTo size: Int, deciding: (AutomatonDecision) -> AutomatonFinding)
        throws
    {
        let decision = try AutomatonDecision(automaton)
        let property = decision.system.properties[0]
        let premise = CounterSystem.Property(name: "premise", formula: .not(property.formula.premise))
        let verdict = deciding(decision).verdict
        var (failing, reached): ([Int]?, [Int]?)
        for parameters in Self.parameters(size) {
            guard let explorer = try? AutomatonExplorer(decision.system, parameters: parameters, limit: 3000)
            else { continue }
            if failing == nil, case .fails = try explorer.decide(property) { failing = parameters }
            if reached == nil, case .fails = try explorer.decide(premise) { reached = parameters }
            if failing != nil { break }
        }
        switch verdict {
        case .proved:
            word = "proved"
            contradiction = failing.map { "proved, and fails at \($0)" }
        case .vacuous:
            word = "vacuous"
            contradiction = (failing ?? reached).map { "vacuous, and met at \($0)" }
        case .refuted(let refutation):
            let run = refutation.run
            word = "refuted"
            let isFound = failing == run.parameters || failing == nil && run.parameters[0] > size
            let isSure = !refutation.isSmallest || isFound
            let isBroken = try !decision.system.holds(property.formula, in: run)
            contradiction =
                isSure && isBroken
                ? nil
                : "refuted at \(run.parameters), and fails first at \(failing.map { "\($0)" } ?? "none")"
        case .unknown(let reason):
            word = reason
            // The replay saves the verdict, but the encoding invented a run.
            contradiction = reason.contains("replayed") ? reason : nil
        }
    }

    /// All n, t and f up to `size`, the smallest n first, then t, then f.
    private static func parameters(_ size: Int) -> [[Int]] {
        (0...size).flatMap { n in (0...size).flatMap { t in (0...size).map { f in [n, t, f] } } }
    }
}
