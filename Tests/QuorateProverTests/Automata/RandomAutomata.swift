import QuorateQuorums
import SeededRandom

@testable import QuorateProver

/// Small random automata: two to four locations, one to three counters, guards that rise or fall.
enum RandomAutomata {
    static let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"
    static let parameters = [n, t, f]

    static func automaton(_ random: inout SplitMix) -> ThresholdAutomaton {
        let locations = names("L", random.number(2..<5))
        let counters = names("c", random.number(1..<4))
        let starts = random.number(1..<3)
        let rules = (0..<random.number(2..<8)).map { _ in rule(&random, locations, counters) }
        let properties = (0..<4).map { property(&random, "p\($0)", locations, counters) }
        return ThresholdAutomaton(
            "random", parameters: parameters, assuming: resilience(&random),
            processes: random.pick([n, n - f]), starting: Array(locations.prefix(starts)),
            then: Array(locations.dropFirst(starts)), counting: counters, rules: rules, properties: properties
        )
    }

    private static func names(_ letter: String, _ count: Int) -> [Quantity] {
        (0..<count).map { .parameter("\(letter)\($0)") }
    }

    private static func resilience(_ random: inout SplitMix) -> [Proposition] {
        let bound = random.number(0..<4)
        return [bound == 0 ? n >= 1 : n > bound * t, t >= f] + (random.number(0..<3) == 0 ? [t >= 1] : [])
    }

    // MARK: - Rules

    private static func rule(
        _ random: inout SplitMix, _ locations: [Quantity], _ counters: [Quantity]
    ) -> ThresholdAutomaton.Rule {
        let to = random.number(1..<locations.count)
        let from = random.number(0..<to)
        let guards = (0..<random.pick([0, 1, 1, 1, 2])).map { _ in guardPart(&random, counters) }
        let condition = guards.dropFirst().reduce(guards.first ?? .always) {
            random.number(0..<4) == 0 ? $0 || $1 : $0 && $1
        }
        let counting = counters.filter { _ in random.number(0..<2) == 0 }
        let effects = counting.map {
            ThresholdAutomaton.Rule.Effect(
                ThresholdAutomaton.name($0), by: random.number(0..<6) == 0 ? 2 : 1)
        }
        return .init(
            from: ThresholdAutomaton.name(locations[from]), to: ThresholdAutomaton.name(locations[to]),
            when: condition, effects: effects, isOwed: random.number(0..<3) > 0)
    }

    private static func guardPart(
        _ random: inout SplitMix, _ counters: [Quantity]
    ) -> ThresholdAutomaton.Guard {
        typealias Messages = ThresholdAutomaton.Messages
        let faulty = random.pick([f, 0])
        var messages = Messages(ThresholdAutomaton.name(random.pick(counters)), fromFaulty: faulty)
        if random.number(0..<4) == 0 {
            messages = messages + Messages(ThresholdAutomaton.name(random.pick(counters)), fromFaulty: faulty)
        }
        if random.number(0..<4) == 0 { messages = 2 * messages }
        let threshold = random.pick([t + 1, n - t, n - f, 1, n, t, 2 * t + 1, .number(2)])
        switch random.number(0..<6) {
        case 0: return messages < threshold
        case 1: return messages <= threshold
        case 2: return messages > threshold
        default: return messages >= threshold
        }
    }

    // MARK: - Properties

    private static func property(
        _ random: inout SplitMix, _ name: String, _ locations: [Quantity], _ counters: [Quantity]
    ) -> ThresholdAutomaton.Property {
        let given = random.number(0..<2) == 0 ? random.pick(locations) == 0 : .all([])
        let (premise, conclusion) = (
            statement(&random, locations, counters), statement(&random, locations, counters)
        )
        switch random.number(0..<4) {
        case 0: return .always(name, conclusion, given: given)
        case 1: return .eventually(name, conclusion, given: given)
        case 2: return .leadsTo(name, premise, conclusion, given: given)
        default:
            let isJust = random.number(0..<2) == 0
            return .init(name, formula(&random, 3, locations, counters), ofJustRuns: isJust)
        }
    }

    private static func statement(
        _ random: inout SplitMix, _ locations: [Quantity], _ counters: [Quantity]
    ) -> Proposition {
        let place = random.pick(locations)
        switch random.number(0..<6) {
        case 0: return place == 0 && random.pick(locations) == 0
        case 1: return place == 0 || random.pick(locations) == 0
        case 2: return random.pick(counters) < random.pick([t + 1, n - t, 1])
        case 3: return place != 0
        default: return place == 0
        }
    }

    static func formula(
        _ random: inout SplitMix, _ levels: Int, _ locations: [Quantity], _ counters: [Quantity]
    ) -> RunFormula<Proposition> {
        guard levels > 0 else { return .now(statement(&random, locations, counters)) }
        func part() -> RunFormula<Proposition> { formula(&random, levels - 1, locations, counters) }
        switch random.number(0..<6) {
        case 0: return .not(part())
        case 1: return .all([part(), part()])
        case 2: return .any([part(), part()])
        case 3: return .always(part())
        case 4: return .eventually(part())
        default: return .now(statement(&random, locations, counters))
        }
    }

    /// All small parameters that the assumptions allow: n up to `most`, t and f up to 2.
    static func parameters(of system: CounterSystem, most: Int) -> [[Int]] {
        let nowhere = Configuration(
            processes: [Int](repeating: 0, count: system.locationCount),
            counters: [Int](repeating: 0, count: system.counterCount))
        return (0...most).flatMap { n in (0...2).flatMap { t in (0...2).map { [n, t, $0] } } }
            .filter { system.resilience.holds(at: system.values($0, nowhere)) && $0[0] >= $0[2] }
    }
}
