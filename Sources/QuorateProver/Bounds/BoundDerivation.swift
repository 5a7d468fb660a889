import QuorateQuorums

extension Prover {
    /// Turns "there are sizes that meet `rule`" into a condition on its parameters, and proves that it is one.
    ///
    /// The sizes are eliminated from the inequalities. Where that is not exact over whole numbers, small cases suggest a
    /// line. Either way the answer is given out only after it was proved in both directions for all parameters; the
    /// proofs carry certificates. ``timeLimit`` is for all of it.
    ///
    /// - Throws: ``BoundError`` when the rule means nothing.
    public func bound(of rule: QuorumSizeRule) throws(BoundError) -> QuorumBound {
        try rule.validate()
        let start = ContinuousClock.now
        let rows = try RuleRows(rule)
        var derivation = BoundDerivation(rule: rule, deadline: start + timeLimit)
        derivation.derive(from: rows)
        return QuorumBound(
            rule: rule, answer: derivation.answer, theorems: derivation.theorems,
            sizes: derivation.candidates.map(\.sizes), duration: ContinuousClock.now - start)
    }
}

/// Way from a rule to its bound: elimination, then confirmation, then a search among small cases.
struct BoundDerivation {
    let rule: QuorumSizeRule
    let deadline: ContinuousClock.Instant
    private(set) var answer = QuorumBound.Answer.unknown("the time limit was reached")
    private(set) var theorems: [QuorumBound.Theorem] = []
    /// One for each alternative of the rule that is ever possible.
    private(set) var candidates: [BoundCandidate] = []

    init(rule: QuorumSizeRule, deadline: ContinuousClock.Instant) {
        self.rule = rule
        self.deadline = deadline
    }

    private var entailment: Entailment { Entailment(assuming: rule.assuming, deadline: deadline) }

    mutating func derive(from rows: RuleRows) {
        do {
            candidates = try rows.alternatives.compactMap { try BoundCandidate($0, of: rows) }
        } catch {
            answer = .unknown(
                error is BoundCandidate.TooLarge
                    ? "a number in the answer does not fit in 64 bits" : "the rule has too many inequalities")
            return
        }
        let isExact = candidates.allSatisfy(\.isExact)
        candidates = BoundCandidate.simplified(candidates, entailment)
        let needed = BoundCandidate.needed(candidates, entailment)
        let condition = condition(of: needed)
        if confirm(condition, needed, .elimination) || isExact { return }
        search()
    }

    /// The conditions of `candidates` together.
    private func condition(of candidates: [BoundCandidate]) -> BoundCondition {
        let condition = BoundCondition(alternatives: candidates.map(\.condition))
        return entailment.follows(condition.statement, from: []) ? .always : condition
    }

    // MARK: - Confirming

    /// Proof, in both directions, that `condition`, made of the conditions of `candidates`, is the answer;
    /// false where it fails.
    private mutating func confirm(
        _ condition: BoundCondition, _ candidates: [BoundCandidate], _ method: QuorumBound.Method
    ) -> Bool {
        theorems = []
        // Nothing is to be shown of what never happens.
        let isConfirmed =
            (condition.isNever || prove(.possible, rule.possible(candidates)))
            && (condition.isAlways || prove(.impossibleOtherwise, rule.impossible(unless: condition)))
            && (!condition.isAlways || candidates.contains { $0.condition.isEmpty }
                || prove(.coversEverything, rule.covers(candidates)))
        answer = isConfirmed ? .condition(condition, method) : .unknown(reason(condition))
        return isConfirmed
    }

    /// Reason for which `condition` is not the answer.
    private func reason(_ condition: BoundCondition) -> String {
        guard let last = theorems.last else { return "the time limit was reached" }
        if case .unknown(let reason) = last.finding.verdict {
            let direction =
                last.kind == .impossibleOtherwise ? "is impossible otherwise" : "is possible there"
            return
                "it was not shown that the rule \(direction), where the condition is \(condition): \(reason)"
        }
        return "no linear condition was found that is right, and small cases do not show that there is none"
    }

    private mutating func prove(_ kind: QuorumBound.Theorem.Kind, _ claim: Claim) -> Bool {
        // Half of what is left: another way may be quicker.
        let left = ContinuousClock.now.duration(to: deadline) / 2
        // A claim that means nothing was refused with the rule.
        guard left > .zero, let finding = try? Prover(timeLimit: left).decide(claim) else { return false }
        theorems.append(.init(kind: kind, finding: finding))
        return theorems.last?.isProved == true
    }

    // MARK: - Searching

    /// Shows by small cases why there is no condition, or tries the one that they suggest.
    private mutating func search() {
        guard SolvableTable.takes(rule) else { return }
        let table = SolvableTable(rule, until: deadline)
        if let gap = table.gap {
            theorems = []
            let between = table.witness(gap.between)
            guard prove(.impossibleBetween, rule.impossible(at: between)) else { return }
            answer = .notLinear(
                .init(first: table.witness(gap.first), between: between, second: table.witness(gap.second)))
        } else if let guess = table.guess, candidates.count <= 1 {
            // Several alternatives have no one smallest size with which to confirm a guess.
            let candidates = guess.alternatives.map {
                BoundCandidate(condition: $0, sizes: self.candidates.first?.sizes ?? [], isExact: true)
                    .simplified(entailment)
            }
            _ = confirm(condition(of: candidates), candidates, .search)
        }
    }
}
