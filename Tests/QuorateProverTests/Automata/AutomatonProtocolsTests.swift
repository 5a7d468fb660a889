import QuorateQuorums
import Testing

@testable import QuorateProver

/// The automata of the literature at small parameters: what they promise holds, and a mutant loses what it says.
@Suite struct AutomatonProtocolsTests {
    /// The answers at all allowed parameters up to `most`, by property.
    private static func failures(
        of automaton: ThresholdAutomaton, most: Int
    ) throws -> (sizes: Int, failing: [String: AutomatonRun]) {
        let system = try CounterSystem(automaton)
        var failing: [String: AutomatonRun] = [:]
        var sizes = 0
        for parameters in parameters(of: system, most: most) {
            sizes += 1
            let explorer = try AutomatonExplorer(system, parameters: parameters)
            for property in system.properties where failing[property.name] == nil {
                if case .fails(let run) = try explorer.decide(property) { failing[property.name] = run }
            }
        }
        for property in system.properties {
            if let run = failing[property.name] {
                let holds = try system.holds(property.formula, in: run)
                #expect(!holds, "\(automaton.name): the run that is shown does not break \(property.name)")
            }
        }
        return (sizes, failing)
    }

    /// The parameters that the assumptions allow, with no more faulty processes than processes.
    private static func parameters(of system: CounterSystem, most: Int) -> [[Int]] {
        let nowhere = Configuration(
            processes: [Int](repeating: 0, count: system.locationCount),
            counters: [Int](repeating: 0, count: system.counterCount))
        var all: [[Int]] = [[]]
        for name in system.automaton.parameters {
            all = all.flatMap { known in (0...(name == "n" ? most : 2)).map { known + [$0] } }
        }
        return all.filter { parameters in
            let faulty = parameters.dropFirst().last ?? 0
            return faulty <= parameters[0] && system.resilience.holds(at: system.values(parameters, nowhere))
        }
    }

    private static let sizes = ["non-blocking-commit": 3, "ben-or-round": 4]

    @Test(arguments: ThresholdAutomaton.all) func promisesHold(_ automaton: ThresholdAutomaton) throws {
        let found = try Self.failures(of: automaton, most: Self.sizes[automaton.name] ?? 4)
        #expect(found.sizes > 0)
        #expect(found.failing.isEmpty, "\(automaton.name): \(found.failing.keys.sorted())")
    }

    @Test(arguments: ThresholdAutomaton.mutants) func mutantsFail(_ mutant: ThresholdAutomaton.Mutant) throws
    {
        // Some show with five processes only.
        for most in 3...5 {
            let found = try Self.failures(of: mutant.automaton, most: most)
            if found.failing[mutant.breaks] != nil { return }
            if most == 5 { Issue.record("\(mutant): only \(found.failing.keys.sorted()) fail") }
        }
    }

    /// Each rule is taken somewhere, so that no property holds because nothing happens.
    @Test(arguments: ThresholdAutomaton.all) func everyRuleIsTaken(_ automaton: ThresholdAutomaton) throws {
        let system = try CounterSystem(automaton)
        var taken: Set<Int> = []
        for parameters in Self.parameters(of: system, most: Self.sizes[automaton.name] ?? 4) {
            let explorer = try AutomatonExplorer(system, parameters: parameters)
            taken.formUnion(explorer.edges.joined().map(\.rule))
        }
        let idle = Set(system.rules.map(\.position)).subtracting(taken)
        #expect(idle.isEmpty, "\(automaton.name): \(idle.sorted().map(automaton.words(forRule:)))")
    }

    @Test func namesAreDifferent() {
        #expect(Set(ThresholdAutomaton.all.map(\.name)).count == ThresholdAutomaton.all.count)
    }
}
