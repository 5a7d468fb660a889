import BigInt

/// Way from a property to its verdict: a question to the solver, a second one where no run breaks the property, and the
/// smallest run where one does.
struct RunSearch {
    private let decision: AutomatonDecision
    private let deadline: ContinuousClock.Instant
    /// Number of segments of the last question.
    private(set) var segments: Int?

    init(_ decision: AutomatonDecision, until deadline: ContinuousClock.Instant) {
        self.decision = decision
        self.deadline = deadline
    }

    /// Decides a property; what the solver cannot do is an unknown verdict.
    mutating func verdict(on property: CounterSystem.Property) -> AutomatonFinding.Verdict {
        do { return try search(property) } catch let failure as Z3Solver.SolverFailure {
            return .unknown(Prover.words(for: failure.reason))
        } catch let obstacle as WitnessFormula.Obstacle {
            return .unknown(obstacle.reason)
        } catch {
            return .unknown("\(error)")
        }
    }

    private mutating func search(_ property: CounterSystem.Property) throws -> AutomatonFinding.Verdict {
        let encoding = try decision.encoding(
            property.formula, opposite: true, until: Deadline(moment: deadline))
        segments = encoding.segments
        let solver = try Z3Solver(encoding.problem, until: deadline, isTracked: false)
        switch solver.check(until: deadline) {
        case .satisfiable:
            return try RefutationSearch(encoding, solver, deadline).verdict(breaking: property)
        case .unsatisfiable: return try verdict(onPremiseOf: property)
        case .unknown(let reason): return .unknown(Prover.words(for: reason))
        }
    }

    /// No run breaks the property; whether any meets its premise decides what that is worth.
    private func verdict(onPremiseOf property: CounterSystem.Property) throws -> AutomatonFinding.Verdict {
        let encoding = try decision.encoding(
            property.formula.premise, until: Deadline(moment: deadline))
        let solver = try Z3Solver(encoding.problem, until: deadline, isTracked: false)
        switch solver.check(until: deadline) {
        case .satisfiable: return .proved
        case .unsatisfiable: return .vacuous
        case .unknown(let reason):
            return .unknown("whether the premise can be met: " + Prover.words(for: reason))
        }
    }
}

extension RunFormula<Formula> {
    /// Statement that something is asked of a run at all: the premises of implications, wherever they are to be met.
    ///
    /// An implication is a choice with a negation before its last part.
    var premise: RunFormula {
        switch self {
        case .now(let condition): .now(condition.premise)
        case .any(let parts):
            .all(parts.dropLast().compactMap(\.negated) + (parts.last.map { [$0.premise] } ?? []))
        case .always(let part): .eventually(part.premise)
        case .all(let parts):
            // Something is asked where one of the parts asks something.
            parts.map(\.premise).contains(.all([])) ? .all([]) : .any(parts.map(\.premise))
        case .not, .eventually: .all([])
        }
    }

    private var negated: RunFormula? {
        switch self {
        case .not(let part): part
        case .now(.not(let condition)): .now(condition)
        default: nil
        }
    }
}

extension Formula {
    fileprivate var premise: Formula {
        if case .all(let parts) = self, !parts.isEmpty { return .any(parts.map(\.premise)) }
        guard case .any(let parts) = self else { return .truth }
        let premises = parts.dropLast().compactMap { part in
            if case .not(let premise) = part { premise } else { nil }
        }
        return .all(premises + (parts.last.map { [$0.premise] } ?? []))
    }
}
