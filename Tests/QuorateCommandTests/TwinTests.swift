import Foundation
import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs
@testable import Toys

/// `quorate check --adversary-twin`: what agrees, what differs, and what is no comparison.
@Suite struct TwinTests {
    private func twin(
        _ slip: Listeners.Slip, _ arguments: String = "", format: String = "text"
    ) async -> Outcome {
        let words = "check Listeners --adversary-twin --quiet --format \(format) \(arguments)"
        return await quorate(words, over: Catalog([.spec(Listeners(slip))]))
    }

    @Test func agrees() async {
        let outcome = await twin(.none)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("Listeners: the adversary and its twin agree at 2 sizes"))
        #expect(outcome.output.contains("members=3 faults=1"))
    }

    @Test(arguments: [
        (Listeners.Slip.halfOfTheMessages, "come where they do not when each message is sent in a step"),
        (.cannotSend, "look at `messages`, `canSend` and `send`"),
        (.hearsSilence, "the spec reads that a message has not come"),
        (.losesTooMuch, "takes more away than what faulty replicas have sent"),
        (
            .asksForSilence,
            "\"it is quiet\" is not reached with the messages from the start, and reached when"
        ),
    ])
    func differs(slip: Listeners.Slip, text: String) async {
        let outcome = await twin(slip)
        #expect(outcome.status == 65, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("DIFFER, which is a mistake of the spec"), "\(outcome.output)")
        #expect(outcome.output.contains(text), "\(outcome.output)")
        // A run that cannot be shown is one that is only possible somewhere.
        #expect(outcome.output.contains("initial state") == (slip != .asksForSilence), "\(outcome.output)")
        #expect(await twin(slip, "members=3").status == 65)
    }

    @Test(arguments: [
        (Listeners.Slip.hearsCorrectOnly, "", Int32(20), "vacuous: nothing that faulty replicas send"),
        (.none, "members=3 --max-states 3", 30, "inconclusive: the limit of 3 distinct states"),
        (.none, "--max-states 1", 30, "inconclusive"), (.none, "--max-depth 0", 30, "inconclusive"),
        (.none, "faults=0", 64, "there is nothing to compare in Listeners members=3 faults=0"),
        (.silent, "", 64, "there is nothing to compare in Listeners"),
        (.startsEmpty, "", 65, "is not there from the start"),
        (.startsEmpty, "members=4", 65, "is not there from the start"),
        (.none, "--continue", 64, "--adversary-twin cannot be combined with --continue"),
        (.none, "--export x", 64, "--adversary-twin cannot be combined with --export"),
        (.none, "--store fingerprint", 64, "cannot be combined"), (.none, "members=9", 64, "out of range"),
        (.none, "--workers 0", 64, "--workers 0"),
    ])
    func isNoAgreement(slip: Listeners.Slip, arguments: String, status: Int32, text: String) async {
        let outcome = await twin(slip, arguments)
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
        #expect((outcome.output + outcome.errors).contains(text), "\(outcome.output)\(outcome.errors)")
    }

    @Test func specsWithoutAnAdversary() async {
        let plain = await quorate("check Staircase --adversary-twin")
        #expect(plain.status == 64 && plain.errors.contains("Staircase is no ByzantineSpec"))
        let none = await quorate("check --adversary-twin")
        #expect(none.status == 64 && none.errors.contains("--adversary-twin needs a SPEC"))
    }

    /// A slip that a search finds before it starts ends in the status of a spec that cannot be searched.
    @Test func slipBeforeASearch() async {
        let outcome = await quorate("check Listeners", over: Catalog([.spec(Listeners(.startsEmpty))]))
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("yes of r0 is not there from the start"), "\(outcome.errors)")
    }

    @Test func formats() async throws {
        let json = await twin(.cannotSend, format: "json")
        #expect(json.status == 65)
        let whole = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let found = try #require((whole?["twins"] as? [[String: Any]])?.first)
        #expect(found["verdict"] as? String == "different")
        let size = try #require((found["sizes"] as? [[String: Any]])?.last)
        #expect((size["difference"] as? [String: Any])?["steps"] as? [String] == ["echo(r1)"])
        let junit = await twin(.hearsCorrectOnly, format: "junit")
        #expect(junit.output.contains("<failure type=\"vacuous\""), "\(junit.output)")
    }

    /// The catalog's adversaries, as far as that is quick.
    @Test(arguments: ["ConfirmedHandshake", "AtomicRename", "CommitCertificate"])
    func catalogAgrees(name: String) async {
        let outcome = await quorate("check \(name) --adversary-twin --quiet", over: catalog)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
}
