import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import QuorateProver

/// Automata beside the claims of `prove`.
@Suite struct ProveOwnAutomataTests {
    private static func prove(_ line: String, command: String = "prove") async -> Outcome {
        let words = [command] + line.split(separator: " ").map(String.init)
        return await quorate(words, over: Catalog([])) {
            $0.automata = [.reliableBroadcast, .crashAgreement]
            $0.automatonMutants = ThresholdAutomaton.mutants
        }
    }

    @Test func automataAndTheirPropertiesHaveNames() async {
        let all = await Self.prove("--format markdown")
        #expect(all.status == 0 && all.output.contains("`crash-agreement.agreement`"), "\(all)")
        let one = await Self.prove("reliable-broadcast")
        #expect(one.status == 0 && one.output.contains("reliable-broadcast.relay: proved, for all values of"))
        let property = await Self.prove("reliable-broadcast.relay")
        #expect(property.status == 0 && !property.output.contains("unforgeability"))
        let certificate = "  certificate  checked, in exact arithmetic and without the solver: "
        #expect(property.output.contains(certificate), "\(property)")
        let slip = await Self.prove("reliable-brodcast")
        #expect(slip.status == 64 && slip.errors.contains("did you mean reliable-broadcast?"), "\(slip)")
    }

    @Test(arguments: ["json", "junit", "sarif", "github"])
    func everyFormatNamesThem(_ format: String) async {
        // A report of what is not as expected says nothing of the rest.
        let outcome = await Self.prove("crash-agreement --time-limit 0.0000001 --format \(format)")
        #expect(outcome.status == 30 && outcome.output.contains("crash-agreement.agreement"), "\(outcome)")
    }

    @Test func mutantsLoseTheProperty() async {
        let caught = await Self.prove("reliable-broadcast --mutant of-three")
        #expect(caught.status == 0, "\(caught)")
        let words = "reliable-broadcast.of-three.relay: refuted, and these are the smallest parameters"
        #expect(caught.output.contains(words), "\(caught.output)")
        let slip = await Self.prove("reliable-broadcast --mutant of-thre")
        #expect(slip.status == 64 && slip.errors.contains("did you mean of-three?"), "\(slip)")
        // A property that the mutant keeps, and one that it does not have.
        for (property, status) in [("unforgeability", 21), ("harmony", 65)] {
            let mutant = ThresholdAutomaton.Mutant(
                name: "tame", automaton: .reliableBroadcast, breaks: property)
            let outcome = await quorate(
                ["prove", "reliable-broadcast", "--mutant", "tame"], over: Catalog([])
            ) {
                $0.automata = [.reliableBroadcast]
                $0.automatonMutants = [mutant]
            }
            #expect(outcome.status == Int32(status), "\(outcome)")
        }
    }

    @Test func boundsAreOfEachProperty() async {
        let outcome = await Self.prove("crash-agreement --bounds")
        #expect(outcome.status == 0 && outcome.output.contains("  enough       anything\n"), "\(outcome)")
        let json = await Self.prove("reliable-broadcast.unforgeability --bounds --format json")
        #expect(json.status == 0 && json.output.contains(#""condition": "t ≥ f""#), "\(json)")
        let late = await Self.prove("crash-agreement --bounds --time-limit 0.0000001")
        #expect(late.status == 30 && late.output.contains("the time limit was reached"), "\(late)")
        let claim = await quorate(
            ["prove", "holds", "--bounds"], over: Catalog([], claims: [ProveTests.holds]))
        #expect(claim.status == 64, "\(claim)")
    }

    @Test func allRoundsRestOnOne() async {
        let names = ["ben-or-byzantine.validity", "ben-or-byzantine.agreement"]
        let outcome = await quorate(["prove"] + names, over: Catalog([])) {
            $0.consensus = ConsensusInRounds.all
        }
        let words = "ben-or-byzantine.validity: proved, for all rounds and all values of the parameters that"
        #expect(outcome.status == 0 && outcome.output.hasPrefix(words), "\(outcome)")
        #expect(outcome.output.contains("  supposed     n > 5t and t ≥ f\n"), "\(outcome)")
        #expect(
            outcome.output.contains("  certificate  of all facts, checked in exact arithmetic"), "\(outcome)")
        #expect(outcome.output.contains("No two correct processes decide different values"), "\(outcome)")
        // Of facts there are certificates, and of the theorems there is none, as the JSON says, too.
        #expect(outcome.output.contains("2 proved; 2 without a certificate; all as expected"), "\(outcome)")
        let late = await quorate(["prove", "ben-or", "--time-limit", "0.0000001"], over: Catalog([])) {
            $0.consensus = ConsensusInRounds.all
        }
        #expect(late.status == 30 && !late.output.contains("  argument "), "\(late)")
    }

    /// What is built on a broadcast says by which claims; what it costs to lose one, and less of the parameters, can be asked.
    @Test func roundsHaveBroadcastsMutantsAndBounds() async {
        func prove(_ line: String) async -> Outcome {
            let words = ["prove"] + line.split(separator: " ").map(String.init)
            return await quorate(words, over: Catalog([])) {
                $0.automata = [.binaryBroadcast]
                $0.consensus = [.redBelly(), .rsBosco()]
                $0.automatonMutants = ConsensusInRounds.mutants
            }
        }
        let whole = await prove("red-belly.validity")
        #expect(whole.status == 0, "\(whole)")
        #expect(whole.output.contains("  one round    bv-broadcast.justification-0: proved"), "\(whole)")
        #expect(whole.output.contains("  built on     bv-broadcast, proved under the same"), "\(whole)")
        let json = await prove("red-belly.validity --format json")
        #expect(json.output.contains("is delivered in the round only where justification allows it"))
        let mutant = await prove("red-belly --mutant unjustified")
        #expect(mutant.status == 0 && mutant.output.contains("unanimity-favoured: refuted"), "\(mutant)")
        let slip = await prove("rs-bosco --mutant of-thre")
        #expect(slip.status == 64 && slip.errors.contains("did you mean of-three?"), "\(slip)")
        // A fact on which several statements rest is asked about once; a bound that has no time is none.
        let late = await prove("red-belly bv-broadcast --bounds --time-limit 0.0000001 --format markdown")
        #expect(late.status == 30 && late.output.split(separator: "| `").count > 12, "\(late)")
    }

    @Test func benchNeedsAutomata() async {
        let nothing = await Self.prove("--automata nothing", command: "bench")
        #expect(nothing.status == 64, "\(nothing)")
        let search = await Self.prove("--automata --workers 1", command: "bench")
        #expect(search.status == 64 && search.errors.contains("--automata cannot be combined with"))
    }

    /// What `bench --automata` starts and measures.
    @Test func benchedCaseCountsItsAnswers() async {
        let outcome = await Self.prove("crash-agreement --automaton", command: "bench-case")
        #expect(outcome.status == 0 && outcome.output == "1 0 0 6\n", "\(outcome)")
    }

    @Test func listShowsWhatIsExpected() async {
        let outcome = await Self.prove("agreement", command: "list")
        #expect(outcome.output.contains("crash-agreement.agreement  proved"), "\(outcome)")
    }

    @Test func namesakesAreRefused() async {
        let outcome = await quorate(["prove"], over: Catalog([])) {
            $0.automata = [.crashAgreement, .crashAgreement]
        }
        #expect(outcome.status != 0 && outcome.errors.contains("rename one"), "\(outcome)")
        let model = await quorate(["prove"], over: Catalog([])) {
            $0.automata = [.reliableBroadcast]
            $0.models = [
                ProtocolModel("reliable-broadcast", "Nothing.", source: "none", mutant: PaxosMutant?.none) {}
            ]
        }
        #expect(model.status != 0 && model.errors.contains("rename one"), "\(model)")
    }

    /// The catalog's automata can be asked for by name: each has a name that nothing else has.
    @Test func ownNamesAreDifferent() {
        let names = ThresholdAutomaton.all.map(\.name) + ProtocolModel.all.map(\.name)
        #expect(Set(names).count == names.count)
        let mutants = ThresholdAutomaton.mutants.map { "\($0.automaton.name) \($0.name)" }
        #expect(Set(mutants).count == mutants.count)
        for mutant in ThresholdAutomaton.mutants {
            #expect(ThresholdAutomaton.all.contains { $0.name == mutant.automaton.name }, "\(mutant)")
        }
    }
}
