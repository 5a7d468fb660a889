import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateProver

/// The weakest conditions under which a property of an automaton is true.
@Suite struct AutomatonBoundTests {
    private static func bound(_ automaton: ThresholdAutomaton, _ property: String) throws -> AutomatonBound {
        let decision = try AutomatonDecision(automaton)
        let position = try #require(decision.properties.firstIndex(of: property))
        return decision.bound(position, timeLimit: .seconds(60))
    }

    private static func words(_ automaton: ThresholdAutomaton, _ property: String) throws -> [String] {
        let bound = try bound(automaton, property)
        #expect(bound.isComplete, "\(bound.undecided)")
        return bound.weakest.map(\.condition.description)
    }

    /// What is assumed of the whole is more than each property needs.
    @Test func propertiesHaveBoundsOfTheirOwn() throws {
        #expect(try Self.words(.reliableBroadcast, "unforgeability") == ["t ≥ f"])
        #expect(try Self.words(.crashAgreement, "agreement") == ["anything"])
        #expect(try Self.words(.singleValueAgreement, "agreement") == ["anything"])
    }

    @Test func eachConditionIsTightInEveryPart() throws {
        let bound = try Self.bound(.reliableBroadcast, "relay")
        // Neither follows from the other: without faults the second one asks for nothing.
        let words = bound.weakest.map(\.condition.description)
        #expect(words == ["n > 2t + f and t ≥ f", "n ≥ 3t + f and t ≥ f"])
        let first = try #require(bound.weakest.first { "\($0.condition)" == "n > 2t + f and t ≥ f" })
        let cases = first.tooWeak.map { "\($0.condition): \($0.refutation.run.parameters)" }
        #expect(
            cases == [
                "n ≥ 2t + f and t ≥ f: [2, 1, 0]", "n > t + f and t ≥ f: [2, 1, 0]",
                "n > 2t and t ≥ f: [3, 1, 1]", "n > 2t + f: [3, 0, 1]",
            ])
        #expect(bound.family.hasPrefix("n ≥ a·t + b·f + d for a, b from 0 to 3"))
    }

    /// Automata whose bound is found at sizes that can be explored, beside every condition of the family tried by hand.
    @Test(arguments: Seed.each(1...4)) func boundsAgreeWithExploration(_ seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let automaton = RandomAutomata.automaton(&random)
        let decision = try AutomatonDecision(automaton)
        let bound = decision.bound(0, timeLimit: .seconds(100))
        let family = try ConditionFamily(decision.system)
        let failing = try Self.failing(decision.system, most: 3)
        for weakest in bound.weakest {
            let formula = try #require(family.formula(weakest.condition))
            let broken = failing.first { formula.holds(for: $0) }
            #expect(broken == nil, "\(weakest.condition) is not enough")
            for (weaker, refutation) in weakest.tooWeak {
                let formula = try #require(family.formula(weaker))
                let smallest = failing.first { formula.holds(for: $0) }
                let (found, isSmall) = (
                    refutation.run.parameters, refutation.run.parameters.allSatisfy { $0 <= 3 }
                )
                #expect(smallest == found || (smallest == nil && !isSmall), "\(weaker): \(found)")
            }
        }
        for condition in family.conditions where bound.isComplete {
            let formula = try #require(family.formula(condition))
            let fails = bound.failures.contains { formula.holds(for: $0.run.parameters) }
            let follows = Self.sizes(6).allSatisfy { size in
                !formula.holds(for: size)
                    || bound.weakest.contains { family.formula($0.condition)!.holds(for: size) }
            }
            #expect(fails != follows, "\(condition)")
        }
    }

    /// The parameters up to `most` at which a run breaks the first property, by n, t and f, whatever is assumed.
    private static func failing(_ system: CounterSystem, most: Int) throws -> [[Int]] {
        let anything = try CounterSystem(
            system.automaton.assuming(
                .init(.init(coefficients: [0, 0], constant: 0), keeping: [], parameters: [])))
        return try sizes(most).filter { size in
            let explorer = try AutomatonExplorer(anything, parameters: size)
            if case .fails = try explorer.decide(anything.properties[0]) { return true } else { return false }
        }
    }

    private static func sizes(_ most: Int) -> [[Int]] {
        (0...most).flatMap { n in (0...most).flatMap { t in (0...most).map { [n, t, $0] } } }
    }

    @Test func limitsAndOddAutomataEndWell() throws {
        let late = try AutomatonDecision(.reliableBroadcast).bound(0, timeLimit: .zero)
        #expect(!late.isComplete && late.weakest.isEmpty)
        let fixed = ThresholdAutomaton(
            "fixed", parameters: [], assuming: [], processes: 2, starting: ["A"], then: ["B"], counting: [],
            rules: [.step("A", to: "B")], properties: [.always("some", "A" + "B" != 0)])
        let bound = try AutomatonDecision(fixed).bound(0)
        #expect(bound.untried?.contains("no parameters") == true && !bound.isComplete, "\(bound)")
    }
}
