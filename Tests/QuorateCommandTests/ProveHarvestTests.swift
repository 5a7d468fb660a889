import QuorateLanguage
import QuorateQuorums
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import QuorateProver
@testable import QuorateSpecs

/// Invariants that `prove --harvest` finds.
@Suite struct ProveHarvestTests {
    private func prove(_ line: String) async -> Outcome {
        let words = ["prove"] + line.split(separator: " ").map(String.init)
        return await quorate(words, over: Catalog([], claims: QuorateSpecs.claims)) {
            $0.models = ProtocolModel.all
        }
    }

    @Test func harvestSaysWhatNeedNotHaveBeenWritten() async {
        let outcome = await prove("two-phase-commit --harvest")
        #expect(outcome.status == 0, "\(outcome)")
        for line in [
            "two-phase-commit: proved, for any number of replicas",
            "two-phase-commit, harvested: proved, and no invariant had to be written",
            "  looked at    2304 states of 3 replicas, all of them",
            "one decision: follows from the harvest",
            "  not shown    that what was dropped is false, or that fewer invariants would not do",
        ] {
            #expect(outcome.output.contains(line), "\(line)\n\(outcome.output)")
        }
        let json = await prove("two-phase-commit --harvest --format json")
        #expect(json.output.contains("\"proved\": true") && json.output.contains("\"needed\": []"), "\(json)")
    }

    /// A harvest that proves nothing is no success, though the model is proved.
    @Test func harvestWithoutAProofIsInconclusive() throws {
        let model = try #require(ProtocolModel.all.first { $0.name == "two-phase-commit" })
        let harvest = try model.harvest(knowing: [], limits: HarvestLimits(deadline: .now))
        let finding = try model.decide(knowing: [])
        let result = ProofResult(
            request: ProofRequest(model), outcome: .model(finding), harvest: harvest)
        #expect(result.status == .inconclusive)
        #expect(result.details(program: "quorate").contains("two-phase-commit, harvested: not proved"))
        #expect(!result.details(program: "quorate").contains("proved with"))
        // What was not asked is null, and not none.
        let json = JSONPrinter(width: 80) { _, _ in false }.text(harvest.json)
        for words in [#""inductive": null"#, #""implied": null"#, #""states": null"#] {
            #expect(json.contains(words), "\(json)")
        }
        #expect(!result.details(program: "quorate").contains("does not follow"))
    }

    @Test(arguments: [
        ("--harvest", "--harvest"), ("majority-intersection --harvest", "the name of a model"),
        ("paxos --harvest --mutant any-report", "--mutant"), ("paxos --harvest --smt2 x", "--smt2"),
        ("paxos --harvest --conform", "--conform"),
    ])
    func slips(line: String, words: String) async {
        let outcome = await prove(line)
        #expect(outcome.status == 64 && outcome.errors.contains(words), "\(outcome)")
    }
}
