import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateProver

/// The explorer against all runs, written down one by one and judged by the definition of the formulas.
@Suite struct AutomatonExplorerTests {
    @Test func agreesWithAllRuns() throws {
        var random = SplitMix(seed: Seed.announced(1))
        var (compared, failed, kept) = (0, 0, 0)
        while compared < 300 {
            let system = try CounterSystem(RandomAutomata.automaton(&random))
            for parameters in RandomAutomata.parameters(of: system, most: 3) {
                let all = AllRuns(system, parameters, limit: 150)
                guard all.isComplete else { continue }
                let explorer = try AutomatonExplorer(system, parameters: parameters)
                for property in system.properties {
                    let isBroken = try all.runs.contains { try !system.holds(property.formula, in: $0) }
                    let answer = try explorer.decide(property)
                    #expect((answer != .holds) == isBroken, "\(system.automaton) at \(parameters)")
                    if case .fails(let run) = answer {
                        #expect(try !system.holds(property.formula, in: run))
                    }
                    compared += 1
                    if isBroken { failed += 1 } else { kept += 1 }
                }
            }
        }
        #expect(failed > 50 && kept > 50)
    }

    @Test func shortestRunIsShown() throws {
        let system = try CounterSystem(.chain)
        let explorer = try AutomatonExplorer(system, parameters: [3])
        let answer = try explorer.decide(system.properties[0])
        let start = Configuration(processes: [3, 0, 0], counters: [0])
        // Two have to go first, so that the third may go on.
        let steps = [AutomatonRun.Step(rule: 0, times: 2), .init(rule: 1)]
        #expect(answer == .fails(.init(parameters: [3], start: start, steps: steps)))
    }

    /// A counter that nothing is said about at the start matters up to the largest number it is compared with.
    @Test func freeCounterIsTriedAsFarAsItMatters() throws {
        let chain = ThresholdAutomaton.chain
        let free = ThresholdAutomaton(
            "free", parameters: chain.parameters, assuming: chain.assuming, locations: chain.locations,
            counters: chain.counters, initial: chain.initial.dropLast(), rules: chain.rules,
            properties: [.always("sent before", chain.sent < 4)])
        let system = try CounterSystem(free)
        let explorer = try AutomatonExplorer(system, parameters: [2])
        #expect(Set((0..<explorer.startCount).map { explorer.configuration($0).counters[0] }) == Set(0...4))
        #expect(try explorer.decide(system.properties[0]) != .holds)
    }

    @Test func whatCannotBeExploredIsAnError() throws {
        let system = try CounterSystem(.chain)
        #expect(throws: ExplorationError.badParameters(expected: ["n"])) {
            try AutomatonExplorer(system, parameters: [1, 2])
        }
        #expect(throws: ExplorationError.badParameters(expected: ["n"])) {
            try AutomatonExplorer(system, parameters: [-1])
        }
        #expect(throws: ExplorationError.excluded) { try AutomatonExplorer(system, parameters: [0]) }
        #expect(throws: ExplorationError.tooMany(limit: 5)) {
            try AutomatonExplorer(system, parameters: [9], limit: 5)
        }
        #expect(throws: ExplorationError.tooLarge) { try AutomatonExplorer(system, parameters: [.max]) }
        let chain = ThresholdAutomaton.chain
        let endless = ThresholdAutomaton(
            "endless", parameters: chain.parameters, assuming: chain.assuming, locations: chain.locations,
            counters: chain.counters, initial: [], rules: chain.rules, properties: chain.properties)
        #expect(throws: ExplorationError.unbounded("A")) {
            try AutomatonExplorer(CounterSystem(endless), parameters: [1])
        }
    }
}

extension ThresholdAutomaton {
    /// A → B → C, where the second step waits for two of the first.
    static let chain: ThresholdAutomaton = {
        let n: Quantity = "n", a: Quantity = "A", b: Quantity = "B", c: Quantity = "C"
        let message = Messages("sent")
        return ThresholdAutomaton(
            "chain", parameters: [n], assuming: [n >= 1], processes: n, starting: [a], then: [b, c],
            counting: [message.sent],
            rules: [.step(a, to: b, sending: message), .step(b, to: c, when: message >= 2)],
            properties: [.always("nobody arrives", c == 0), .eventually("all arrive", c == n, given: n >= 2)])
    }()

    fileprivate var sent: Quantity { .parameter(counters[0]) }
}
