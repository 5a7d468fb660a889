import QuorateExplorer
import QuorateLanguage
import QuorateProver
import QuorateQuorums

/// Mutants of the claims of a spec: hypotheses dropped, and numbers in hypotheses and in rules for quorums changed by one,
/// in all claims that have them.
struct ClaimMutants {
    /// One change, and the claims that it changes.
    private struct Mutant {
        let outline: MutantOutline
        /// Replacement of the subject, or nil where it was dropped.
        let replacement: String?
        let claims: [(own: Claim, changed: Claim)]
    }

    private let mutants: [Mutant]
    private static let timeLimit = Duration.seconds(5)

    /// The mutants of those claims that are expected to be proved: of the others a weaker one is no news.
    init(_ claims: [Claim]) {
        let proved = claims.filter { $0.expected == .proved }
        mutants = Self.dropped(proved) + Self.numbers(proved) + Self.rules(proved)
    }

    /// All with their fates, by the prover.
    ///
    /// - Throws: ``CommandError/interrupted`` once the command should stop.
    func mutants(until interrupt: Interrupt) throws -> [MutatedSpec.Mutant] {
        try mutants.map { mutant in
            if interrupt.isRaised { throw CommandError.interrupted }
            return MutatedSpec.Mutant(
                outline: mutant.outline, fate: fate(of: mutant), claimSite: mutant.claims.first?.own.site)
        }
    }

    private func fate(of mutant: Mutant) -> MutantFate {
        var (unknown, isNarrower): (String?, Bool) = (nil, mutant.replacement != nil)
        for (own, changed) in mutant.claims {
            guard let verdict = Self.verdict(on: changed) else {
                return MutantFate(.refused, "\(own.name) means nothing then")
            }
            switch verdict {
            case .refuted: return MutantFate(.noticed, "\(own.name), which is refuted")
            case .vacuous: return MutantFate(.vacuous, "\(own.name) is about nothing")
            case .unknown(let reason): unknown = "\(own.name): \(reason)"
            case .proved: isNarrower = isNarrower && Self.follows(changed, from: own)
            }
        }
        if let unknown { return MutantFate(.undecided, unknown) }
        let claims = mutant.claims.map(\.own.name).joined(separator: ", ")
        let words = mutant.replacement.map { "with \($0)" } ?? "without it"
        return isNarrower
            ? MutantFate(.narrower, "\(words) less is claimed")
            : MutantFate(.survived, "\(claims) proved \(words)")
    }

    private static func verdict(on claim: Claim) -> Verdict? {
        try? Prover(timeLimit: timeLimit).decide(claim).verdict
    }

    /// True where a changed claim says no more than the one that it was made of.
    private static func follows(_ changed: Claim, from own: Claim) -> Bool {
        let (given, then) = (changed.given, own.then)
        let needed = own.given.filter { !given.contains($0) } + changed.then.filter { !then.contains($0) }
        if needed.isEmpty { return true }
        let question = Claim(own.name, own.sentence) {
            given
            then
        } then: {
            needed
        }
        if case .proved = verdict(on: question) { return true }
        return false
    }
}

/// Changes.
extension ClaimMutants {
    private static func dropped(_ claims: [Claim]) -> [Mutant] {
        distinct(claims.flatMap(\.given)).map { hypothesis in
            mutant(.dropHypothesis, "\(hypothesis)", 1, nil, claims) { claim in
                claim.with(given: claim.given.filter { $0 != hypothesis }, then: claim.then)
            }
        }
    }

    /// Numbers outside of rules, each hypothesis by itself.
    private static func numbers(_ claims: [Claim]) -> [Mutant] {
        distinct(claims.flatMap(\.given)).flatMap { hypothesis in
            hypothesis.changed.enumerated().map { position, other in
                mutant(.changeNumber, "\(hypothesis)", position + 1, "\(other)", claims) { claim in
                    claim.with(given: claim.given.map { $0 == hypothesis ? other : $0 }, then: claim.then)
                }
            }
        }
    }

    /// Rules for the sizes of quorums, wherever they stand.
    private static func rules(_ claims: [Claim]) -> [Mutant] {
        distinct(claims.flatMap { ($0.given + $0.then).flatMap(\.rules) }).flatMap { rule in
            rule.changed.enumerated().map { position, other in
                mutant(.changeNumber, "\(rule)", position + 1, "\(other)", claims) { claim in
                    let (given, then) = (claim.given, claim.then)
                    return claim.with(
                        given: given.map { $0.replacing(rule, with: other) },
                        then: then.map { $0.replacing(rule, with: other) })
                }
            }
        }
    }

    private static func mutant(
        _ kind: MutantKind, _ subject: String, _ ordinal: Int, _ replacement: String?, _ claims: [Claim],
        _ change: (Claim) -> Claim
    ) -> Mutant {
        let pairs = claims.map { (own: $0, changed: change($0)) }
        return Mutant(
            outline: MutantOutline(kind, subject, ordinal: ordinal), replacement: replacement,
            claims: pairs.filter { $0.own.given != $0.changed.given || $0.own.then != $0.changed.then })
    }

    private static func distinct<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return elements.filter { seen.insert($0).inserted }
    }
}
