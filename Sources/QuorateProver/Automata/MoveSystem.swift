import BigInt

/// Automaton as the decision reads it: rules that differ by their guards alone are one move, and what no run reaches is gone.
struct MoveSystem: Sendable {
    /// Rules that take a process from one location to another and send the same.
    struct Move: Sendable {
        /// Variables of the locations that are left and entered.
        let from: Int
        let to: Int
        /// Difference that one firing makes, by variable: locations and counters.
        let change: [Int: BigInt]
        /// True for a process that sends and stays where it is.
        var isLoop: Bool { from == to }
        /// Rules of the automaton, of which one that is enabled is taken.
        let rules: [CounterSystem.Rule]

        /// Difference that one firing makes to `form`.
        func change(of form: LinearForm) -> BigInt {
            change.reduce(0) { $0 + $1.value * form[$1.key] }
        }
    }

    /// Automaton in full.
    let system: CounterSystem
    /// Moves that some run may take, by the order of the location that they leave.
    let moves: [Move]
    /// Variables of the locations that may hold processes at the start, and of those that may hold some later.
    let starting: Set<Int>
    let occupied: Set<Int>

    init(_ system: CounterSystem) {
        self.system = system
        let empty = system.initial.emptyVariables
        let locations = (0..<system.locationCount).map(system.location)
        starting = Set(locations).subtracting(empty)
        var (occupied, kept) = (starting, [CounterSystem.Rule]())
        // The order is topological, so one pass sees every location before the rules that leave it.
        let place = Dictionary(
            uniqueKeysWithValues: system.order.enumerated().map { ($0.element, $0.offset) })
        // Loops come first: whoever leaves a location may have sent before.
        func rank(_ rule: CounterSystem.Rule) -> (Int, Int) {
            (place[rule.from]!, rule.from == rule.to ? 0 : 1)
        }
        for rule in system.rules.sorted(by: { rank($0) < rank($1) })
        where occupied.contains(system.location(rule.from)) {
            occupied.insert(system.location(rule.to))
            kept.append(rule)
        }
        self.occupied = occupied
        moves = Self.merged(kept, of: system)
    }

    /// The system with fewer moves.
    init(_ whole: MoveSystem, moves: [Move]) {
        system = whole.system
        self.moves = moves
        starting = whole.starting
        occupied = whole.occupied
    }

    private static func merged(_ rules: [CounterSystem.Rule], of system: CounterSystem) -> [Move] {
        struct Effect: Hashable { let from, to: Int, growth: [Int] }
        var (order, groups) = ([Effect](), [Effect: [CounterSystem.Rule]]())
        for rule in rules {
            let effect = Effect(from: rule.from, to: rule.to, growth: rule.growth)
            if groups[effect] == nil { order.append(effect) }
            groups[effect, default: []].append(rule)
        }
        return order.map { effect in
            let (from, to) = (system.location(effect.from), system.location(effect.to))
            var change: [Int: BigInt] = from == to ? [:] : [from: -1, to: 1]
            for (counter, growth) in effect.growth.enumerated() where growth != 0 {
                change[system.counter(counter)] = BigInt(growth)
            }
            return Move(from: from, to: to, change: change, rules: groups[effect]!)
        }
    }
}

extension Formula {
    /// Natural variables that the condition plainly says are 0.
    fileprivate var emptyVariables: Set<Int> {
        switch self {
        case .all(let parts): parts.reduce(into: []) { $0.formUnion($1.emptyVariables) }
        case .atLeastZero(let form)
        where form.constant == 0 && form.coefficients.values.allSatisfy { $0 < 0 }:
            Set(form.variables)
        default: []
        }
    }
}
