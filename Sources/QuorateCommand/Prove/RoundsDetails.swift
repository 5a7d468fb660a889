import QuorateExplorer
import QuorateProver
import QuorateTraces

/// Everything about a statement on all rounds of a consensus: the facts about one round, the way from them to the
/// statement, and what is supposed.
struct RoundsDetails {
    let name: String
    let finding: RoundsFinding

    var text: String {
        let goal = finding.goal
        let lines =
            ["\(name): \(headline)", "  \(finding.consensus.sentence(of: goal))", ""]
            + column("source", [finding.consensus.source]) + column("one round", facts)
            + column("built on", finding.isProved ? finding.consensus.composition(for: goal) : [])
            + column("argument", finding.isProved ? finding.consensus.argument(for: goal) : [])
            + column("supposed", finding.consensus.assumptions(for: goal))
            + column("certificate", finding.isProved ? certificate : [])
            + column("not shown", ["that a spec, or code, behaves like the automaton of a round"])
        return (lines + column("solver", [solver])).joined(separator: "\n")
    }

    private var solver: String {
        "\(Prover.solver), \(Numerals.seconds(finding.duration / .seconds(1)))"
    }

    private var certificate: [String] {
        let (certified, all) = (finding.certifiedCount, finding.facts.count)
        if certified == 0 {
            return ["none: \(AutomatonFinding.warrant), and the argument is for you to read"]
        }
        let facts = certified == all ? "of all facts" : "of \(certified) of \(all) facts"
        return ["\(facts), checked in exact arithmetic and without the solver"]
            + (certified == all ? [] : ["of the others there is none: \(AutomatonFinding.warrant)"])
            + ["the argument is for you to read"]
    }

    private var headline: String {
        if let obstacle = finding.obstacle { return "unknown, since \(obstacle)" }
        return "proved, for all rounds and all values of the parameters that meet what is supposed"
    }

    private var facts: [String] {
        finding.facts.map { fact in
            let ground = fact.finding.proof?.isCertified == true ? ", certificate checked" : ""
            return "\(fact.name): \(fact.finding.verdict.word), however the round starts\(ground)"
        }
    }

    private func column(_ subject: String, _ items: [String]) -> [String] {
        items.enumerated().map { "  \(($0 == 0 ? subject : "").padded(to: 11))  \($1)" }
    }
}

extension ProofResult {
    /// Grounds of a statement on all rounds; nil for anything else.
    var rounds: JSONValue? {
        guard case .rounds(let finding) = outcome else { return nil }
        let composition = finding.isProved ? finding.consensus.composition(for: finding.goal) : []
        let argument = finding.isProved ? finding.consensus.argument(for: finding.goal) : []
        return [
            "builtOn": .array(composition.map { .string($0) }),
            "facts": .array(
                finding.facts.map {
                    [
                        "name": .string($0.name), "verdict": .string($0.finding.verdict.word),
                        "certificate": .string($0.finding.proof?.isCertified == true ? "checked" : "none"),
                    ]
                }),
            "argument": .array(argument.map { .string($0) }),
            "assumptions": .array(finding.consensus.assumptions(for: finding.goal).map { .string($0) }),
        ]
    }
}
