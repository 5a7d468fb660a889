import BigInt

/// Direction in which a value goes along every run.
enum Trend: Hashable, Sendable {
    case constant, rising, falling, mixed

    /// Direction of what depends on two values and rises with both.
    func joined(_ other: Trend) -> Trend {
        if self == .constant { return other }
        return other == .constant || other == self ? self : .mixed
    }
}

extension MoveSystem {
    /// Direction of the value of `form`, and with it of the truth of `form ≥ 0`.
    func trend(of form: LinearForm) -> Trend {
        moves.reduce(.constant) { trend, move in
            let change = move.change(of: form)
            return change == 0 ? trend : trend.joined(change > 0 ? .rising : .falling)
        }
    }

    /// Direction of the truth of a condition without negations.
    func trend(of condition: Formula) -> Trend {
        switch condition {
        case .atLeastZero(let form): trend(of: form)
        case .all(let parts), .any(let parts): parts.reduce(.constant) { $0.joined(trend(of: $1)) }
        case .not, .truth, .predicate, .equal, .same, .quantified: .mixed
        }
    }
}

extension Formula {
    /// Forms of the atoms `form ≥ 0`, each once, in order of appearance.
    var atoms: [LinearForm] {
        var (seen, atoms) = (Set<LinearForm>(), [LinearForm]())
        visit { if seen.insert($0).inserted { atoms.append($0) } }
        return atoms
    }

    private func visit(_ take: (LinearForm) -> Void) {
        switch self {
        case .atLeastZero(let form): take(form)
        case .all(let parts), .any(let parts): for part in parts { part.visit(take) }
        case .not(let part): part.visit(take)
        case .truth, .predicate, .equal, .same, .quantified: break
        }
    }

    /// The condition with each atom replaced.
    func mapAtoms(_ change: (LinearForm) -> Formula) -> Formula {
        switch self {
        case .atLeastZero(let form): change(form)
        case .all(let parts): .all(parts.map { $0.mapAtoms(change) })
        case .any(let parts): .any(parts.map { $0.mapAtoms(change) })
        case .not(let part): .not(part.mapAtoms(change))
        case .truth, .predicate, .equal, .same, .quantified: self
        }
    }

    /// The arithmetic condition, or its opposite, without negations: an integer is at least 0 or at most -1.
    func withoutNegations(opposite: Bool = false) -> Formula {
        switch self {
        case .atLeastZero(let form): .atLeastZero(opposite ? -form - LinearForm(1) : form)
        case .all(let parts):
            opposite
                ? .any(parts.map { $0.withoutNegations(opposite: true) })
                : .all(parts.map { $0.withoutNegations() })
        case .any(let parts):
            opposite
                ? .all(parts.map { $0.withoutNegations(opposite: true) })
                : .any(parts.map { $0.withoutNegations() })
        case .not(let part): part.withoutNegations(opposite: !opposite)
        case .truth, .predicate, .equal, .same, .quantified: opposite ? .not(self) : self
        }
    }
}
