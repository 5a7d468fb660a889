import BigInt
import QuorateQuorums

extension AutomatonDecision {
    /// The weakest conditions under which the property at `position` is true.
    ///
    /// Every condition is either decided, or it follows from one that is enough, or it allows parameters at which a run
    /// breaks the property that was found before.
    ///
    /// - Parameter timeLimit: How long all of it may take.
    public func bound(_ position: Int, timeLimit: Duration = .seconds(10)) -> AutomatonBound {
        let start = ContinuousClock.now
        let name = system.properties[position].name
        do throws(ConditionFamily.Problem) {
            let family = try ConditionFamily(system)
            var search = BoundSearch(automaton, position, family, until: start + timeLimit)
            search.tryAll()
            return search.bound(name, since: start)
        } catch {
            return AutomatonBound(
                property: name, family: "none", conditionCount: 0, weakest: [], failures: [], undecided: [],
                untried: error.reason, duration: ContinuousClock.now - start)
        }
    }
}

/// Way through a family of conditions.
private struct BoundSearch {
    private let automaton: ThresholdAutomaton
    private let position: Int
    private let family: ConditionFamily
    private let deadline: ContinuousClock.Instant
    private var enough: [(condition: AutomatonCondition, formula: Formula)] = []
    private var failures: [AutomatonFinding.Refutation] = []
    private var undecided: [(condition: AutomatonCondition, reason: String)] = []

    init(
        _ automaton: ThresholdAutomaton, _ position: Int, _ family: ConditionFamily,
        until deadline: ContinuousClock.Instant
    ) {
        self.automaton = automaton
        self.position = position
        self.family = family
        self.deadline = deadline
    }

    mutating func tryAll() {
        for condition in family.conditions {
            guard let formula = family.formula(condition) else {
                undecided.append((condition, "the condition cannot be put as a question"))
                continue
            }
            if failures.contains(where: { formula.holds(for: $0.run.parameters) }) { continue }
            if enough.contains(where: { $0.condition.plainlyFollows(from: condition) }) { continue }
            if enough.contains(where: { follows($0.formula, from: formula) }) { continue }
            guard let decision = try? AutomatonDecision(automaton.assuming(condition)) else {
                undecided.append((condition, "the condition cannot be put as a question"))
                continue
            }
            take(finding(decision).verdict, on: condition, formula)
        }
    }

    private mutating func take(
        _ verdict: AutomatonFinding.Verdict, on condition: AutomatonCondition, _ formula: Formula
    ) {
        switch verdict {
        case .proved: enough.append((condition, formula))
        case .refuted(let refutation): failures.append(refutation)
        case .unknown(let reason): undecided.append((condition, reason))
        case .vacuous: undecided.append((condition, "no run meets the premise"))
        }
    }

    private func finding(_ decision: AutomatonDecision) -> AutomatonFinding {
        decision.decide(position, timeLimit: ContinuousClock.now.duration(to: deadline))
    }

    /// Entailment over natural numbers, for sure.
    private func follows(_ conclusion: Formula, from premise: Formula) -> Bool {
        var problem = Problem()
        for name in automaton.parameters { _ = problem.declare(name, .natural) }
        problem.assert("", premise.withoutNegations())
        problem.assert("", conclusion.withoutNegations(opposite: true))
        guard let solver = try? Z3Solver(problem, isTracked: false),
            case .unsatisfiable = solver.check(until: deadline)
        else { return false }
        return true
    }

    // MARK: - The result

    /// Conditions that are enough, without those that ask for more than another one does.
    private var weakest: [AutomatonCondition] {
        enough.enumerated().filter { position, own in
            !enough.enumerated().contains { other, candidate in
                // Of two that say the same the first is kept.
                other != position && follows(candidate.formula, from: own.formula)
                    && (other < position || !follows(own.formula, from: candidate.formula))
            }
        }.map(\.element.condition)
    }

    mutating func bound(_ property: String, since start: ContinuousClock.Instant) -> AutomatonBound {
        let weakest = weakest.map { condition in
            AutomatonBound.Weakest(condition: condition, tooWeak: tooWeak(beside: condition))
        }
        return AutomatonBound(
            property: property, family: family.words, conditionCount: family.conditions.count,
            weakest: weakest, failures: failures, undecided: undecided,
            duration: ContinuousClock.now - start)
    }

    /// Conditions a little weaker, with the smallest run for each.
    private mutating func tooWeak(
        beside condition: AutomatonCondition
    ) -> [(condition: AutomatonCondition, refutation: AutomatonFinding.Refutation)] {
        var found: [(condition: AutomatonCondition, refutation: AutomatonFinding.Refutation)] = []
        for weaker in family.weaker(than: condition) {
            guard let decision = try? AutomatonDecision(automaton.assuming(weaker)) else { continue }
            switch finding(decision).verdict {
            case .refuted(let refutation): found.append((weaker, refutation))
            // It says the same: a number in it makes no difference.
            case .proved: continue
            case .vacuous: continue
            case .unknown(let reason): undecided.append((weaker, reason))
            }
        }
        return found
    }
}

extension ThresholdAutomaton {
    /// The automaton under another condition on its parameters.
    func assuming(_ condition: AutomatonCondition) -> ThresholdAutomaton {
        ThresholdAutomaton(
            name, sentence, source: source, parameters: parameters, assuming: condition.statements,
            locations: locations, counters: counters, initial: initial, rules: rules, properties: properties)
    }
}

extension Formula {
    /// Truth at the parameters.
    func holds(for parameters: [Int]) -> Bool {
        holds(at: Dictionary(uniqueKeysWithValues: parameters.enumerated().map { ($0, BigInt($1)) }))
    }
}
