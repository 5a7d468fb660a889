import QuorateExplorer
import QuorateProver
import QuorateTraces

/// Everything about one property of a threshold automaton: the verdict, and the reason for it.
struct AutomatonDetails {
    let name: String
    let finding: AutomatonFinding

    var text: String {
        let solver = "\(Prover.solver), \(Numerals.seconds(finding.duration / .seconds(1)))"
        return (["\(name): \(headline)"] + reason + column("solver", [solver])).joined(separator: "\n")
    }

    private var headline: String {
        switch finding.verdict {
        case .proved: "proved, for all values of the parameters"
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
        case .proved: column("certificate", ["none: \(AutomatonFinding.warrant)"])
        case .refuted(let refutation):
            column("run", refutation.text.split(separator: "\n").map(String.init))
        case .unknown(let reason): column("reason", [reason])
        case .vacuous: column("reason", [finding.remark])
        }
    }

    private func column(_ subject: String, _ items: [String]) -> [String] {
        items.enumerated().map { "  \(($0 == 0 ? subject : "").padded(to: 11))  \($1)" }
    }
}
