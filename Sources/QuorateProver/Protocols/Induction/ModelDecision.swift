public import QuorateQuorums

extension ProtocolModel {
    /// Proves the model, or shows which obligation fails.
    ///
    /// - Parameters:
    ///   - claims: The claims among which those are that the model names.
    ///   - timeLimit: Limit on each question to the solver.
    ///   - seed: Number that the guesses of the solver depend on; its answers must not.
    /// - Throws: ``ModelError`` where a claim is missing, is not proved or says nothing: such a model proves nothing.
    public func decide(knowing claims: [Claim], timeLimit: Duration = .seconds(10), seed: UInt32 = 0)
        throws(ModelError) -> ModelFinding
    {
        try decide(knowing: claims, timeLimit: timeLimit, seed: seed, endingWith: nil)
    }

    /// - Parameter limits: Limits of all questions together, after which what is left has no answer.
    func decide(
        knowing claims: [Claim], timeLimit: Duration, seed: UInt32, endingWith limits: HarvestLimits?
    ) throws(ModelError) -> ModelFinding {
        let start = ContinuousClock.now
        let grounds = try grounds(among: claims, timeLimit: timeLimit)
        let obligations = obligations(knowing: try facts(among: claims))
        let answers = obligations.map { obligation in
            if let ending = limits?.ending { return obligation.unasked(because: ending.words) }
            let left = limits.map { ContinuousClock.now.duration(to: $0.deadline) } ?? timeLimit
            return obligation.answer(within: min(left, timeLimit), seed: seed)
        }
        return ModelFinding(
            model: self, grounds: grounds, answers: answers, duration: ContinuousClock.now - start)
    }

    /// Files for other solvers, with the answers that prove the model.
    ///
    /// A mutant's have an answer for the obligation that it is to break, and for no other: it may break more.
    ///
    /// - Throws: ``ModelError`` where a claim is missing or says nothing.
    public func obligations(among claims: [Claim]) throws(ModelError) -> [Obligation] {
        let asked = obligations(knowing: try facts(among: claims)).filter { !$0.isUntouched }
        return asked.enumerated().map { index, obligation in
            var problem = obligation.problem.problem
            problem.title.insert("\(name): \(sentence)", at: 0)
            let isBroken = obligation.name == breaks
            return Obligation(
                Question(
                    "\(name).\(index + 1)",
                    "Answer where the model is as it should be: \(obligation.expected.rawValue).", problem,
                    expected: isBroken ? obligation.expected.opposite : obligation.expected),
                isStated: isBroken || breaks == nil)
        }
    }

    /// The sentences about quorums that the claims conclude.
    func facts(among claims: [Claim]) throws(ModelError) -> [NamedSentence] {
        var sentences: [NamedSentence] = []
        for fact in quorumFacts {
            let found = fact.sentences(from: try claim(fact.claim, among: claims))
            guard !found.isEmpty else { throw ModelError.saysNothing(model: name, claim: fact.claim) }
            sentences += found
        }
        return sentences
    }

    /// Proofs of the claims that the model names.
    func grounds(among claims: [Claim], timeLimit: Duration) throws(ModelError) -> [ModelFinding
        .Ground]
    {
        var grounds: [ModelFinding.Ground] = []
        for fact in quorumFacts {
            let claim = try claim(fact.claim, among: claims)
            switch try verdict(on: claim, timeLimit) {
            case .proved(let proof): grounds.append(.init(claim: claim, isCertified: proof.isCertified))
            case .unknown(let reason): throw .undecided(model: name, claim: fact.claim, reason: reason)
            default: throw .notProved(model: name, claim: fact.claim)
            }
        }
        return grounds
    }

    private func verdict(on claim: Claim, _ timeLimit: Duration) throws(ModelError) -> Verdict {
        do { return try Prover(timeLimit: timeLimit).decide(claim).verdict } catch {
            throw .meaningless(model: name, claim: claim.name, reason: "\(error)")
        }
    }

    private func claim(_ wanted: String, among claims: [Claim]) throws(ModelError) -> Claim {
        guard let claim = claims.first(where: { $0.name == wanted }) else {
            throw ModelError.noSuchClaim(model: name, claim: wanted)
        }
        return claim
    }
}

/// Reason for which nothing is said of a model: what it supposes of quorums is not proved.
public enum ModelError: Error, Hashable, CustomStringConvertible {
    case noSuchClaim(model: String, claim: String)
    case notProved(model: String, claim: String)
    case saysNothing(model: String, claim: String)
    /// The solver did not come to an end with the claim.
    case undecided(model: String, claim: String, reason: String)
    /// The claim means nothing, so that there is nothing to decide.
    case meaningless(model: String, claim: String, reason: String)
    /// The picture of a spec does not fit the model.
    case misfit(model: String, reason: String)

    public var description: String {
        switch self {
        case .noSuchClaim(let model, let claim):
            "\(model) stands on the claim \(claim), which the catalog does not have; name one that it has"
        case .notProved(let model, let claim):
            "\(model) stands on the claim \(claim), which is not proved; name one that is"
        case .saysNothing(let model, let claim):
            "\(model) stands on the claim \(claim), which does not say that some replica is in the sets given"
        case .undecided(let model, let claim, let reason):
            "\(model) stands on the claim \(claim), which could not be decided: \(reason)"
        case .meaningless(let model, let claim, let reason):
            "\(model) stands on the claim \(claim), which means nothing: \(reason)"
        case .misfit(let model, let reason): "the picture does not fit the model \(model): \(reason)"
        }
    }
}

extension ModelObligation {
    /// The answer of the solver, with a counterexample where the obligation fails.
    func answer(within limit: Duration, seed: UInt32) -> ModelFinding.Answer {
        let start = ContinuousClock.now
        return ModelFinding.Answer(
            obligation: self, outcome: outcome(start + limit, limit, seed),
            duration: ContinuousClock.now - start)
    }

    /// No answer, where it was not asked.
    func unasked(because reason: String) -> ModelFinding.Answer {
        ModelFinding.Answer(
            obligation: self, outcome: isUntouched ? .holds : .unknown(reason), duration: .zero)
    }

    private func outcome(
        _ deadline: ContinuousClock.Instant, _ limit: Duration, _ seed: UInt32
    ) -> ModelFinding.Outcome {
        if isUntouched { return .holds }
        do {
            let response = try Z3Solver(problem.problem, until: deadline, seed: seed).check(until: deadline)
            switch (response, expected) {
            case (.unknown(let reason), _): return .unknown(Prover.words(for: reason))
            case (.satisfiable, .satisfiable), (.unsatisfiable, .unsatisfiable): return .holds
            case (.unsatisfiable, .satisfiable): return .fails(nil)
            case (.satisfiable, .unsatisfiable):
                return .fails(try? FailureSearch(self, seed, until: .now + limit).smallest())
            }
        } catch {
            return .unknown(Prover.words(for: (error as? Z3Solver.SolverFailure)?.reason ?? "\(error)"))
        }
    }
}
