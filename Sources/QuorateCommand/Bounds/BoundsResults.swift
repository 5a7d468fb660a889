import QuorateProver
import QuorateQuorums

/// Findings of `quorate bounds`.
struct BoundsResults: WholeResult {
    var shown: [ShownBound]
    /// Request for all families, one line each.
    var isList: Bool

    /// Exit status of the command: an answer of another form is an answer.
    var status: ExitStatus { .joined(shown.map(\.status), countingSuccesses: false) }
}

/// A bound with what was asked besides.
struct ShownBound {
    var bound: QuorumBound
    /// Findings of the prover about the claims that give the rule its meaning.
    var findings: [Finding]
    /// The table, if one was asked for.
    var table: [QuorumBound.Row]?

    var status: ExitStatus {
        if findings.contains(where: { !$0.isAsExpected && !$0.isUnknown }) { return .safetyViolated }
        if case .unknown = bound.answer { return .inconclusive }
        if case .contradiction = bound.answer { return .vacuous }
        return findings.contains(where: \.isUnknown) ? .inconclusive : .asExpected
    }

    var isCertified: Bool { bound.theorems.allSatisfy(\.isCertified) }

    /// The names of the sizes that are chosen: `q`, or `q and r`.
    var sizeNames: String { bound.rule.chosen.joined(separator: " and ") }
}

extension Finding {
    var isUnknown: Bool {
        if case .unknown = verdict { true } else { false }
    }

    /// The answer in one word, as in a claim's report.
    var verdictWord: String {
        switch verdict {
        case .proved: "proved"
        case .refuted: "refuted"
        case .unknown: "unknown"
        case .vacuous: "vacuous"
        }
    }
}
