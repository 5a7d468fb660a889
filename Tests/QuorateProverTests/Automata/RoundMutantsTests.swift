import QuorateQuorums
import Testing

@testable import QuorateProver

/// Mutants of rounds, of which each is refuted with the smallest parameters there are.
@Suite struct RoundMutantsTests {
    private static let smallest = [
        "rs-bosco decides-at-2t": "n = 5, t = 1, f = 1", "rs-bosco names-at-n-plus-t": "n = 4, t = 1, f = 1",
        "rs-bosco doubts-at-t": "n = 4, t = 1, f = 1", "rs-bosco of-three": "n = 3, t = 1, f = 1",
        "rs-bosco of-five": "n = 6, t = 1, f = 1", "rs-bosco of-five-and-one": "n = 7, t = 1, f = 1",
        "red-belly of-three": "n = 3, t = 1, f = 1", "red-belly answers-of-n-2t": "n = 4, t = 1, f = 0",
        "red-belly waits-for-all": "n = 4, t = 1, f = 1", "red-belly takes-the-other": "n = 4, t = 1, f = 0",
        "red-belly unjustified": "n = 1, t = 0, f = 0",
    ]

    @Test(arguments: ConsensusInRounds.mutants)
    func factsAreRefuted(_ mutant: ThresholdAutomaton.Mutant) throws {
        let decision = try AutomatonDecision(mutant.automaton)
        let position = try #require(decision.properties.firstIndex(of: mutant.breaks))
        let finding = decision.decide(position, timeLimit: .seconds(60))
        #expect(finding.verdict.word == "refuted", "\(mutant): \(finding.remark)")
        #expect(finding.remark == Self.smallest["\(mutant.automaton) \(mutant.name)"], "\(mutant)")
        // The facts of the protocol itself have the same names, and so `prove` knows what a mutant is one of.
        let own = ConsensusInRounds.all.first { $0.name == mutant.automaton.name }
        #expect(own?.round.properties.contains { $0.name == mutant.breaks } == true)
    }

    @Test func everyMutantIsListed() {
        #expect(ConsensusInRounds.mutants.count == Self.smallest.count)
    }
}
