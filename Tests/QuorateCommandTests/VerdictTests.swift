import QuorateLanguage
import Testing

@testable import Toys

/// What is found, held against what was expected, as exit status and as words.
@Suite struct VerdictTests {
    @Test(arguments: [
        ("check Staircase --set steps=7", 0, "Staircase steps=7 landing=0 mayRest=1: holds"),
        ("check Overflow --set last=4", 12, "defined at Toys/Overflow.swift:"),
        ("check Staircase mayRest=0", 11, "violated      no dead end (in 1 state), defined at"),
        ("check Sleeper --continue", 20, "required, never taken: wake"),
        ("check Sleeper --continue", 20, "premise never held: \"breakfast\""),
        ("check Sleeper --continue", 20, "not reached   noon, defined at"),
        ("check Staircase --max-states 3", 30, "until the limit of 3 distinct states"),
        ("check Staircase --max-depth 2", 30, "until the limit of depth 2"),
        (
            "check Staircase --mutant leap", 0,
            "As expected: the mutant leap (climbs over the top) is caught by \"on the stairs\"."
        ),
        ("check Staircase --mutant give-up", 0, "is caught by \"at the top\""),
        ("check Staircase --mutant idle", 21, "the mutant idle survives: \"on the stairs\" was to fall"),
        (
            "check Staircase --mutant trapdoor", 21,
            "the mutant trapdoor falls by \"at the top\", \"no dead end\", and was to fall by \"on the stairs\""
        ),
        ("check Staircase --mutant leap --max-depth 2", 30, "before \"on the stairs\" could be seen to fall"),
        (
            "check Staircase Overflow --continue --max-depth 2", 30,
            "2 runs, 2 inconclusive, 2 ended early by the limit of depth 2"
        ),
    ])
    func oneRun(line: String, status: Int32, text: String) async {
        let outcome = await quorate("\(line) --workers 1")
        #expect(outcome.status == status)
        #expect(outcome.output.contains(text), "\(outcome.output)\(outcome.errors)")
    }

    /// A mutant that breaks what it names, and its types' bounds later on: the violation is told first, and the fault.
    @Test func faultBeyondAViolation() async {
        let plain = Catalog([.spec(Tipping())])
        let all = await quorate("check --workers 1", over: plain)
        #expect(all.status == 0, "\(all.output)")
        #expect(all.output.contains("breaks \"low\" in 2 steps, counted until a fault of the spec: "))
        #expect(all.output.contains("4 is outside the range 0 to 3 of a BoundedInt, in action tip out of"))
        let whole = await quorate("check Tipping --mutant tips --continue --workers 1", over: plain)
        #expect(whole.status == 65, "\(whole.output)")
        let figures = Catalog([
            .spec(
                Tipping(),
                instances: [
                    SpecInstance(Tipping(mutant: .tips), .violates("low", steps: 2, distinct: 9, source: ""))
                ])
        ])
        let compared = await quorate("check Tipping --workers 1", over: figures)
        // The spec itself is checked too, and holds.
        #expect(
            compared.status == 1 && compared.output.contains("FAILED  Tipping tips"), "\(compared.output)")
    }

    @Test func violationTellsHowToGoOn() async {
        let outcome = await quorate(
            ["check", "Overflow", "--set", "last=4", "--property", Overflow.nastyProperty])
        let property = #"'../a "b" <c> & it'\''s d'"#
        #expect(
            outcome.output.contains(
                "Reproduce:  quorate check Overflow --set last=4 --property \(property)\n"))
        #expect(outcome.output.contains("Try next:   "))
        #expect(outcome.output.contains("--continue"))
    }

    @Test func catalogThatIsNotAsExpected() async {
        // Two mutants that nobody lists as instances are run all the same, and are not caught.
        let outcome = await quorate("check")
        #expect(outcome.status == 1)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("ok ") }.count == 3)
        #expect(lines.filter { $0.hasPrefix("FAILED ") }.count == 5)
        #expect(outcome.output.contains("8 runs, 5 not as expected"))
        // What keeps a spec from being searched is said once, behind its name.
        #expect(outcome.output.components(separatedBy: "a hole of 7 bytes").count == 2)
        #expect(lines.contains { $0.hasPrefix("FAILED  Holey") && $0.contains("  State has a hole") })
    }

    @Test(arguments: [
        (ExpectedRun.holds(distinct: 6, source: "a guess"), "distinct states: 5 found, 6 expected (a guess)"),
        (.holds(generated: 6, source: ""), "generated states: 5 found, 6 expected"),
        (.holds(depth: 5, source: ""), "depth: 4 found, 5 expected"),
    ])
    func otherFigures(expected: ExpectedRun, text: String) async {
        let catalog = Catalog([.spec(Peaceful(), instances: [SpecInstance(Peaceful(), expected)])])
        let outcome = await quorate("check", over: catalog)
        #expect(outcome.status == 50)
        #expect(outcome.output.contains("Not as expected: \(text)."), "\(outcome.output)")
    }

    @Test(arguments: [
        (ExpectedRun.violates("at the top", source: ""), 21, "survives: \"at the top\" was to fall"),
        (.holds(source: ""), 0, "holds"),
    ])
    func otherVerdict(expected: ExpectedRun, status: Int32, text: String) async {
        let catalog = Catalog([.spec(Peaceful(), instances: [SpecInstance(Peaceful(), expected)])])
        let outcome = await quorate("check", over: catalog)
        #expect(outcome.status == status)
        #expect(outcome.output.contains(text))
    }

    @Test func wrongLengthOfCounterexample() async {
        let instance = SpecInstance(
            Staircase(mutant: .leap), .violates("on the stairs", steps: 4, source: ""))
        let outcome = await quorate("check", over: Catalog([.spec(Staircase(), instances: [instance])]))
        #expect(outcome.output.contains("steps to the violation: 5 found, 4 expected"))
    }

    @Test func violationWhereNoneIsExpected() async {
        let instance = SpecInstance(Overflow(last: 4), .holds(source: ""))
        let outcome = await quorate("check", over: Catalog([.spec(Overflow(), instances: [instance])]))
        #expect(outcome.status == 12)
        #expect(outcome.output.contains("FAILED  Overflow last=4"))
    }

    @Test func quietPrintsTheSummaryOnly() async {
        let one = await quorate("check Staircase steps=3 --quiet")
        #expect(one.status == 0)
        #expect(one.output.hasPrefix("1 run, all as expected, in "))
        let failed = await quorate("check Staircase --quiet")
        #expect(failed.output.contains("idle"))
        #expect(failed.output.contains("ok ") == false)
    }

    @Test func unlikeStatuses() async {
        #expect(await quorate("check Staircase Sleeper --continue").status == 1)
        #expect(await quorate("check Sleeper").status == 20)
    }
}

/// A staircase without mutants.
struct Peaceful: Spec {
    private let stairs = Staircase()
    typealias State = Staircase.State
    typealias Action = Staircase.Action
    var initialStates: [State] { stairs.initialStates }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.climb, if: s.height < 4) { $0.height += 1 }
    }
    var properties: [Property<State>] { stairs.properties }
}

/// Rises by one, and beyond its range where it is broken.
struct Tipping: Spec {
    enum Mutant: String, SpecMutant {
        case tips
        var expectation: MutantExpectation { .breaks("low", "tips over") }
    }
    var mutant: Mutant?

    struct State: SpecState { var level = BoundedInt<0, 3>(0) }
    enum Action: SpecAction {
        case tip
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.tip, if: mutant == .tips || s.level < 1) { $0.level += 1 }
    }
    var properties: [Property<State>] { [.always("low") { $0.level < 2 }] }
}
