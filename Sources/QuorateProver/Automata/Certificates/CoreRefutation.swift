import BigInt

/// Search for a certificate where the solver says of any facts which of them contradict each other.
///
/// At each place of the tree the solver is asked again, so that only choices are gone through that matter there, and a case
/// that contradicts the rest without being needed is the certificate of the place. Rows and choices have names here; their
/// positions are put in when the tree is whole.
struct CoreRefutation {
    private let deadline: ContinuousClock.Instant
    /// Number of places of the tree that may still be visited.
    private(set) var budget: Int
    private var names = 0
    /// Number of levels of the tree above the place that is visited; the stack ends before the budget does.
    private var depth = 0
    private static let depthLimit = 100
    /// Reason for which the search gave up.
    private(set) var obstacle = "no sum of rows and cases was found"

    init(deadline: ContinuousClock.Instant, budget: Int) {
        self.deadline = deadline
        self.budget = budget
    }

    /// Facts by name, in the order in which they became known.
    struct Known {
        var rows: [(name: Int, form: LinearForm)] = []
        var choices: [(name: Int, parts: [Formula])] = []
    }

    indirect enum Tree {
        case sum([(row: Int, multiplier: BigInt)])
        /// A certificate for rows alone, whose positions are those in the list.
        case whole([Int], Certificate)
        /// The form is not negative, or it is.
        case split(LinearForm, [(known: Known, tree: Tree)])
        /// A tree for each part, with what became known by it.
        case cases(choice: Int, [(known: Known, tree: Tree)])
    }

    /// A certificate that the formulas contradict each other, or nil with the reason in `obstacle`.
    mutating func certificate(for formulas: [Formula]) -> Certificate? {
        var known = Known()
        for formula in formulas where !assume(formula, &known) { return nil }
        return refute(known).map { CorePlacing(known).certificate($0.tree) }
    }

    private mutating func giveUp<Result>(_ reason: String) -> Result? {
        obstacle = reason
        return nil
    }

    /// Takes in a formula, in the order of ``Facts``.
    private mutating func assume(_ formula: Formula, _ known: inout Known) -> Bool {
        names += 1
        switch formula {
        case .atLeastZero(let form): known.rows.append((names, form))
        case .all(let parts): for part in parts where !assume(part, &known) { return false }
        case .any(let parts): known.choices.append((names, parts))
        case .not, .truth, .predicate, .equal, .same, .quantified:
            obstacle = "the facts are not plain arithmetic"
            return false
        }
        return true
    }

    /// A tree, with the names that it needs.
    private mutating func refute(_ known: Known) -> (tree: Tree, used: Set<Int>)? {
        budget -= 1
        guard budget > 0 else { return giveUp("the search for a certificate grew too large") }
        guard depth < Self.depthLimit else { return giveUp("the search for a certificate grew too deep") }
        depth += 1
        defer { depth -= 1 }
        let core: Known
        let narrowest: (position: Int, parts: Int)?
        do {
            let questions = try CoreQuestions(known, until: deadline)
            core = try questions.core()
            narrowest = try questions.narrowest(core)
        } catch {
            return giveUp(
                (error as? Z3Solver.SolverFailure).map { Prover.words(for: $0.reason) } ?? "\(error)")
        }
        guard let narrowest else { return refute(rows: core.rows) }
        // Where every choice leaves several parts, a row that many of them share decides most.
        if narrowest.parts > 1, let form = core.sharedRow {
            let parts = [form, -form - LinearForm(1)].map(Formula.atLeastZero)
            return refute(core, parts).map { found in
                (found.branches.map { .split(form, $0) } ?? found.tree, found.used)
            }
        }
        let choice = core.choices[narrowest.position]
        var rest = core
        rest.choices.remove(at: narrowest.position)
        return refute(rest, choice.parts).map { found in
            guard let branches = found.branches else { return (found.tree, found.used) }
            return (.cases(choice: choice.name, branches), found.used.union([choice.name]))
        }
    }

    /// A tree for each part, or one that needs none of them.
    private mutating func refute(_ rest: Known, _ parts: [Formula]) -> (
        branches: [(known: Known, tree: Tree)]?, tree: Tree, used: Set<Int>
    )? {
        var branches: [(known: Known, tree: Tree)] = []
        var used: Set<Int> = []
        for part in parts {
            var new = Known()
            guard assume(part, &new) else { return nil }
            let all = Known(rows: rest.rows + new.rows, choices: rest.choices + new.choices)
            guard let branch = refute(all) else { return nil }
            if branch.used.isDisjoint(with: new.rows.map(\.name) + new.choices.map(\.name)) {
                return (nil, branch.tree, branch.used)
            }
            branches.append((new, branch.tree))
            used.formUnion(branch.used)
        }
        return (branches, .sum([]), used)
    }

    private mutating func refute(rows: [(name: Int, form: LinearForm)]) -> (tree: Tree, used: Set<Int>)? {
        var facts = Facts()
        for row in rows { _ = facts.assume(.atLeastZero(row.form)) }
        var finder = CertificateFinder(deadline: deadline)
        guard let certificate = finder.certificate(for: facts) else { return giveUp(finder.obstacle) }
        if case .sum(let terms) = certificate {
            let named = terms.map { (row: rows[$0.row].name, multiplier: $0.multiplier) }
            return (.sum(named), Set(named.map(\.row)))
        }
        return (.whole(rows.map(\.name), certificate), Set(rows.map(\.name)))
    }
}
