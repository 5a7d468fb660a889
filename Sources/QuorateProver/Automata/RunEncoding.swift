import BigInt

/// Question whether some run of an automaton fulfils a statement, for all values of the parameters at once.
///
/// Variables: the parameters; at each moment between segments the processes per location and the counters; for each segment
/// how often each move is made. ``SegmentPlan`` says why this is exact.
struct RunEncoding {
    let plan: SegmentPlan
    /// Number of segments: the plan's for a proof, fewer for a quick look.
    let segments: Int
    private(set) var problem = Problem()
    /// Variable of the problem by variable of the system, for each moment; none for what is 0.
    private(set) var moments: [[Int: Int]] = []
    /// Variables that say how often each move is made, for each segment.
    private(set) var firings: [[Int]] = []
    /// Truth variables for a segment that is a single step, where it matters.
    private(set) var singles: [Int] = []
    private var fulfilled: [Pending: Int] = [:]
    private var extra: [Formula] = []

    /// A temporal statement at a moment.
    private struct Pending: Hashable {
        let witness: WitnessFormula
        let moment: Int
    }

    private var moves: MoveSystem { plan.moves }
    private var system: CounterSystem { plan.moves.system }

    /// The question for a run of at most `segments` segments that fulfils `witness`.
    ///
    /// - Throws: The reason for no question, once `deadline` has passed.
    init(
        _ witness: WitnessFormula, _ plan: SegmentPlan, segments: Int, reading counters: Set<Int>,
        until deadline: Deadline
    ) throws(WitnessFormula.Obstacle) {
        self.plan = plan
        self.segments = segments
        declareMoments(reading: counters)
        problem.assert("the parameters are allowed", at(0, system.resilience.withoutNegations()))
        problem.assert("the run starts as it may", at(0, system.initial.withoutNegations()))
        let isSteady = !plan.switches.values.contains(.falling) && !witness.hasClauses
        for segment in 0..<segments {
            firings.append(moves.moves.indices.map { problem.declare("times_\(segment)_\($0)", .natural) })
            if !isSteady { singles.append(problem.declare("single_\(segment)", .truth)) }
            problem.assert(
                "segment \(segment + 1) is a way from its start to its end",
                .all(try steps(in: segment, until: deadline)))
        }
        let statement = fulfilment(of: witness, at: 0)
        problem.assert("the run fulfils the statement", .all([statement] + extra))
    }

    private mutating func declareMoments(reading counters: Set<Int>) {
        let parameters = Dictionary(
            uniqueKeysWithValues: (0..<system.parameterCount).map {
                ($0, problem.declare(system.name($0), .natural))
            })
        for moment in 0...segments {
            var variables = parameters
            let present = moment == 0 ? moves.starting : moves.occupied
            for variable in system.parameterCount..<system.variableCount
            where present.contains(variable) || counters.contains(variable)
                || moment == 0 && system.isCounter(variable)
            {
                variables[variable] = problem.declare("\(system.name(variable))_\(moment)", .natural)
            }
            moments.append(variables)
        }
    }
}

// MARK: - Segments

extension RunEncoding {
    /// A form over the system's variables at a moment.
    private func at(_ moment: Int, _ form: LinearForm) -> LinearForm {
        var placed = LinearForm(form.constant)
        for (variable, coefficient) in form.coefficients {
            if let variable = moments[moment][variable] { placed[variable] += coefficient }
        }
        return placed
    }

    /// A condition without negations at a moment.
    private func at(_ moment: Int, _ condition: Formula) -> Formula {
        condition.mapAtoms { .atLeastZero(at(moment, $0)) }
    }

    private mutating func steps(
        in segment: Int, until deadline: Deadline
    ) throws(WitnessFormula.Obstacle) -> [Formula] {
        var facts = balances(of: segment)
        var known: [LinearForm: Formula] = [:]
        for (index, move) in moves.moves.enumerated() {
            try deadline.check()
            let cases = move.rules.map { rule in
                Formula.all(
                    rule.thresholds.compactMap { threshold in
                        if let fact = known[threshold.form] { return fact }
                        let fact = isMet(threshold.form, in: segment)
                        known[threshold.form] = fact
                        return fact
                    })
            }
            let isIdle = Formula.atLeastZero(-LinearForm(variable: firings[segment][index]))
            if !cases.contains(.all([])) { facts.append(.any([isIdle] + cases)) }
            if move.isLoop { facts.append(.any([isIdle, .atLeastZero(visitors(of: move.from, segment))])) }
        }
        if let single = singles.last {
            let total = firings[segment].reduce(LinearForm()) { $0 + LinearForm(variable: $1) }
            facts.append(.any([.not(.truth(single)), .atLeastZero(LinearForm(1) - total)]))
        }
        return facts
    }

    /// One equation for each location and counter.
    private func balances(of segment: Int) -> [Formula] {
        let (before, after) = (moments[segment], moments[segment + 1])
        return after.keys.sorted().filter { $0 >= system.parameterCount }.map { variable in
            var form = LinearForm(variable: after[variable]!)
            if let variable = before[variable] { form[variable] -= 1 }
            for (index, move) in moves.moves.enumerated() {
                if let change = move.change[variable] { form[firings[segment][index]] -= change }
            }
            return .equal(form, LinearForm())
        }
    }

    /// One less than the number of processes that are in a location at some time of a segment.
    private func visitors(of location: Int, _ segment: Int) -> LinearForm {
        at(segment, LinearForm(variable: location)) + total(segment) { $0.to == location && !$0.isLoop }
            - LinearForm(1)
    }

    /// A threshold is met whenever a move that it guards is made in the segment.
    private func isMet(_ form: LinearForm, in segment: Int) -> Formula? {
        switch plan.switches[form]! {
        case .settled: return nil
        case .fixed, .rising: return .atLeastZero(at(segment, form))
        case .selfLimiting: return .atLeastZero(at(segment + 1, form) + LinearForm(1))
        case .falling:
            let throughout = Formula.atLeastZero(at(segment + 1, form))
            let atFirst = Formula.atLeastZero(at(segment, form))
            return .any([throughout, .all([.truth(singles[segment]), atFirst])])
        }
    }
}

// MARK: - The statement

extension RunEncoding {
    /// A formula from which it follows that `witness` is true at `moment`, together with the facts in ``extra``.
    private mutating func fulfilment(of witness: WitnessFormula, at moment: Int) -> Formula {
        switch witness {
        case .now(let condition): return at(moment, condition)
        case .last(let condition): return at(segments, condition)
        case .all(let parts): return .all(parts.map { fulfilment(of: $0, at: moment) })
        case .any(let parts): return .any(parts.map { fulfilment(of: $0, at: moment) })
        case .eventually(let part):
            return pending(witness, at: moment) { encoding, later in
                let now = encoding.fulfilment(of: part, at: moment)
                return later.map { .any([now, $0]) } ?? now
            }
        case .always(let clause):
            return pending(witness, at: moment) { encoding, later in
                let now = encoding.at(moment, .any(clause.map(Formula.atLeastZero)))
                return later.map { .all([now, encoding.isTrue(clause, throughout: moment), $0]) } ?? now
            }
        }
    }

    /// A truth variable for a temporal statement at a moment, from which `expansion` follows: it is given the same
    /// statement at the next moment, if there is one.
    private mutating func pending(
        _ witness: WitnessFormula, at moment: Int, _ expansion: (inout Self, Formula?) -> Formula
    ) -> Formula {
        let place = Pending(witness: witness, moment: moment)
        if let known = fulfilled[place] { return .truth(known) }
        let later = moment < segments ? fulfilment(of: witness, at: moment + 1) : nil
        let truth = problem.declare("holds_\(fulfilled.count)", .truth)
        fulfilled[place] = truth
        extra.append(.any([.not(.truth(truth)), expansion(&self, later)]))
        return .truth(truth)
    }

    /// A clause that is true at both ends of a segment is true in between.
    private func isTrue(_ clause: WitnessFormula.Clause, throughout segment: Int) -> Formula {
        .any([.truth(singles[segment])] + clause.map { isTrue($0, throughout: segment) })
    }

    private func isTrue(_ form: LinearForm, throughout segment: Int) -> Formula {
        let (atFirst, atLast) = (at(segment, form), at(segment + 1, form))
        switch moves.trend(of: form) {
        case .constant, .rising: return .atLeastZero(atFirst)
        case .falling: return .atLeastZero(atLast)
        case .mixed: break
        }
        if moves.isEmptiness(form) {
            return .all([.atLeastZero(atFirst), .atLeastZero(-arrivals(in: form, segment))])
        }
        let ends = Formula.all([.atLeastZero(atFirst), .atLeastZero(atLast)])
        if !plan.keptIsLeftAndEntered { return ends }
        // A second process stays while one goes all its way, or none leaves, or none comes.
        return .all([
            ends,
            .any([
                .atLeastZero(atFirst - LinearForm(1)), .atLeastZero(-departures(from: form, segment)),
                .atLeastZero(-arrivals(in: form, segment)),
            ]),
        ])
    }

    /// Number of moves into the locations of `form` from outside, or into them at all where it says that they are empty.
    private func arrivals(in form: LinearForm, _ segment: Int) -> LinearForm {
        let isEmptiness = moves.isEmptiness(form)
        return total(segment) { form[$0.to] != 0 && (isEmptiness || form[$0.from] == 0) }
    }

    private func departures(from form: LinearForm, _ segment: Int) -> LinearForm {
        total(segment) { form[$0.from] != 0 && form[$0.to] == 0 }
    }

    private func total(_ segment: Int, _ isCounted: (MoveSystem.Move) -> Bool) -> LinearForm {
        zip(moves.moves, firings[segment]).reduce(LinearForm()) { sum, item in
            isCounted(item.0) ? sum + LinearForm(variable: item.1) : sum
        }
    }
}

extension WitnessFormula {
    fileprivate var hasClauses: Bool {
        switch self {
        case .now, .last: false
        case .all(let parts), .any(let parts): parts.contains(where: \.hasClauses)
        case .always: true
        case .eventually(let part): part.hasClauses
        }
    }

    /// Variables that it speaks of.
    var variables: Set<Int> {
        switch self {
        case .now(let condition), .last(let condition): Set(condition.atoms.flatMap(\.variables))
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.variables) }
        case .always(let clause): Set(clause.flatMap(\.variables))
        case .eventually(let part): part.variables
        }
    }
}
