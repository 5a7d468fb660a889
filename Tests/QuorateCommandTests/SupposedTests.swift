import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import QuorateProver

/// Suppositions of `prove`, without which a proof says too much.
@Suite struct SupposedTests {
    private static func prove(_ line: String) async -> Outcome {
        await quorate(["prove"] + line.split(separator: " ").map(String.init), over: Catalog([])) {
            $0.automata = [.binaryBroadcast, .reliableBroadcast]
            $0.automatonMutants = ThresholdAutomaton.mutants
            $0.consensus = [.redBelly(), .brachaConsensus()]
        }
    }

    @Test func factsHaveThoseOfTheRound() async {
        let facts = await Self.prove("red-belly.validity --bounds --time-limit 0.0000001")
        #expect(facts.output.contains("  supposed     n > 3t and t ≥ f\n"), "\(facts)")
        #expect(facts.output.contains("the claims of bv-broadcast, each with a bound of its own"), "\(facts)")
        #expect(facts.output.contains("has delivered to it, until it ends the round"), "\(facts)")
        let bracha = await Self.prove(
            "bracha-consensus.validity --bounds --time-limit 0.0000001 --format json")
        #expect(bracha.output.contains("reliable broadcast: of a process all correct ones accept"))
        #expect(bracha.output.contains("messages are checked: of the second and third step"), "\(bracha)")
    }

    @Test func noArgumentIsOfWhatIsNotProved() async {
        let late = await Self.prove("red-belly.validity --time-limit 0.0000001 --format json")
        #expect(late.status == 30 && late.output.contains(#""argument": []"#), "\(late)")
        #expect(late.output.contains("n > 3t and t ≥ f"), "\(late)")
    }

    @Test func cutSearchesHaveFoundNothingOut() async {
        let late = await Self.prove("reliable-broadcast.unforgeability --bounds --time-limit 0.0000001")
        #expect(late.output.contains("  enough       none was found before the limit\n"), "\(late)")
        #expect(!late.output.contains("no condition of the family"), "\(late)")
    }

    @Test func runsThatMutantsAreToHaveAreExpectedOfTheirFiles() throws {
        let mutant = try #require(
            ThresholdAutomaton.mutants.first {
                "\($0.automaton.name) \($0.name)" == "reliable-broadcast of-three"
            })
        let files = try AutomatonProperty.broken(by: mutant).obligations
        #expect(files.first?.fileName == "reliable-broadcast.of-three.relay.counterexample.smt2")
        #expect(files.first?.text.contains("(set-info :status sat)") == true)
        let model = try #require(ProtocolModel.all.first { $0.breaks != nil && $0.quorumFacts.isEmpty })
        let stated = try model.obligations(among: []).filter { $0.text.contains(":status") }
        #expect(stated.count == 1 && stated.first?.fileName.hasPrefix(model.name) == true, "\(model.name)")
    }
}
