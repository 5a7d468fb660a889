import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateCommand
@testable import Toys

/// Changes that must hold: what is checked of them, and what is said.
@Suite struct VariantTests {
    private static let ferries = Catalog([.spec(Ferry())])

    @Test(arguments: [
        (
            "other-comparison", 0,
            "As expected: the variant other-comparison behaves the same, as claimed (nobody boards one by one past"
                + " the last seat): 7 states and 9 steps."
        ),
        (
            "full-only", 0,
            "As expected: the variant full-only holds, as claimed: waiting harms nobody (a captain, page 3)."
        ),
        (
            "at-least-one", 0,
            "holds, as claimed (one passenger is more than none), and does exactly what the spec does: 7 states and 9"
        ),
        (
            "empty-runs", 50,
            "Not as expected: the variant empty-runs was claimed to behave the same: an empty ferry is as good as none"
                + " (a captain, page 4); but only the variant has 1 state, 2 steps."
        ),
        ("empty-runs", 50, "Ferry, variant empty-runs, seats=3\nonly the variant has this run"),
        (
            "standing", 12,
            "Not as expected: the variant standing was claimed to be harmless: one may stand (a captain, page 5)."
        ),
        ("standing", 12, "Reproduce:  quorate check Ferry --set seats=3 --variant standing\n"),
        ("in-port", 20, "the variant in-port was claimed to be harmless: a ferry in port is safe"),
        ("other-comparison --max-states 3", 30, "until the limit of 3 distinct states"),
    ])
    func oneRun(line: String, status: Int32, text: String) async {
        let outcome = await quorate("check Ferry --workers 1 --variant \(line)", over: Self.ferries)
        #expect(outcome.status == status)
        #expect(outcome.output.contains(text), "\(outcome.output)\(outcome.errors)")
    }

    /// The graph of the spec is cut before it ends; what was seen of it is enough for a difference.
    @Test func limitInTheComparison() async {
        let line = "check Narrow --variant short --max-states 6 --workers 1"
        let outcome = await quorate(line, over: Catalog([.spec(Narrow())]))
        #expect(outcome.status == 50, "\(outcome.output)")
        #expect(outcome.output.contains("; but only the spec has at least "))
        #expect(outcome.output.contains("\nNarrow\nonly the spec without the variant has this run\n"))
    }

    /// What is not known is no success, and neither is what nobody looked at.
    @Test(arguments: [
        (
            VariantBehaviour.open(["out of time", "out of luck"], .states(3)),
            "is not known: out of time; out of luck"
        ),
        (nil, "was not looked at"),
    ])
    func unknownBehaviour(behaviour: VariantBehaviour?, text: String) async throws {
        let spec = ErasedSpec(Ferry(variant: .otherComparison))
        let report = try await Explorer(erased: spec).run()
        let run = CheckPlan.Run(spec: spec, expectation: .none, continues: false)
        let judgement = Judgement(report, of: run, behaviour)
        #expect(judgement.status == .inconclusive)
        #expect(judgement.remarks.last?.contains(text) == true, "\(judgement.remarks)")
        let finished = FinishedRun(
            planned: run, started: Date(), report: report, judgement: judgement, behaviour: behaviour,
            files: [])
        let advice = Advice(program: "quorate", request: CheckRequest(), run: finished).lines
        #expect((behaviour == nil) != advice.contains { $0.contains("a higher --max-states") }, "\(advice)")
    }

    /// A variant that breaks something is no counterexample to be kept.
    @Test func onlyTheMutantIsKept() async throws {
        try await withTemporaryFolder { folder in
            let words = ["check", "Ferry", "--update-counterexamples", "--counterexamples", folder]
            _ = await quorate(words, over: Self.ferries)
            let kept = try FileManager.default.contentsOfDirectory(atPath: folder + "/Ferry")
            #expect(kept.sorted() == ["overloaded.itf.json", "overloaded.txt"])
        }
    }

    @Test(arguments: [
        ("prove Narrow", 0, "Narrow.holds"), ("prove Narrow --variant short", 0, "Narrow.fails"),
        ("prove Narrow.fails --variant short --format json", 0, "\"variant\": \"short\""),
        ("prove Narrow.holds --variant short", 64, ""), ("prove Narrow --variant shirt", 64, ""),
    ])
    func claimsOfAVariant(line: String, status: Int32, text: String) async {
        let outcome = await quorate(line, over: Catalog([.spec(Narrow())]))
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
        #expect(text.isEmpty || outcome.output.contains(text), "\(outcome.output)")
    }

    @Test func eachVariantIsCheckedWithoutBeingAsked() async {
        let outcome = await quorate("check --workers 1", over: Self.ferries)
        let lines = outcome.output.split(separator: "\n").filter {
            $0.hasPrefix("ok") || $0.hasPrefix("FAILED")
        }
        #expect(lines.count == 8, "\(outcome.output)")
        for name in ["other-comparison", "at-least-one"] {
            #expect(
                lines.contains { $0.contains("\(name) seats=3") && $0.hasSuffix("behaves as the spec does") })
        }
        #expect(lines.filter { $0.hasPrefix("FAILED") }.count == 3)
        #expect(outcome.status == 1)
    }

    /// Instances of a variant stand for it, unless none of them shows that it holds.
    @Test func listedInstances() async {
        func labels(_ instances: [SpecInstance<Ferry>]) async -> [String] {
            let catalog = Catalog([.spec(Ferry(), instances: instances)])
            return try! CheckPlan(CheckRequest(arguments: ["Ferry"]), catalog: catalog).runs
                .filter { $0.spec.variant == "other-comparison" || $0.spec.instance.changes.isEmpty }
                .map { "\($0.spec.label), beside \($0.unchanged?.label ?? "nothing")" }
        }
        let large = SpecInstance<Ferry>.holds(Ferry(seats: 5, variant: .otherComparison), distinct: 11)
        let beside = "Ferry other-comparison seats=5, beside Ferry seats=5"
        #expect(await labels([large]) == [beside, "Ferry seats=3, beside nothing"])
        let long = SpecInstance<Ferry>.holds(Ferry(seats: 9, variant: .otherComparison), isLong: true)
        #expect(
            await labels([long, .violates("a crossing", Ferry(seats: 2, variant: .otherComparison))]) == [
                "Ferry other-comparison seats=2, beside Ferry seats=2", "Ferry seats=3, beside nothing",
                "Ferry other-comparison seats=3, beside Ferry seats=3",
            ])
    }

    @Test func figuresOfAnInstance() async {
        let instances = [SpecInstance<Ferry>.holds(Ferry(seats: 5, variant: .otherComparison), distinct: 12)]
        let catalog = Catalog([.spec(Ferry(), instances: instances)])
        let outcome = await quorate("check Ferry", over: catalog)
        #expect(outcome.output.contains("Not as expected: distinct states: 11 found, 12 expected."))
        #expect(!outcome.output.contains("other-comparison was claimed"), "\(outcome.output)")
    }

    @Test(arguments: [
        ("check Ferry --variant standin", "Ferry has no variant standin; did you mean standing?"),
        ("check Ferry --variant overloaded", "Ferry has no variant overloaded; "),
        ("check Ferry --mutant standing", "Ferry has no mutant standing; "),
        ("check Ferry --variant standing --variant in-port", "one variant at a time: standing, in-port"),
        ("check --variant standing", "--variant needs a SPEC"),
        (
            "check Ferry --variant standing --mutant overloaded",
            "the mutant overloaded and the variant standing of Ferry cannot be combined"
        ),
        ("check Ferry --variant standing --update-counterexamples", "--variant cannot be combined with"),
        ("prove --variant standing", "--variant needs a SPEC"),
        ("replay x --variant standing", "--variant makes sense with --spec only"),
    ])
    func refusals(line: String, text: String) async {
        let outcome = await quorate(line, over: Self.ferries)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(text), "\(outcome.output)\(outcome.errors)")
    }

    @Test func list() async throws {
        let text = await quorate("list", over: Self.ferries).output
        #expect(
            text.contains("  variants    other-comparison behaves the same: nobody boards one by one past"))
        #expect(text.contains("\n              full-only holds: waiting harms nobody (a captain, page 3)\n"))
        let outcome = await quorate("list --format json", over: Self.ferries)
        let specs = try #require(try object(outcome.output)["specs"] as? [[String: Any]])
        let variants = try #require(specs[0]["variants"] as? [[String: String]])
        #expect(
            variants.map { $0["claim"] } == ["behavesTheSame", "holds", "holds"] + [
                "behavesTheSame", "holds", "holds",
            ])
        #expect(
            variants[1] == [
                "name": "full-only", "claim": "holds", "reason": "waiting harms nobody",
                "source": "a captain, page 3",
            ])
    }

    @Test func json() async throws {
        let outcome = await quorate("check Ferry --variant empty-runs --format json", over: Self.ferries)
        let run = try #require((try object(outcome.output)["runs"] as? [[String: Any]])?.first)
        #expect(run["variant"] as? String == "empty-runs" && run["mutant"] is NSNull)
        #expect(run["outcome"] as? String == "holds" && run["asExpected"] as? Bool == false)
        let behaviour = try #require(run["behaviour"] as? [String: Any])
        #expect(behaviour["verdict"] as? String == "different")
        #expect(behaviour["claim"] as? String == "behavesTheSame")
        let steps = try #require(behaviour["steps"] as? [String: Any])
        #expect(steps["gained"] as? Int == 2 && steps["lost"] as? Int == 0)
        let shown = try #require(behaviour["run"] as? [String: Any])
        #expect(shown["steps"] as? [String] == ["cross"])
        let sound = await quorate("check Ferry seats=2 --format json", over: Self.ferries)
        let other = try #require((try object(sound.output)["runs"] as? [[String: Any]])?.first)
        #expect(other["variant"] is NSNull && other["behaviour"] is NSNull)
    }

    @Test(arguments: [
        ("empty-runs", "<failure type=\"BehaviourDiffers\""), ("empty-runs", "failures=\"1\""),
        ("other-comparison", "name=\"same behaviour\""), ("other-comparison", "failures=\"0\""),
        ("standing", "<failure type=\"InvariantViolated\""),
        ("full-only", "classname=\"Ferry.full-only-seats-3\""),
    ])
    func jUnit(variant: String, text: String) async {
        let line = "check Ferry --format junit --variant \(variant)"
        let outcome = await quorate(line, over: Self.ferries)
        #expect(outcome.output.contains(text), "\(outcome.output)")
    }

    /// The run of a variant that breaks something is a file like any other, and knows what it is a run of.
    @Test func traceFile() async throws {
        try await withTemporaryFolder { folder in
            let check = ["check", "Ferry", "--variant", "standing", "--export", folder]
            #expect(await quorate(check, over: Self.ferries).status == 12)
            let file = "\(folder)/Ferry/standing-a-seat-for-each.itf.json"
            let shown = await quorate(["show", file], over: Self.ferries)
            #expect(
                shown.output.hasPrefix("Ferry, variant standing, seats=3\nbreaks \"a seat for each\" after 4")
            )
            let test = await quorate(["export", file, "--swift"], over: Self.ferries)
            for line in [
                "@Suite struct FerryStandingTests {", "variant: \"standing\",",
                "/// Without the variant step 4, `board`, is not enabled.",
                "@Test func isRefusedWithoutTheVariant() {", "try run.withoutVariant.trace(in: spec)",
            ] { #expect(test.output.contains(line), "\(test.output)\(test.errors)") }
            let text = try String(contentsOfFile: file, encoding: .utf8)
            try text.replacing("\"variant\": \"standing\"", with: "\"variant\": null")
                .write(toFile: file, atomically: true, encoding: .utf8)
            let refused = await quorate(["show", file], over: Self.ferries)
            #expect(refused.status == 65 && refused.errors.contains("step 4: board is not enabled"))
        }
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}

/// Counts to 6, or to 4 as a variant that is claimed to make no difference.
private struct Narrow: Spec {
    var variant: Variant?
    enum Variant: String, SpecVariant {
        case short
        var expectation: VariantExpectation { .behavesTheSame("nobody counts so far") }
    }
    struct State: SpecState { var count: UInt64 = 0 }
    enum Action: SpecAction {
        case next
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.next, if: s.count < (variant == .short ? 4 : 6)) { $0.count += 1 }
    }
    var properties: [Property<State>] { [.always("small") { $0.count < 9 }] }
    var claims: [Claim] {
        let run = ProveTests.fails.run(by: "Narrow", variant: "short", settings: [:])
        return [variant == .short ? run.refuted() : ProveTests.holds]
    }
}
