import QuorateExplorer
import QuorateLanguage
import QuorateProver
import QuorateQuorums
import QuorateTraces

/// Everything about one claim: its sentence, the verdict, and the reason for it.
struct ClaimDetails {
    let name: String
    let program: String
    let finding: Finding
    let run: ClaimRun?
    /// True for a claim of a catalog; a question of a person's own expects nothing.
    var isExpected = true

    private var claim: Claim { finding.claim }

    var text: String {
        var lines = ["\(name): \(headline)", "  \(claim.sentence)", ""]
        if !claim.source.isEmpty { lines += column("source", [claim.source]) }
        lines += column("given", claim.given.map(\.description))
        lines += column("then", claim.then.map(\.description))
        lines += reason
        lines += column("solver", ["\(Prover.solver), \(Numerals.seconds(finding.duration / .seconds(1)))"])
        if isExpected, !finding.isAsExpected {
            lines += ["", "Not as expected: the claim is to be \(claim.expected.words)."]
        }
        return (lines + runLines).joined(separator: "\n")
    }

    private var headline: String {
        switch finding.verdict {
        case .proved: "proved, for all numbers\(claim.speaksOfSets ? " and all sets of replicas" : "")"
        case .refuted(let counterexample):
            counterexample.isSmallest
                ? "refuted, and this is the smallest counterexample"
                : "refuted; a limit was reached before the smallest counterexample"
        case .unknown: "unknown"
        case .vacuous: "vacuous"
        }
    }

    private var reason: [String] {
        switch finding.verdict {
        case .proved(let proof): certificate(proof)
        case .refuted(let counterexample): self.counterexample(counterexample)
        case .unknown(let reason): column("reason", [reason])
        case .vacuous: column("reason", ["the hypotheses cannot hold when \(claim.interest)"])
        }
    }

    /// The longest argument that is printed.
    private static let longestArgument = 40

    private func certificate(_ proof: Proof) -> [String] {
        guard let size = proof.certificateSize else {
            return column(
                "certificate", ["none: \(proof.obstacle ?? "none was found"); the solver alone says so"])
        }
        let argument = proof.argument
        let isShort = argument.count <= Self.longestArgument
        return column("certificate", ["checked, in exact arithmetic and without the solver: \(size)"])
            + column("", isShort ? ["suppose the conclusion fails; then these facts"] + argument : [])
    }

    private func counterexample(_ counterexample: Verdict.Counterexample) -> [String] {
        let witness = counterexample.witness
        let sets = witness.sets.map { "\($0.name) = {\($0.value.map(String.init).joined(separator: ", "))}" }
        let weights =
            witness.weights.isEmpty
            ? [] : ["weights \(witness.weights.map(String.init).joined(separator: ", "))"]
        return column("numbers", [witness.numbers]) + column("sets", sets + weights)
            + column("fails", counterexample.failing.map { "\($0)\(values(of: $0, in: witness))" })
    }

    /// Values of both sides of a comparison that fails, as in `: 0 is not ≥ 1`; empty for other statements.
    private func values(of statement: Proposition, in witness: QuorumWitness) -> String {
        guard case .comparison(let left, let relation, let right) = statement,
            let left = try? witness.value(of: left), let right = try? witness.value(of: right)
        else { return "" }
        return ": \(left) is not \(relation.rawValue) \(right)"
    }

    /// The run of the spec that the claim names.
    private var runLines: [String] {
        switch run {
        case nil: []
        case .impossible(let reason):
            ["", "The spec \(claim.run?.spec ?? "") cannot be run with these numbers: \(reason)."]
        case .explored(let report):
            ["", verdict(on: report)] + traces(of: report) + [
                "", "Reproduce:  \(Shell.line([program] + report.spec.checkWords))",
            ]
        }
    }

    private func verdict(on report: Report) -> String {
        let states = Numerals.count(report.distinctStates, "state")
        return switch report.outcome {
        case .violated: "Run with these numbers, \(report.spec.label) goes wrong:"
        case .holds:
            """
            Run with these numbers, \(report.spec.label) holds (\(states), all of them): what the claim asks for \
            is sufficient for this spec, and not necessary.
            """
        case .vacuous:
            """
            Run with these numbers, \(report.spec.label) breaks no property, but it says nothing of the claim: \
            something that must be possible never happens (\(states), all of them).
            """
        case .inconclusive:
            "Run with these numbers, \(report.spec.label) was not explored to the end (\(states)): "
                + "\(report.limit?.description ?? "it ended early")."
        }
    }

    private func traces(of report: Report) -> [String] {
        report.counterexamples.prefix(1).flatMap { ["", $0.rendering()] }
    }

    private func column(_ subject: String, _ items: [String]) -> [String] {
        items.enumerated().map { "  \(($0 == 0 ? subject : "").padded(to: 11))  \($1)" }
    }
}

extension Claim.ExpectedVerdict {
    /// The verdict in words, as in `refuted with n = 4, f = 1`.
    var words: String {
        switch self {
        case .proved: "proved"
        case .vacuous: "vacuous"
        case .refuted(let numbers):
            numbers.isEmpty
                ? "refuted"
                : "refuted with "
                    + numbers.sorted { Self.rank($0.key) < Self.rank($1.key) }
                    .map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
        }
    }

    /// n and f come first, as in a counterexample, then the others by name.
    private static func rank(_ name: String) -> (Int, String) {
        (["n", "f"].firstIndex(of: name) ?? 2, name)
    }

    /// The verdict in one word.
    var word: String {
        switch self {
        case .proved: "proved"
        case .refuted: "refuted"
        case .vacuous: "vacuous"
        }
    }
}
