import QuorateQuorums
import Testing

@testable import QuorateProver

/// Red Belly's consensus, and what holds it together with its broadcast.
@Suite struct RedBellyTests {
    private static let n: Quantity = "n", t: Quantity = "t"

    /// A statement whose broadcast is not proved is none.
    @Test(arguments: [
        (ThresholdAutomaton.binaryBroadcast(echoing: t), ConsensusInRounds.Goal.agreement, "justification"),
        (.binaryBroadcast(delivering: t + 1), .termination, "uniformity"),
        (.binaryBroadcast(echoing: 2 * t + 1), .termination, "obligation"),
    ])
    func brokenBroadcastsAreRefused(
        _ broadcast: ThresholdAutomaton, _ goal: ConsensusInRounds.Goal, _ claim: String
    ) {
        let finding = ConsensusInRounds.redBelly(over: broadcast).decide(goal)
        #expect(!finding.isProved && finding.remark.hasPrefix("bv-broadcast.\(claim)-"), "\(finding.remark)")
        #expect(finding.remark.contains(" is refuted: n = "), "\(finding.remark)")
    }

    @Test func everythingIsProved() {
        let finding = ConsensusInRounds.redBelly().decide(.agreement, timeLimit: .seconds(60))
        #expect(finding.isProved, "\(finding.remark)")
        #expect(finding.facts.map(\.name) == ConsensusInRounds.redBelly().facts(for: .agreement))
        #expect(ConsensusInRounds.redBelly().composition(for: .agreement).count == 2)
        let late = ConsensusInRounds.redBelly().decide(.termination, timeLimit: .zero)
        #expect(!late.isProved && late.facts.count == 1)
        #expect(ConsensusInRounds.redBelly().goals == [.agreement, .validity, .termination])
    }

    // MARK: - The tie

    /// Names of claims are not enough: they have to be the claims, of the same processes, under the same assumptions.
    @Test func otherBroadcastsAreRefused() {
        func obstacle(_ broadcast: ThresholdAutomaton) -> String {
            ConsensusInRounds.redBelly(over: broadcast).mistakes.joined(separator: "; ")
        }
        let own = ThresholdAutomaton.binaryBroadcast
        func changed(
            assuming: [Proposition]? = nil, initial: [Proposition]? = nil,
            properties: [ThresholdAutomaton.Property]? = nil
        ) -> ThresholdAutomaton {
            .init(
                own.name, parameters: own.parameters, assuming: assuming ?? own.assuming,
                locations: own.locations,
                counters: own.counters, initial: initial ?? own.initial, rules: own.rules,
                properties: properties ?? own.properties)
        }
        #expect(obstacle(changed()) == "")
        let weaker = own.properties.map {
            $0.name == "uniformity-1" ? .always($0.name, Self.n >= 0) : $0
        }
        #expect(obstacle(changed(properties: weaker)).contains("does not have the claim uniformity-1"))
        let stronger = changed(assuming: own.assuming + [Self.n > 7 * Self.t])
        #expect(obstacle(stronger).contains("bv-broadcast assumes n > 7t, and the round does not"))
        let fewer = changed(initial: ["V0" + "V1" == Self.n - 1] + own.initial.dropFirst())
        #expect(obstacle(fewer).contains("is of other processes"))
    }

    /// Steps that are not made of the claims are none of the broadcast.
    @Test func otherStepsAreRefused() throws {
        let loose = ConsensusInRounds.redBelly(isJustified: false)
        #expect(
            loose.decide(.agreement).remark.hasPrefix("the argument does not apply: there is no step W → HF"))
        #expect(loose.composition(for: .agreement) == [])
        let round = ConsensusInRounds.redBelly().round
        func mistakes(_ change: ([ThresholdAutomaton.Rule]) -> [ThresholdAutomaton.Rule]) -> [String] {
            BroadcastUse(
                round: .init(
                    round.name, parameters: round.parameters, assuming: round.assuming,
                    locations: round.locations, counters: round.counters, initial: round.initial,
                    rules: change(round.rules), properties: round.properties),
                broadcast: .binaryBroadcast, view: .ofRedBelly, starting: ["VF", "VO"], waiting: "W",
                has: ["HF", "HO"], hasBoth: "HB", ending: ["DF", "EF", "EO"]
            ).mistakes
        }
        #expect(mistakes { $0 } == [])
        for position in round.rules.indices {
            // A step less is a step of the broadcast, or one at the end, of which the facts speak.
            let isLess = mistakes {
                var rules = $0; rules.remove(at: position); return rules
            }
            let isEnd = ["DF", "EF", "EO"].contains(round.rules[position].to)
            #expect(isLess.isEmpty == isEnd, "\(position)")
        }
        #expect(mistakes { $0 + [.step("W", to: "EO")] }.count == 1)
        #expect(mistakes { $0 + [.step("VF", to: "HF", counting: ["inputF"])] }.count == 1)
        #expect(mistakes { $0 + [.step("HB", to: "EO", counting: ["toldO"])] }.count == 1)
        #expect(mistakes { $0 + [.step("HB", to: "EO", counting: ["inputO"])] }.count == 1)
        #expect(mistakes { $0 + [.fault("HB", to: "EO")] }.count == 1)
    }

    /// Each step is taken somewhere, so that no fact holds because nothing happens; and all facts hold there.
    @Test func everyStepIsTaken() throws {
        let round = ConsensusInRounds.redBelly().round
        let explorer = try AutomatonExplorer(CounterSystem(round), parameters: [4, 1, 1])
        #expect(Set(explorer.edges.joined().map(\.rule)).count == round.rules.count)
        for property in explorer.system.properties {
            if case .fails = try explorer.decide(property) { Issue.record("\(property.name)") }
        }
    }

    // MARK: - The twin

    /// The round with the broadcast itself in it takes steps of the round over its claims, or such as change nothing there,
    /// and comes to the same end.
    @Test(arguments: [[4, 1, 1], [4, 1, 0]]) func roundsWithTheBroadcastAreRounds(_ sizes: [Int]) throws {
        let whole = try WholeRound(.binaryBroadcast, sizes)
        #expect(whole.strange == nil && whole.stuck == nil)
        #expect(whole.count > 1000 && whole.endings > 0)
    }

    @Test func brokenBroadcastsAreSeen() throws {
        #expect(try WholeRound(.binaryBroadcast(delivering: Self.t + 1), [4, 1, 1]).stuck != nil)
        #expect(try WholeRound(.binaryBroadcast(echoing: Self.t), [4, 1, 1]).strange != nil)
    }
}

extension BinaryBroadcast.View {
    /// What the round of Red Belly sees of its broadcast, written down once more.
    fileprivate static let ofRedBelly = BinaryBroadcast.View(
        inputs: ["inputF", "inputO"], delivered: ["toldF" + "toldBoth" + "HB", "toldO" + "toldBoth" + "HB"],
        without: [["HO"], ["HF"]], idle: ["W"])
}
