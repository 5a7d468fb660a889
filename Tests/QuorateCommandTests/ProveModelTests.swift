import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateCommand
@testable import QuorateProver
@testable import QuorateSpecs

/// Protocols beside the claims of `prove`.
@Suite struct ProveModelTests {
    private func prove(_ line: String, knowing claims: [Claim] = QuorateSpecs.claims) async -> Outcome {
        let words = ["prove"] + line.split(separator: " ").map(String.init)
        return await quorate(words, over: Catalog([], claims: claims)) { $0.models = ProtocolModel.all }
    }

    @Test func proofSaysWhatItRestsOn() async {
        let outcome = await prove("raft-election")
        #expect(
            outcome.status == 0 && outcome.output.hasPrefix("raft-election: proved, for all numbers that"))
        #expect(
            outcome.output.contains(
                "  rests on     majority-intersection: Two majorities share a replica. (proved, certificate checked)\n"
            ))
        #expect(outcome.output.contains("that a spec, or code, behaves like the model\n"))
    }

    @Test func mutantIsShownByAState() async {
        let outcome = await prove("two-phase-commit --mutant silence-is-yes")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(
            outcome.output.contains(
                """
                  0  the state before  down: {r0}
                                       (everything else is empty)
                  1  commit            commitSent: no → yes
                  breaks "a commit was prepared by all" for r0
                """), "\(outcome.output)")
    }

    @Test func jsonHasTheObligations() async {
        let outcome = await prove("two-phase-commit --mutant decides-twice --format json")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\"verdict\": \"failed\",\n      \"expected\": \"failed\""))
        #expect(
            outcome.output.contains("{\"name\": \"abort keeps \\\"one decision\\\"\", \"outcome\": \"fails\"")
        )
        #expect(outcome.output.contains("\"sizes\": {\"replica\": 1}"))
    }

    @Test func slips() async {
        let unknown = await prove("paxos --mutant any-repor")
        #expect(unknown.status == 64 && unknown.errors.contains("did you mean any-report?"))
        let homeless = await prove("paxos", knowing: [ProveTests.holds])
        #expect(homeless.status != 0, "\(homeless)")
        let words = "paxos stands on the claim majority-intersection, which the catalog does not have"
        #expect((homeless.output + homeless.errors).contains(words), "\(homeless)")
        #expect(await prove("raft-election --time-limit 0.0000001").status != 0)
    }
}
