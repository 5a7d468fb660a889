import BigInt
import QuorateQuorums

/// A threshold automaton that was checked, with numbers for names: what is decided, explored and replayed.
///
/// Variables of all forms and formulas: first the parameters, then the counters, then the locations, each in the
/// automaton's order.
struct CounterSystem: Sendable {
    /// One conjunct of a guard: the form, over parameters and counters, is not negative.
    struct Threshold: Hashable, Sendable {
        enum Direction: Hashable, Sendable {
            /// No counter occurs.
            case fixed
            /// Counters have positive coefficients: once true it stays true.
            case rising
            /// Counters have negative coefficients: once false it stays false.
            case falling
        }
        let form: LinearForm
        let direction: Direction
    }

    /// A rule that changes something: it moves a process, or it adds to a counter while the process stays.
    ///
    /// Self-loops that add to nothing are left out. One that adds to a counter has a falling threshold on it, so that
    /// it is taken a limited number of times. A guard with "or" in it gives one rule for each case.
    struct Rule: Hashable, Sendable {
        /// Position among the automaton's rules.
        let position: Int
        let from: Int
        let to: Int
        /// Conjuncts of the guard, none for one that is always met.
        let thresholds: [Threshold]
        /// Growth of each counter, by its position among the counters.
        let growth: [Int]
    }

    /// A property with justice written out.
    struct Property: Hashable, Sendable {
        let name: String
        let formula: RunFormula<Formula>
    }

    let automaton: ThresholdAutomaton
    /// The conditions on parameters.
    let resilience: Formula
    /// The conditions on the start, over parameters, counters and locations (besides ``resilience``).
    let initial: Formula
    let rules: [Rule]
    let properties: [Property]
    /// Locations in an order in which every rule that moves a process goes forward.
    let order: [Int]
}

extension CounterSystem {
    var parameterCount: Int { automaton.parameters.count }
    var counterCount: Int { automaton.counters.count }
    var locationCount: Int { automaton.locations.count }
    var variableCount: Int { parameterCount + counterCount + locationCount }

    /// The variable of the parameter at `position`.
    func parameter(_ position: Int) -> Int { position }
    /// The variable of the counter at `position`.
    func counter(_ position: Int) -> Int { parameterCount + position }
    /// The variable of the location at `position`.
    func location(_ position: Int) -> Int { parameterCount + counterCount + position }

    /// The name of a variable.
    func name(_ variable: Int) -> String {
        if variable < parameterCount { return automaton.parameters[variable] }
        let rest = variable - parameterCount
        return rest < counterCount ? automaton.counters[rest] : automaton.locations[rest - counterCount]
    }
}
