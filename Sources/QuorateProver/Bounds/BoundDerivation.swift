import QuorateQuorums

extension Prover {
    /// Turns "there are sizes that meet `rule`" into a condition on its parameters, and proves that it is one.
    ///
    /// The sizes are eliminated from the inequalities. Where that is not exact over whole numbers, small cases suggest a
    /// line; where there is none, remainders or rounded quotients say it. Either way the answer is given out only after
    /// it was proved in both directions for all parameters; the proofs carry certificates where they can. ``timeLimit``
    /// is for all of it.
    ///
    /// - Throws: ``BoundError`` when the rule means nothing.
    public func bound(of rule: QuorumSizeRule) throws(BoundError) -> QuorumBound {
        try rule.validate()
        let start = ContinuousClock.now
        let rows = try RuleRows(rule)
        var derivation = BoundDerivation(rule: rule, deadline: start + timeLimit)
        derivation.derive(from: rows)
        var bound = QuorumBound(
            rule: rule, answer: derivation.answer, theorems: derivation.theorems,
            sizes: derivation.candidates.map(\.sizes), duration: .zero)
        bound.failure = bound.failure(until: start + timeLimit)
        bound.duration = ContinuousClock.now - start
        return bound
    }
}

/// Way from a rule to its bound: elimination, then confirmation, then other forms of the condition.
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
        entailment = Entailment(assuming: rule.assuming, deadline: deadline).withEqualities
    }

    private let entailment: Entailment

    mutating func derive(from rows: RuleRows) {
        if let contradiction = Entailment(assuming: [], deadline: deadline).contradiction(in: rule.assuming) {
            answer = .contradiction(contradiction)
            return
        }
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
        if confirm(candidates, .elimination) || isExact { return }
        search()
    }

    /// The conditions of `candidates` together.
    private func condition(of candidates: [BoundCandidate]) -> BoundCondition {
        let condition = BoundCondition(alternatives: candidates.map(\.condition))
        return entailment.follows(condition.statement, from: []) ? .always : condition
    }

    // MARK: - Confirming

    /// Proof, in both directions, that the conditions of `candidates` are the answer; false where it fails.
    private mutating func confirm(_ candidates: [BoundCandidate], _ method: QuorumBound.Method) -> Bool {
        let needed = BoundCandidate.needed(candidates, entailment)
        return confirm(condition(of: needed), needed, method)
    }

    private mutating func confirm(
        _ condition: BoundCondition, _ candidates: [BoundCandidate], _ method: QuorumBound.Method
    ) -> Bool {
        theorems = []
        let isGuess = !candidates.allSatisfy(\.isExact)
        // Nothing is to be shown of what never happens.
        let isConfirmed =
            (condition.isNever || prove(.possible, rule.possible(candidates), isGuess: isGuess))
            && (condition.isAlways
                || prove(.impossibleOtherwise, rule.impossible(unless: condition), isGuess: isGuess))
            && (!condition.isAlways || candidates.contains { $0.condition.isEmpty }
                || prove(.coversEverything, rule.covers(candidates)))
        answer = isConfirmed ? .condition(condition, method) : .unknown(reason(condition))
        return isConfirmed
    }

    /// Reason for which `condition` is not the answer.
    private func reason(_ condition: BoundCondition) -> String {
        if let last = theorems.last, case .unknown(let reason) = last.finding.verdict {
            let direction =
                last.kind == .impossibleOtherwise ? "is impossible otherwise" : "is possible there"
            return
                "it was not shown that the rule \(direction), where the condition is \(condition): \(reason)"
        }
        return ContinuousClock.now >= deadline
            ? "the time limit was reached"
            : "no condition was found that is right, and small cases do not show that there is none"
    }

    /// Time for a certificate where rounded quotients ask for cases without end more often than not.
    private static let shortLimit = Duration.milliseconds(500)

    /// Finding on `claim`; with rounded quotients in it a long search for a certificate is not worth the wait.
    private func finding(on claim: Claim, within limit: Duration) -> Finding? {
        // A claim that means nothing was refused with the rule.
        if Proposition.all(claim.given).isRounded, limit > Self.shortLimit {
            let finding = try? Prover(timeLimit: Self.shortLimit).decide(claim)
            guard case .unknown = finding?.verdict else { return finding }
        }
        return try? Prover(timeLimit: limit).decide(claim)
    }

    private mutating func prove(
        _ kind: QuorumBound.Theorem.Kind, _ claim: Claim, isGuess: Bool = false
    ) -> Bool {
        // Half of what is left: another way may be quicker.
        let left = ContinuousClock.now.duration(to: deadline) / 2
        guard left > .zero else { return false }
        // Nobody wants the smallest counterexample to a guess.
        let quick = Entailment(assuming: [], deadline: .now + left)
        if isGuess, !quick.follows(.all(claim.then), from: claim.given) { return false }
        guard let finding = finding(on: claim, within: left) else { return false }
        theorems.append(.init(kind: kind, finding: finding))
        return theorems.last?.isProved == true
    }

    // MARK: - Searching

    /// Tries the line that small cases suggest, then remainders and rounded quotients, and shows by small cases why
    /// there is no condition where these are not the answer.
    private mutating func search() {
        let table = SolvableTable.takes(rule) ? SolvableTable(rule, until: deadline) : nil
        let gap = table?.gap
        if gap == nil, let guess = table?.guess, candidates.count <= 1, confirm(guess) { return }
        let lines = (answer, theorems)
        if confirmPrecise() || table.map({ confirmRemainders($0) }) == true { return }
        (answer, theorems) = lines
        guard let table, let gap else { return }
        theorems = []
        let between = table.witness(gap.between)
        guard prove(.impossibleBetween, rule.impossible(at: between)) else { return }
        answer = .notLinear(
            .init(first: table.witness(gap.first), between: between, second: table.witness(gap.second)))
    }

    /// Several alternatives have no one smallest size with which to confirm a guess.
    private mutating func confirm(_ guess: BoundCondition) -> Bool {
        let candidates = guess.alternatives.map {
            BoundCandidate(condition: $0, sizes: self.candidates.first?.sizes ?? [], isExact: false)
                .simplified(entailment)
        }
        return confirm(condition(of: candidates), candidates, .search)
    }

    /// A remainder that small cases suggest, beside what is necessary.
    private mutating func confirmRemainders(_ table: SolvableTable) -> Bool {
        guard candidates.count == 1, let candidate = candidates.first,
            let statement = Remainders(rule.assuming).statement(table, among: candidate.condition)
        else { return false }
        let guess = BoundCandidate(
            condition: [statement] + candidate.condition, sizes: candidate.sizes, isExact: false)
        return confirm([guess.simplified(entailment)], .search)
    }

    /// Conditions with rounded quotients, said by remainders where that is shorter.
    private mutating func confirmPrecise() -> Bool {
        let precise = candidates.compactMap(\.withPrecision)
        guard precise.count == candidates.count else { return false }
        let simple = BoundCandidate.simplified(precise, entailment)
        let remainders = simple.map { Remainders(rule.assuming).shortened($0) }
        let changed = zip(simple, remainders).contains { $0.condition != $1.condition }
        if changed, confirm(remainders, .elimination) {
            candidates = remainders
            return true
        }
        candidates = simple
        return confirm(simple, .elimination)
    }
}
