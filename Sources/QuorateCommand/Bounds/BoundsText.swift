import QuorateExplorer
import QuorateProver
import QuorateQuorums

extension BoundsResults {
    /// Text for people.
    var text: String { isList ? list : shown.map(\.text).joined(separator: "\n\n") }

    /// One line for each family.
    private var list: String {
        let rows =
            [["family", "possible exactly when", "smallest sizes"]]
            + shown.map { one in
                [
                    one.bound.rule.name, one.conditionWords,
                    one.bound.sizes.map(\.words).joined(separator: "; or "),
                ]
            }
        let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            "\(row[0].padded(to: widths[0]))  \(row[1].padded(to: widths[1]))  \(row[2])"
        }
        return (lines + ["", closing]).joined(separator: "\n")
    }

    private var closing: String {
        let isProved = shown.allSatisfy { $0.bound.condition != nil }
        guard isProved else { return "Not everything was proved." }
        let certificates = shown.allSatisfy(\.isCertified) ? "; certificates checked" : ""
        return "Proved for all numbers, in both directions\(certificates). `bounds FAMILY` shows more."
    }
}

extension [SmallestSize] {
    fileprivate var words: String { map { "\($0)" }.joined(separator: ", ") }
}

extension ShownBound {
    fileprivate var conditionWords: String {
        switch bound.answer {
        case .condition(let condition, _): "\(condition)"
        case .notLinear: "not linear"
        case .contradiction: "vacuous"
        case .unknown: "unknown"
        }
    }

    /// The answer first, then what it rests on.
    fileprivate var text: String {
        var lines = [headline]
        if !bound.rule.sentence.isEmpty { lines.append("  \(bound.rule.sentence)") }
        if !bound.rule.source.isEmpty { lines += Self.labelled("source", [bound.rule.source]) }
        lines += Self.labelled("supposed", bound.rule.assuming.map { "\($0)" })
        lines += Self.labelled("safe", bound.rule.safety.map { "\($0)" })
        lines += Self.labelled("live", bound.rule.liveness.map { "\($0)" })
        lines += answer
        lines += Self.labelled("for sets", findings.flatMap(\.lines))
        if let table { lines += [""] + BoundsTable(table, of: bound.rule).lines }
        return lines.joined(separator: "\n")
    }

    private static func labelled(_ label: String, _ items: [String]) -> [String] {
        items.enumerated().map { "  \(($0 == 0 ? label : "").padded(to: 10))  \($1)" }
    }

    private var headline: String {
        let sizes = bound.rule.chosen.count == 1 ? "A quorum size \(sizeNames)" : "Quorum sizes \(sizeNames)"
        let (safe, exist) =
            bound.rule.chosen.count == 1
            ? ("that is \(wanted)", "exists") : ("that are \(wanted)", "exist")
        let name = bound.rule.name.isEmpty ? "" : "\(bound.rule.name): "
        switch bound.answer {
        case .condition(let condition, _) where condition.isAlways:
            return "\(name)\(sizes) \(safe) always \(exist)."
        case .condition(let condition, _) where condition.isNever:
            return "\(name)\(sizes) \(safe) never \(exist)."
        case .condition(let condition, _):
            return "\(name)\(sizes) \(safe) \(exist) exactly when \(condition)."
        case .notLinear:
            return
                "\(name)\(sizes) \(safe) \(exist) in some cases, and no linear inequalities joined by \"and\" say"
                + " in which."
        case .contradiction:
            return "\(name)No verdict: what is supposed cannot be true."
        case .unknown: return "\(name)Not found out: when \(lowercased(sizes)) \(safe) \(exist)."
        }
    }

    /// Words for the halves of the rule, `safe`, `live` or both: a rule of one half has nothing to say of the
    /// other.
    private var wanted: String {
        let halves = [("safe", bound.rule.safety), ("live", bound.rule.liveness)]
        return halves.filter { !$0.1.isEmpty }.map(\.0).joined(separator: " and ")
    }

    private func lowercased(_ sentence: String) -> String {
        sentence.prefix(1).lowercased() + sentence.dropFirst()
    }

    private var answer: [String] {
        switch bound.answer {
        case .condition(let condition, let method):
            (condition.isNever ? [] : Self.labelled("smallest", smallest)) + failing + counts
                + Self.labelled(
                    "found", ["by \(method.rawValue)\(method == .elimination ? " of \(sizeNames)" : "")"])
                + Self.labelled("confirmed", [confirmation])
        case .notLinear(let gap):
            Self.labelled("possible", ["\(gap.first)", "\(gap.second)"])
                + Self.labelled("impossible", ["\(gap.between), between the two"])
                + Self.labelled("confirmed", ["no \(sizeNames) fits there: proved" + certificates])
        case .contradiction(let statements):
            Self.labelled("together", statements.map { "\($0)" } + ["for no numbers: change one of them"])
        case .unknown(let reason): Self.labelled("reason", [reason])
        }
    }

    /// The smallest sizes; a rule with alternatives has some for each.
    private var smallest: [String] {
        let words = bound.sizes.map(\.words)
        guard words.count > 1 else { return words }
        return [words[0]] + words.dropFirst().map { "or \($0)" }
            + ["whichever is smallest of those that meet the rule"]
    }

    private var certificates: String {
        isCertified
            ? ", certificate\(bound.theorems.count > 1 ? "s" : "") checked" : ", without a certificate"
    }

    private var confirmation: String {
        let names = bound.rule.parameters.joined(separator: ", ")
        let all = names.isEmpty ? "" : "for all \(names): "
        let directions =
            switch bound.condition {
            case .some(let condition) where condition.isAlways: "possible"
            case .some(let condition) where condition.isNever: "impossible"
            default: "possible there, and impossible otherwise"
            }
        return "\(all)\(directions); proved" + certificates
    }

    /// The case just below the bound, with what it asks of the sizes.
    private var failing: [String] {
        guard let failure = bound.failure else { return [] }
        let (point, first) = (failure.witness, bound.rule.parameters[0])
        let needs = bound.rule.requirements.compactMap { requirement -> String? in
            if isFalse(requirement, at: point) { return "  \(requirement) is false, whatever the size" }
            return self.needs(of: requirement, at: point).map { "  \(requirement) asks for \($0)" }
        }
        return Self.labelled(
            "fails at", ["\(point)\(failure.isFirst ? ", and for no smaller \(first) from 1" : "")"] + needs)
    }

    /// Returns true if something in `requirement` that no size has a part in is false.
    private func isFalse(_ requirement: Proposition, at point: QuorumWitness) -> Bool {
        bound.rule.needs(of: requirement, at: point).contains { (try? point.holds($0)) == false }
    }

    /// Demands of `requirement` on the sizes, in words, each thing once; nil where there are none.
    private func needs(of requirement: Proposition, at point: QuorumWitness) -> String? {
        if case .any(let parts) = requirement {
            let open = parts.filter { !isFalse($0, at: point) }
            let words = open.compactMap { needs(of: $0, at: point) }
            return words.count < max(open.count, 1) ? nil : Self.unique(words).joined(separator: " or ")
        }
        let words = Self.unique(bound.rule.needs(of: requirement, at: point).map { "\($0)" })
        return words.isEmpty ? nil : words.joined(separator: " and ")
    }

    private static func unique(_ words: [String]) -> [String] {
        words.indices.filter { words.firstIndex(of: words[$0]) == $0 }.map { words[$0] }
    }

    /// The smallest n for f = 0 to 5, where there are no other parameters.
    private var counts: [String] {
        guard bound.rule.parameters.count == 2, bound.rule.parameters[0] == "n" else { return [] }
        let counts = (0...5).map { bound.smallestFirst([$0]) }.compactMap(\.self)
        guard counts.count == 6 else { return [] }
        let words = counts.map { "\($0)" }.joined(separator: ", ")
        return Self.labelled("smallest n", ["\(words) for \(bound.rule.parameters[1]) = 0 to 5"])
    }
}

extension Finding {
    /// Lines of the claim: what it says, and what the prover says of it.
    fileprivate var lines: [String] {
        let statement = claim.then.map { "\($0)" }.joined(separator: " and ")
        let given = claim.given.map { "\($0)" }.joined(separator: ", ")
        return [claim.sentence, "  if \(given) then \(statement)", "  \(verdictLine)"]
    }

    private var verdictLine: String {
        switch verdict {
        case .proved(let proof):
            proof.isCertified ? "proved, certificate checked" : "proved, without a certificate"
        case .refuted(let example):
            "\(isAsExpected ? "refuted, as it should be" : "refuted"): \(example.witness)"
        case .unknown(let reason): "unknown: \(reason)"
        case .vacuous: "vacuous"
        }
    }
}
