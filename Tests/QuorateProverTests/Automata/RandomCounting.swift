import QuorateQuorums
import SeededRandom

@testable import QuorateProver

/// Random automata with properties of all shapes, small enough to be explored, for the decision to be compared with.
struct RandomCounting {
    private var random: SplitMix

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    private static let (n, t, f): (Quantity, Quantity, Quantity) = ("n", "t", "f")
    private static let locations: [Quantity] = ["A", "B", "C", "D", "E"]

    /// An automaton whose locations are in the order of its control flow.
    mutating func automaton() -> ThresholdAutomaton {
        let places = Array(Self.locations.prefix(random.number(2..<6)))
        let counters: [Quantity] = Array(["x", "y", "z"].prefix(random.number(1..<4)))
        let starting = random.number(1..<min(3, places.count))
        let count = random.number(2..<7)
        let rules = (0..<count).map { _ in rule(places, counters) }
        return ThresholdAutomaton(
            "random", parameters: [Self.n, Self.t, Self.f],
            assuming: [Self.n > random.number(1..<4) * Self.t, Self.t >= Self.f, Self.n >= 1],
            processes: random.pick([Self.n - Self.f, Self.n]), starting: Array(places.prefix(starting)),
            then: Array(places.dropFirst(starting)), counting: counters, rules: rules,
            properties: [.init("random", property(places, counters), ofJustRuns: random.number(0..<3) == 0)])
    }

    private mutating func rule(_ places: [Quantity], _ counters: [Quantity]) -> ThresholdAutomaton.Rule {
        if random.number(0..<10) == 0 { return loop(random.pick(places), random.pick(counters)) }
        let from = random.number(0..<places.count - 1)
        let to = random.number(from + 1..<places.count)
        var conditions = (0..<random.number(0..<3)).map { _ in comparison(counters) }
        if random.number(0..<6) == 0 { conditions = [.any(conditions + [comparison(counters)])] }
        let sent = counters.filter { _ in random.number(0..<3) == 0 }.map(ThresholdAutomaton.name)
        return .init(
            from: ThresholdAutomaton.name(places[from]), to: ThresholdAutomaton.name(places[to]),
            when: .known(.all(conditions)),
            effects: sent.map { .init($0, by: random.number(0..<8) == 0 ? 2 : 1) },
            isOwed: random.number(0..<4) != 0)
    }

    /// A process sends and stays where it is, a limited number of times.
    private mutating func loop(_ place: Quantity, _ counter: Quantity) -> ThresholdAutomaton.Rule {
        let name = ThresholdAutomaton.name(place)
        return .init(
            from: name, to: name, when: .known(counter < random.pick([2, Self.t + 1, Self.n])),
            effects: [.init(ThresholdAutomaton.name(counter))], isOwed: false)
    }

    private mutating func comparison(_ counters: [Quantity]) -> Proposition {
        var left = random.pick(counters)
        if random.number(0..<4) == 0 { left = left + random.pick(counters) }
        if random.number(0..<4) == 0 { left = 2 * left }
        let right = random.pick([
            1, 2, Self.t + 1, Self.n - Self.t, Self.f, Self.n - Self.f, Self.n, Self.t + Self.f,
        ])
        return random.number(0..<3) == 0 ? left < right : left >= right
    }

    // MARK: - Properties

    private mutating func property(
        _ places: [Quantity], _ counters: [Quantity]
    ) -> RunFormula<Proposition> {
        func statement() -> RunFormula<Proposition> { .now(self.statement(places, counters)) }
        switch random.number(0..<8) {
        case 0: return .always(statement())
        case 1: return statement().implies(.always(statement()))
        case 2: return .eventually(.always(statement())).implies(.eventually(statement()))
        case 3: return .always(statement().implies(.eventually(statement())))
        case 4: return .always(statement().implies(.always(statement())))
        case 5: return .eventually(statement())
        default: return formula(3, places, counters)
        }
    }

    private mutating func formula(
        _ depth: Int, _ places: [Quantity], _ counters: [Quantity]
    ) -> RunFormula<Proposition> {
        if depth == 0 { return .now(statement(places, counters)) }
        switch random.number(0..<7) {
        case 0: return .now(statement(places, counters))
        case 1: return .not(formula(depth - 1, places, counters))
        case 2: return .all((0..<2).map { _ in formula(depth - 1, places, counters) })
        case 3: return .any((0..<2).map { _ in formula(depth - 1, places, counters) })
        case 4, 5: return .always(formula(depth - 1, places, counters))
        default: return .eventually(formula(depth - 1, places, counters))
        }
    }

    private mutating func statement(_ places: [Quantity], _ counters: [Quantity]) -> Proposition {
        let parts = (0..<random.number(1..<4)).map { _ in atom(places, counters) }
        return parts.count == 1 ? parts[0] : random.number(0..<2) == 0 ? .all(parts) : .any(parts)
    }

    private mutating func atom(_ places: [Quantity], _ counters: [Quantity]) -> Proposition {
        var set = random.pick(places)
        if random.number(0..<3) == 0, let other = places.filter({ $0 != set }).randomElement(using: &random) {
            set = set + other
        }
        switch random.number(0..<6) {
        case 0, 1: return set == 0
        case 2, 3: return set != 0
        case 4: return comparison(counters)
        default: return !comparison(counters)
        }
    }
}
