import Foundation
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateCommand

/// What `prove` answers and ends with, over a catalog with every kind of claim.
@Suite struct ProveTests {
    static let n: Quantity = "n", f: Quantity = "f"
    static let a: SetExpression = "A", b: SetExpression = "B"

    static let holds = Claim("holds", "Two majorities meet.", source: "the tests") {
        2 * a.count > n
        2 * b.count > n
    } then: {
        (a & b).count >= 1
    }
    static let fails = Claim("fails", "Two halves meet.") {
        2 * a.count >= n
        2 * b.count >= n
        n >= 1
    } then: {
        (a & b).count >= 1
    }
    static let never = Claim("never", "Nothing meets this.") {
        f < 1
    } then: {
        n >= f
    }

    /// A staircase as many steps high as the counterexample has replicas.
    static func climbs(_ mutant: String?, landing: Quantity = 0) -> Claim {
        fails.run(by: "Staircase", mutant: mutant, settings: ["steps": n, "landing": landing])
    }

    static func status(_ claims: [Claim], _ arguments: String = "prove") async -> Int32 {
        await quorate(arguments, over: Catalog(fixtures.entries, claims: claims)).status
    }

    @Test func exitStatusesSayWhatIsNotAsExpected() async {
        #expect(await Self.status([Self.holds]) == 0)
        #expect(await Self.status([Self.fails]) == 12)
        #expect(await Self.status([Self.fails.refuted()]) == 0)
        #expect(await Self.status([Self.fails.refuted(["n": 2])]) == 0)
        #expect(await Self.status([Self.fails.refuted(["n": 3])]) == 50)
        #expect(await Self.status([Self.holds.refuted()]) == 21)
        #expect(await Self.status([Self.never], "prove never") == 20)
        #expect(await Self.status([Self.holds], "prove holds --time-limit 0.0000001") == 30)
        #expect(await Self.status([Self.holds, Self.fails], "prove holds fails") == 1)
    }

    /// What came to no answer is neither as expected nor not.
    @Test func noAnswerIsMarkedOpen() async {
        let catalog = Catalog(fixtures.entries, claims: [Self.holds])
        let outcome = await quorate("prove --time-limit 0.0000001", over: catalog)
        #expect(outcome.output.hasPrefix("open    unknown "), "\(outcome.output)")
        #expect(outcome.output.contains("; 1 inconclusive, in"), "\(outcome.output)")
    }

    /// The spec that a refuted claim names is explored with the numbers of the counterexample.
    @Test func refutedClaimsAreRun() async throws {
        for (mutant, words) in [
            ("leap", "Run with these numbers, Staircase leap steps=2 landing=0 mayRest=1 goes wrong:"),
            (nil, "Staircase steps=2 landing=0 mayRest=1 holds (3 states, all of them)"),
            ("give-up", "breaks no property, but it says nothing of the claim"),
        ] {
            let catalog = Catalog(fixtures.entries, claims: [Self.climbs(mutant).refuted()])
            let outcome = await quorate("prove fails", over: catalog)
            #expect(outcome.output.contains(words), "\(outcome.output)")
            #expect(outcome.status == 0)
        }
    }

    @Test func instancesThatDoNotExistAreSaidSo() async {
        for (claim, words) in [
            (Self.climbs(nil, landing: 5), "the landing is above the top"),
            (Self.climbs("limp"), "Staircase has no mutant limp"),
            (Self.fails.run(by: "Ladder", settings: [:]), "the catalog has no spec Ladder"),
            (Self.fails.run(by: "Staircase", settings: ["steps": 5000]), "steps=5000 is out of range"),
            (Self.fails.run(by: "Staircase", settings: ["steps": "q"]), "the counterexample has no q"),
        ] {
            let catalog = Catalog(fixtures.entries, claims: [claim.refuted()])
            let outcome = await quorate("prove fails", over: catalog)
            #expect(outcome.output.contains(words), "\(outcome.output)")
            #expect(outcome.status == 65)
        }
    }

    @Test func claimsThatMeanNothingAreTheAuthorsMistake() async {
        let empty = Claim("empty", "Says nothing.") {
            Self.n >= 1
        } then: {
        }
        let outcome = await quorate("prove", over: Catalog([], claims: [empty]))
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("nothing follows `then:`"))
    }

    /// One of the two could never be asked for.
    @Test func namesakesAreTheAuthorsMistake() async {
        var spec = Self.holds
        spec.name = "Staircase"
        for claims in [[Self.holds, Self.holds], [spec]] {
            let outcome = await quorate("prove", over: Catalog(fixtures.entries, claims: claims))
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("has this name; rename one of them"), "\(outcome.errors)")
        }
    }

    @Test func answersAsJSON() async throws {
        let catalog = Catalog(fixtures.entries, claims: [Self.holds, Self.climbs("leap").refuted()])
        let outcome = await quorate("prove holds fails --format json", over: catalog)
        let whole = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(Set(whole.keys) == ["version", "claims", "errors", "notStarted"])
        let claims = try #require(whole["claims"] as? [[String: Any]])
        for claim in claims {
            #expect(
                Set(claim.keys) == [
                    "name", "verdict", "expected", "asExpected", "certificate", "parameters", "sets",
                    "weights",
                    "reason", "run", "model", "bound", "rounds", "refinement", "harvest", "milliseconds",
                    "neverUsed",
                    "supposed",
                ])
            #expect(claim["asExpected"] as? Bool == true)
            #expect(claim["reason"] is NSNull)
        }
        #expect(claims.map { $0["verdict"] as? String } == ["proved", "refuted"])
        #expect(claims.map { $0["expected"] as? String } == ["proved", "refuted"])
        #expect(claims.map { $0["certificate"] as? String } == ["checked", "none"])
        #expect(claims[1]["parameters"] as? [String: Int] == ["n": 2])
        #expect(claims[1]["sets"] as? [String: [Int]] == ["A": [0], "B": [1]])
        let run = try #require(claims[1]["run"] as? [String: Any])
        #expect(run["spec"] as? String == "Staircase" && run["outcome"] as? String == "violated")
    }

    /// A claim of a spec is decided at the thresholds of a mutant by the name that a report gives it.
    @Test func oneClaimOfAMutant() async throws {
        let mutant = ["--mutant", "hasty-echo"]
        let one = try await Executable.run(["prove", "ReliableBroadcast.correct-echo"] + mutant)
        #expect(one.output.hasPrefix("ReliableBroadcast.correct-echo: refuted"))
        #expect(!one.output.contains("enough-to-accept"))
        let none = try await Executable.run(["prove", "ReliableBroadcast.corect-echo"] + mutant)
        #expect(none.errors.contains("did you mean ReliableBroadcast.correct-echo?"))
        #expect(none.status == 64)
    }

    @Test func theoremsSayWhatTheyRestOn() async throws {
        let text = try await Executable.run(["prove", "three-generals"])
        #expect(text.output.contains("steps of equality show the contradictions; what can be met is by the"))
        let json = try await Executable.run(["prove", "three-generals", "--format", "json"])
        #expect(!json.output.contains("\"the solver alone says so\""))
    }

    @Test func numbersThatAreExpectedHaveOneOrder() {
        let expected = Claim.ExpectedVerdict.refuted(["f": 1, "a": 3, "n": 2])
        #expect(expected.words == "refuted with n = 2, f = 1, a = 3")
    }

    @Test func oddNamesAreQuoted() async {
        for (name, words) in [("", "called \"\";"), ("\u{1b}[31m", "called \"\\u{1b}[31m\";")] {
            let outcome = await quorate(["prove", name])
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
    }

    @Test func questionsAreWritten() async throws {
        try await withTemporaryFolder { folder in
            let catalog = Catalog(fixtures.entries, claims: [Self.holds])
            let outcome = await quorate(["prove", "holds", "--smt2", folder + "/questions"], over: catalog)
            #expect(outcome.status == 0)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/questions").sorted()
            #expect(files == ["holds.counterexample.smt2", "holds.hypotheses.smt2"])
            #expect(outcome.errors == "2 files written to \(folder)/questions\n")
            let text = try String(
                contentsOfFile: folder + "/questions/holds.counterexample.smt2", encoding: .utf8)
            #expect(text.contains("(check-sat)") && text.contains("(set-info :status unsat)"))
        }
    }
}
