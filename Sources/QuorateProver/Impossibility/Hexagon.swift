/// The argument that no protocol of any kind helps three generals of whom one may be a traitor.
///
/// Two copies of each general stand in a ring of six, and all behave. Three times two neighbours of the ring cannot tell that
/// they are not in a triangle whose third general is a traitor, who plays both strangers at the ends; so they have to do what
/// the specification asks of these three runs of the triangle, and that is contradictory. Fischer, Lynch and Merritt, "Easy
/// Impossibility Proofs for Distributed Consensus Problems" (1986), section 3.
///
/// A general is a black box: functions for its first state, its messages, its next state and its decision, of which nothing is
/// known. Its state may count the rounds, so the functions need not be different in each. The runs of the triangle are terms of
/// their own, with a traitor who may say anything; that it says what the strangers say is one assertion for each run, and that
/// the runs look like the ring is for the solver to find.
struct Hexagon {
    /// Generals that have an input.
    enum Inputs: CaseIterable, Sendable {
        /// General A has an order; loyal lieutenants decide the same, and what a loyal A orders.
        case commander
        /// Everyone has a value; loyal generals decide the same, and their common value if they have one.
        case everyone
    }

    let rounds: Int
    let inputs: Inputs
    private(set) var problem = Problem()
    /// The positions of the assertions that say what the specification asks of each run.
    private(set) var demands: [Int] = []
    /// The positions of the assertions that say how each traitor behaves.
    private(set) var treasons: [Int] = []
    /// The state of each of the ring's generals before each round and after the last.
    private var ring: [[Formula.Element]] = []
    /// Input of each of the ring's generals: a value, or that it has none.
    private(set) var given: [Formula.Element] = []
    private(set) var generals: [Functions] = []
    /// Decisions of the two loyal generals, in each run of the triangle.
    private(set) var decisions: [[Formula.Element]] = []

    /// Functions of a general, by their numbers: nothing else is known of it.
    struct Functions {
        let start, step, decision: Int
        /// The message to the general before and to the general after it.
        let message: [Int]
    }

    /// The argument for protocols of `rounds` rounds, at least 1.
    init(rounds: Int, inputs: Inputs) {
        self.rounds = rounds
        self.inputs = inputs
        declare()
        let firstRun = inputs == .commander ? 0 : 1
        ring = (0..<6).map { position in states("ring_\(position)_\(Self.name(position))") }
        for position in 0..<6 {
            let before = messages(from: position - 1, side: 1, ring[wrap(position - 1)])
            let after = messages(from: position + 1, side: -1, ring[wrap(position + 1)])
            let behaviour = behaviour(position, ring[position], before, after)
            problem.assert(
                "in the ring the \(position < 3 ? "first" : "second") \(Self.name(position)) behaves",
                behaviour)
        }
        for position in firstRun..<firstRun + 3 { addRun(position) }
    }
}

// MARK: - Black boxes

extension Hexagon {
    private func wrap(_ position: Int) -> Int { (position + 6) % 6 }

    static func name(_ position: Int) -> String { ["A", "B", "C"][(position + 6) % 3] }

    private mutating func declare() {
        let values = (0..<2).map { Formula.Element.variable(problem.declare("value_\($0)", .element)) }
        switch inputs {
        case .commander:
            let none = Formula.Element.variable(problem.declare("no_value", .element))
            given = values.flatMap { [$0, none, none] }
        case .everyone: given = values.flatMap { [$0, $0, $0] }
        }
        problem.assert("the two values are different", .allDifferent(values))
        generals = (0..<3).map { general in
            let name = Self.name(general)
            let neighbours = [Self.name(general - 1), Self.name(general + 1)]
            return Functions(
                start: problem.declareFunction("start_\(name)", arity: 1, result: .element),
                step: problem.declareFunction("step_\(name)", arity: 3, result: .element),
                decision: problem.declareFunction("decision_\(name)", arity: 1, result: .element),
                message: neighbours.map {
                    problem.declareFunction("message_\(name)_to_\($0)", arity: 1, result: .element)
                })
        }
    }

    private mutating func states(_ name: String) -> [Formula.Element] {
        (0...rounds).map { .variable(problem.declare("\(name)_\($0)", .element)) }
    }

    /// Messages of the general at `position` to the one before it (side -1) or after it (side 1), in each
    /// round.
    private func messages(from position: Int, side: Int, _ states: [Formula.Element]) -> [Formula.Element] {
        let function = generals[wrap(position) % 3].message[side < 0 ? 0 : 1]
        return states.dropLast().map { .apply(function, [$0]) }
    }

    /// A loyal general at `position` goes through `states` when its neighbours tell it these messages.
    private func behaviour(
        _ position: Int, _ states: [Formula.Element], _ before: [Formula.Element], _ after: [Formula.Element]
    ) -> Formula {
        let general = generals[position % 3]
        let steps = (0..<rounds).map { round in
            let next = Formula.Element.apply(general.step, [states[round], before[round], after[round]])
            return Formula.equal(states[round + 1], next)
        }
        return .all([.equal(states[0], .apply(general.start, [given[position]]))] + steps)
    }
}

// MARK: - Runs of the triangle

extension Hexagon {
    /// The run in which the generals at `position` and at the next are loyal and the third is the traitor.
    private mutating func addRun(_ position: Int) {
        let (left, right) = (position, position + 1)
        let names = [Self.name(left), Self.name(right)]
        let run = "run_\(left)_\(names[0])\(names[1])"
        let place = "with \(names[0]) and \(names[1]) loyal"
        let states = names.map { self.states("\(run)_\($0)") }
        let lies = names.map { name in
            (0..<rounds).map { round in
                Formula.Element.variable(problem.declare("\(run)_lie_to_\(name)_\(round)", .element))
            }
        }
        let toLeft = messages(from: right, side: -1, states[1])
        let toRight = messages(from: left, side: 1, states[0])
        problem.assert("\(place), \(names[0]) behaves", behaviour(left, states[0], lies[0], toLeft))
        problem.assert("\(place), \(names[1]) behaves", behaviour(right, states[1], toRight, lies[1]))
        treasons.append(problem.assertions.count)
        problem.assert("\(place), the traitor plays two generals of the ring", treason(left, lies))
        demands.append(problem.assertions.count)
        let decisions = zip([left, right], states).map { position, states in
            Formula.Element.apply(generals[position % 3].decision, [states[rounds]])
        }
        self.decisions.append(decisions)
        problem.assert("\(place), the specification is met", demand(left, decisions))
    }

    /// The traitor says to one what the ring's general before it says, and to the other what the ring's general after it says.
    private func treason(_ left: Int, _ lies: [[Formula.Element]]) -> Formula {
        let (before, after) = (wrap(left - 1), wrap(left + 2))
        let lines = [
            messages(from: before, side: 1, ring[before]), messages(from: after, side: -1, ring[after]),
        ]
        return .all(zip(lies.joined(), lines.joined()).map { .equal($0, $1) })
    }

    /// Demand on the loyal generals at `left` and at the next position.
    private func demand(_ left: Int, _ decisions: [Formula.Element]) -> Formula {
        let agreement = Formula.equal(decisions[0], decisions[1])
        switch inputs {
        case .commander:
            // A lieutenant alone with its commander obeys it; two lieutenants agree.
            if left % 3 == 0 { return .equal(decisions[1], given[left]) }
            if (left + 1) % 3 == 0 { return .equal(decisions[0], given[left + 1]) }
            return agreement
        case .everyone:
            let isCommon = given[left] == given[left + 1]
            return isCommon ? .all([agreement, .equal(decisions[0], given[left])]) : agreement
        }
    }
}
