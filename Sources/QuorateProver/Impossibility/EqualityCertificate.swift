/// A proof that facts about equality contradict each other, which a few lines re-check without a solver.
///
/// The rules are those of equality: what equals the same is equal, and a function has equal values at equal arguments. That
/// and the cases of a choice are all that is needed where nothing is known of functions: Ackermann, "Solvable Cases of the
/// Decision Problem" (1954); Nelson and Oppen, "Fast decision procedures based on congruence closure" (1980).
indirect enum EqualityCertificate: Hashable, Sendable {
    /// The last step is an equality whose contrary is the fact at the position `against`.
    case steps([Step], against: Int)
    /// The choice at this position leads to a contradiction whichever of its parts is true.
    case cases(choice: Int, [EqualityCertificate])

    /// An equality, with the reason for it.
    struct Step: Hashable, Sendable {
        var left: Formula.Element
        var right: Formula.Element
        var ground: Ground
    }

    /// Reason for an equality; numbers are those of earlier steps.
    enum Ground: Hashable, Sendable {
        /// The fact at this position says so.
        case given(Int)
        /// The steps lead from the left side to the right one, each in either direction.
        case chain([Int])
        /// The same function, at arguments that are equal by these steps, or the same where there is none.
        case congruence([Int?])
    }
}

/// Facts about equality that are taken to be true at some place of a certificate.
struct EqualityFacts: Sendable {
    private(set) var equalities: [[Formula.Element]] = []
    private(set) var differences: [[Formula.Element]] = []
    /// One of the parts of each is true.
    private(set) var choices: [[Formula]] = []

    /// The facts that `problem` asserts, or nil where it speaks of more than equality.
    init?(_ problem: Problem) {
        for assertion in problem.assertions {
            guard assume(assertion.formula) else { return nil }
        }
    }

    /// Adds what `formula` says; false where it is no statement about equality, and then these facts are of no use.
    mutating func assume(_ formula: Formula) -> Bool {
        switch formula {
        case .equal(let left, let right): equalities.append([left, right])
        case .not(.equal(let left, let right)): differences.append([left, right])
        case .all(let parts):
            for part in parts {
                guard assume(part) else { return false }
            }
        case .any(let parts): choices.append(parts)
        case .atLeastZero, .not, .truth, .predicate, .same, .quantified: return false
        }
        return true
    }
}

// MARK: - The check

extension EqualityCertificate {
    /// True where each step follows from `facts` and from steps before it, and the end contradicts them.
    func refutes(_ facts: EqualityFacts) -> Bool {
        switch self {
        case .steps(let steps, let against):
            guard facts.differences.indices.contains(against), let last = steps.last else { return false }
            let follow = steps.indices.allSatisfy { steps[$0].follows(from: steps[..<$0], facts) }
            return follow && last.connects(facts.differences[against])
        case .cases(let choice, let branches):
            guard facts.choices.indices.contains(choice) else { return false }
            let parts = facts.choices[choice]
            return parts.count == branches.count
                && zip(parts, branches).allSatisfy { part, branch in
                    var more = facts
                    return more.assume(part) && branch.refutes(more)
                }
        }
    }

    /// Number of steps in all.
    var size: Int {
        switch self {
        case .steps(let steps, _): steps.count
        case .cases(_, let branches): branches.map(\.size).reduce(0, +)
        }
    }
}

extension EqualityCertificate.Step {
    fileprivate func connects(_ sides: [Formula.Element]) -> Bool {
        sides == [left, right] || sides == [right, left]
    }

    fileprivate func follows(from earlier: ArraySlice<Self>, _ facts: EqualityFacts) -> Bool {
        switch ground {
        case .given(let position):
            return facts.equalities.indices.contains(position) && connects(facts.equalities[position])
        case .chain(let links):
            var reached = left
            for link in links {
                guard earlier.indices.contains(link) else { return false }
                if earlier[link].left == reached {
                    reached = earlier[link].right
                } else if earlier[link].right == reached {
                    reached = earlier[link].left
                } else {
                    return false
                }
            }
            return reached == right
        case .congruence(let reasons):
            guard case .apply(let function, let arguments) = left,
                case .apply(let other, let others) = right, function == other,
                arguments.count == others.count, arguments.count == reasons.count
            else { return false }
            return reasons.indices.allSatisfy { place in
                guard let reason = reasons[place] else { return arguments[place] == others[place] }
                return earlier.indices.contains(reason)
                    && earlier[reason].connects([arguments[place], others[place]])
            }
        }
    }
}
