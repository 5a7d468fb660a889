import BigInt

/// Division of every run into segments, from what may switch along it: how many there are at most, and what each switch is.
///
/// A *switch* is an atom `form ≥ 0` whose truth changes at most once along a run, since the form only grows or only shrinks.
/// Cut a run after the step that makes a rising one true, before and after the step that makes a falling one false, and where
/// an "eventually" is fulfilled. Then within a segment
///
/// - no rising switch changes before the last step, and no falling one at all unless the segment is a single step;
/// - so the same rules are enabled throughout, except for want of a process in the location that they leave;
/// - so its steps may be taken in any order in which no location runs short, and the order of the locations is one, as
///   control flow goes forward only: a location has received all it gets before it is left.
///
/// A segment is therefore known by its two ends and by how often each rule is taken in between, a natural number each, with
/// one equation per location and counter. The number of segments is one more than the number of cuts, and shorter runs have
/// empty segments, so a question with all of them misses no run; and as the order of the steps can be made good, it invents
/// none.
///
/// Konnov, Lazić, Veith and Widder, "A short counterexample property for safety and liveness verification of fault-tolerant
/// distributed algorithms" (POPL 2017): the steps of one context are put in order and taken together (section 4), and a
/// counterexample is cut where its temporal operators are fulfilled (section 5). Not used are its representative schedules: the
/// order in which guards unlock is left to the solver, and all orders are one question.
struct SegmentPlan: Sendable {
    /// Treatment of a threshold where it guards a move.
    enum Switch: Hashable, Sendable {
        /// The parameters decide.
        case fixed
        /// True at every start, and so for ever.
        case settled
        case rising
        case falling
        /// Falling, and taken care of by the numbers at the end of the segment: exactly the moves that it guards lower it, by 1
        /// each, so that none was taken too often if it is at least -1 after the last. Crashes are counted that way.
        case selfLimiting
    }

    let moves: MoveSystem
    /// Treatment of the thresholds of rules.
    let switches: [LinearForm: Switch]
    /// Set of locations that is not to become empty, in which processes both arrive and leave; at most one such set is
    /// understood.
    let kept: LinearForm?
    /// True where a process may leave ``kept`` and come back.
    let keptIsLeftAndEntered: Bool
    /// Number of segments that is enough for every run.
    let count: Int

    /// The plan for runs that fulfil `witness`.
    ///
    /// - Parameter settled: Rising thresholds that are true at every start.
    init(
        _ moves: MoveSystem, settled: Set<LinearForm>, for witness: WitnessFormula, until deadline: Deadline
    ) throws(WitnessFormula.Obstacle) {
        self.moves = moves
        switches = try moves.switches(settled: settled, until: deadline)
        let clauses = witness.clauses
        let literals = Set(clauses.flatMap { $0 })
        kept = try moves.kept(in: clauses)
        keptIsLeftAndEntered = kept.map(moves.isLeftAndEntered) ?? false
        let rising = Set(switches.filter { $0.value == .rising }.keys)
            .union(literals.filter { moves.trend(of: $0) == .rising })
        let falling = Set(switches.filter { $0.value == .falling }.keys)
            .union(literals.filter { moves.trend(of: $0) == .falling })
        // The step that makes a rising atom of a clause true may empty or fill the clause's set of locations, so that no
        // one atom of the clause is true before and after it: such a step is a segment of its own.
        let interrupting = Set(
            clauses.filter { clause in clause.contains { moves.trend(of: $0) == .mixed } }.flatMap { $0 }
                .filter { moves.trend(of: $0) == .rising })
        let cuts = rising.count + interrupting.count + 2 * falling.count + witness.cuts
        count = (1 + cuts) * (keptIsLeftAndEntered ? 2 : 1)
    }
}

extension MoveSystem {
    /// Treatment of all thresholds of rules.
    fileprivate func switches(
        settled: Set<LinearForm>, until deadline: Deadline
    ) throws(WitnessFormula.Obstacle) -> [LinearForm: SegmentPlan.Switch] {
        var switches: [LinearForm: SegmentPlan.Switch] = [:]
        for threshold in moves.flatMap(\.rules).flatMap(\.thresholds) where switches[threshold.form] == nil {
            try deadline.check()
            switches[threshold.form] =
                switch trend(of: threshold.form) {
                case .constant: .fixed
                case .rising: settled.contains(threshold.form) ? .settled : .rising
                case .falling: limitsItself(threshold.form) ? .selfLimiting : .falling
                // Guards speak of counters alone, and each has one direction.
                case .mixed: preconditionFailure("a guard neither rises nor falls")
                }
        }
        return switches
    }

    private func limitsItself(_ form: LinearForm) -> Bool {
        moves.allSatisfy { move in
            let guarded = move.rules.count { $0.thresholds.contains { $0.form == form } }
            return move.change(of: form) == (guarded == 0 ? 0 : -1)
                && (guarded == 0 || guarded == move.rules.count)
        }
    }

    /// The set of locations that some clause wants never to be empty and that is neither only left nor only entered.
    ///
    /// A clause may have one atom besides its switches: that a set of locations is empty, or that it is not.
    fileprivate func kept(in clauses: [WitnessFormula.Clause]) throws(WitnessFormula.Obstacle) -> LinearForm?
    {
        var kept: LinearForm?
        for clause in clauses {
            let unsteady = Set(clause.filter { trend(of: $0) == .mixed })
            guard unsteady.count <= 1, let form = unsteady.first else {
                if unsteady.isEmpty { continue }
                throw .init(reason: "an \"always\" has a choice between several sets of locations")
            }
            if isEmptiness(form) { continue }
            guard isPresence(form) else {
                throw .init(reason: "an \"always\" compares locations in a way that is not understood")
            }
            if let other = kept, other != form {
                throw .init(reason: "two different sets of locations are never to be empty")
            }
            kept = form
        }
        return kept
    }

    /// True for `no process is in these locations`.
    func isEmptiness(_ form: LinearForm) -> Bool {
        form.constant == 0 && form.coefficients.allSatisfy { isLocation($0.key) && $0.value < 0 }
    }

    /// The clause with a single atom instead of several of which each says that some process is in some locations.
    ///
    /// All of them where that makes a switch of them, else only those that are none.
    func withOnePresence(_ clause: WitnessFormula.Clause) -> WitnessFormula.Clause {
        let present = clause.filter(isPresence)
        let all = Self.union(present)
        if present.count > 1, trend(of: all) != .mixed {
            return clause.filter { !present.contains($0) } + [all]
        }
        let unsteady = present.filter { trend(of: $0) == .mixed }
        if unsteady.count < 2 { return clause }
        return clause.filter { !unsteady.contains($0) } + [Self.union(unsteady)]
    }

    /// The condition with a single atom instead of several of which each says that some locations are empty.
    func withOneEmptiness(_ condition: Formula) -> Formula {
        guard case .all(let parts) = condition else { return condition }
        var (forms, rest) = ([LinearForm](), [Formula]())
        for part in parts.map(withOneEmptiness) {
            if case .atLeastZero(let form) = part, isEmptiness(form) {
                forms.append(form)
            } else {
                rest.append(part)
            }
        }
        if forms.isEmpty { return .all(rest) }
        let empty = Formula.atLeastZero(forms.reduce(LinearForm(), +))
        return rest.isEmpty ? empty : .all(rest + [empty])
    }

    /// The statement that some process is in one of the locations of several such statements.
    private static func union(_ forms: [LinearForm]) -> LinearForm {
        var union = LinearForm(-1)
        for location in forms.flatMap(\.variables) { union[location] = 1 }
        return union
    }

    /// True for `some process is in these locations`.
    private func isPresence(_ form: LinearForm) -> Bool {
        form.constant == -1 && form.coefficients.allSatisfy { isLocation($0.key) && $0.value == 1 }
    }

    private func isLocation(_ variable: Int) -> Bool {
        variable >= system.parameterCount + system.counterCount
    }

    /// True where a process can leave the set of locations and enter it again.
    fileprivate func isLeftAndEntered(_ form: LinearForm) -> Bool {
        var outside: Set<Int> = []
        for move in moves {
            let (isFromInside, isToInside) = (form[move.from] != 0, form[move.to] != 0)
            if isFromInside && !isToInside { outside.insert(move.to) }
            if outside.contains(move.from) {
                if isToInside { return true }
                outside.insert(move.to)
            }
        }
        return false
    }
}

extension WitnessFormula {
    /// Clauses that are to be true all along some segments.
    fileprivate var clauses: [Clause] {
        switch self {
        case .now, .last: []
        case .all(let parts), .any(let parts): parts.flatMap(\.clauses)
        case .always(let clause): [clause]
        case .eventually(let part): part.clauses
        }
    }

    /// Number of moments of a run at which something is fulfilled.
    fileprivate var cuts: Int {
        switch self {
        case .now, .last, .always: 0
        case .all(let parts): parts.reduce(0) { $0 + $1.cuts }
        case .any(let parts): parts.map(\.cuts).max() ?? 0
        case .eventually(let part): 1 + part.cuts
        }
    }
}
