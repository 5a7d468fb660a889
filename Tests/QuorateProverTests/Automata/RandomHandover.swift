import QuorateQuorums
import SeededRandom

@testable import QuorateProver

/// Random automata in which one step makes one part of a choice true and takes another one away: a process leaves a place,
/// maybe as the last one there, and what it sends is enough; something waits for it.
///
/// Few thresholds, each of which occurs in the guards and in the property: a segment too few shows only where none is idle.
struct RandomHandover {
    private var random: SplitMix

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    private static let (n, t, f): (Quantity, Quantity, Quantity) = ("n", "t", "f")

    mutating func automaton() -> ThresholdAutomaton {
        let places: [Quantity] = Array(["A", "B", "C", "D", "E"].prefix(random.number(4..<6)))
        // Before the place that is left there is one from which it is filled.
        let left = random.number(1..<places.count - 2)
        let enough = random.pick([.number(2), .number(2), Self.n, Self.n - Self.t, Self.t + 1, .number(1)])
        let rules = places.indices.dropLast().map { step in
            var condition = ThresholdAutomaton.Guard.always
            if step > left || random.number(0..<8) == 0 { condition = .known("x" >= enough) }
            return ThresholdAutomaton.Rule(
                from: name(places[step]), to: name(places[step + 1]), when: condition,
                effects: step == left ? [.init("x")] : [], isOwed: random.number(0..<2) == 0)
        }
        return ThresholdAutomaton(
            "handover", parameters: [Self.n, Self.t, Self.f],
            assuming: [Self.n >= 1, Self.n > 2 * Self.t, Self.t >= Self.f], processes: Self.n,
            starting: Array(places[...left]), then: Array(places[(left + 1)...]), counting: ["x"],
            rules: rules + shortcut(places), properties: [property(places, left, enough)])
    }

    private func name(_ place: Quantity) -> String { ThresholdAutomaton.name(place) }

    /// Sometimes a step past some places.
    private mutating func shortcut(_ places: [Quantity]) -> [ThresholdAutomaton.Rule] {
        guard random.number(0..<4) == 0 else { return [] }
        let from = random.number(0..<places.count - 1)
        let to = random.number(from + 1..<places.count)
        return [.init(from: name(places[from]), to: name(places[to]), isOwed: false)]
    }

    private mutating func property(
        _ places: [Quantity], _ left: Int, _ enough: Quantity
    ) -> ThresholdAutomaton.Property {
        let choice = RunFormula.always(.now(places[left] != 0 || "x" >= enough))
        let last = places[places.count - 1]
        let statement: Proposition = random.pick([last == 0, last == 0, last <= 1, last < Self.n])
        let conclusion: RunFormula<Proposition> =
            random.number(0..<4) == 0 ? .eventually(.now(statement)) : .always(.now(statement))
        return .init("handover", choice.implies(conclusion), ofJustRuns: random.number(0..<4) == 0)
    }
}
