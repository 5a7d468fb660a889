import Foundation
import QuorateLanguage
import Synchronization
import Testing

@testable import QuorateCommand
@testable import Toys

/// A run that a limit ended early: what is final is compared, what is not is said not to be, and nothing of it passes for
/// what was expected.
@Suite struct CutShortTests {
    /// The instance of a catalog of its own.
    private func check(
        _ spec: Ladder, _ expected: ExpectedRun, _ words: String = "--max-depth 3"
    ) async -> Outcome {
        let catalog = Catalog([.spec(Ladder(), instances: [SpecInstance(spec, expected)])])
        return await quorate("check \(words) --workers 1", over: catalog)
    }

    /// The line of the table that is about a spec.
    private func line(_ outcome: Outcome, _ label: String) -> String {
        outcome.output.split(separator: "\n").first { $0.contains("  \(label)") }.map(String.init) ?? ""
    }

    @Test func nothingExpectedIsLeftUncompared() async {
        let expected = ExpectedRun.violates("on the ladder", steps: 3, distinct: 4, depth: 3, source: "")
        let outcome = await check(Ladder(rungs: 2, mutant: .leap), expected)
        #expect(outcome.status == 30)
        let line = line(outcome, "Ladder leap rungs=2")
        #expect(line.hasPrefix("open  "))
        #expect(line.hasSuffix("breaks \"on the ladder\" in 3 steps, counted until the limit of depth 3"))
        #expect(
            outcome.output.contains(
                """
                Inconclusive: the limit of depth 3 ended the search before everything was seen (not compared: distinct \
                states, depth); so far the mutant leap (climbs over the top) is caught by "on the ladder".
                """))
        #expect(outcome.output.contains("ended early by the limit of depth 3, in "))
        #expect(outcome.output.contains("Try next:   a higher --max-depth, or none; or a smaller instance"))
    }

    /// All levels before the violation are complete, whatever came after it.
    @Test func stepsAreFinal() async {
        let expected = ExpectedRun.violates("on the ladder", steps: 2, distinct: 9, source: "")
        let outcome = await check(Ladder(rungs: 2, mutant: .leap), expected)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("Not as expected: steps to the violation: 3 found, 2 expected."))
        #expect(!outcome.output.contains("9 expected"))
    }

    @Test func whatWasToHold() async {
        let outcome = await check(Ladder(), .holds(distinct: 5, depth: 4, source: ""))
        #expect(outcome.status == 30)
        #expect(
            outcome.output.contains(
                "the limit of depth 3 ended the search before these could be compared: distinct states, depth."
            ))
        #expect(line(outcome, "Ladder rungs=4").hasSuffix("inconclusive: the limit of depth 3"))
    }

    /// Another property fell; whether the one that was to fall does nobody has seen.
    @Test func notYetSeen() async {
        let outcome = await check(
            Ladder(rungs: 2, mayRest: false, mutant: .leap), .violates("no dead end", source: ""))
        #expect(outcome.output.contains("the search ended before \"no dead end\" could be seen to fall"))
        #expect(outcome.status == 30)
    }

    @Test func asJSONAndJUnit() async throws {
        let (spec, expected) = (
            Ladder(rungs: 2, mutant: .leap), ExpectedRun.violates("on the ladder", distinct: 4, source: "")
        )
        let json = await check(spec, expected, "--max-depth 3 --format json")
        #expect(json.output.contains(#""notCompared": ["distinct states"]"#))
        #expect(json.output.contains(#""limit": "depth""#) && json.output.contains(#""asExpected": false"#))
        let junit = await check(spec, expected, "--max-depth 3 --format junit")
        #expect(
            junit.output.contains(
                "<skipped message=\"the limit of depth 3 ended the search before everything was seen; not compared: distinct states\"/>"
            ))
    }

    /// A violation ends a search that is not to carry on: nothing is cut short by a limit beyond it.
    @Test func limitBeyondTheViolation() async {
        let words = "check Ladder --mutant leap rungs=2 --max-depth 3"
        let catalog = Catalog([.spec(Ladder())])
        #expect(await quorate(words, over: catalog).status == 0)
        let whole = await quorate("\(words) --continue", over: catalog)
        #expect(whole.status == 30)
        #expect(whole.output.contains("before everything was seen; so far the mutant leap"))
    }
}

/// The same for an interrupt, which comes in the middle of a level.
@Suite(.serialized) struct CutByInterruptTests: KeptLadders {
    /// A counter that interrupts the command once it has come so far.
    struct Fuse: Spec {
        static let interrupts = Interrupts()
        var length = 3
        var mutant: Mutant?
        enum Mutant: String, SpecMutant {
            case early
            var expectation: MutantExpectation { .breaks("short", "counts from one") }
        }
        var parameters: [Parameter<Self>] { [Parameter("length", \.length, in: 1...9)] }
        struct State: SpecState { var count: UInt64 = 0 }
        enum Action: SpecAction {
            case count
        }
        var initialStates: [State] { [State()] }
        func actions(in s: State, _ next: inout Next<Self>) {
            if s.count == UInt64(length) { Self.interrupts.raise() }
            next.take(.count, if: s.count < 1000) { $0.count += 1 }
        }
        var properties: [Property<State>] {
            let isEarly = mutant == .early
            return [.always("short") { !isEarly || $0.count < 2 }]
        }
    }

    private func check(
        _ instances: [SpecInstance<Fuse>], _ words: [String] = []
    ) async -> Outcome {
        let catalog = Catalog([.spec(Fuse(), instances: instances)])
        return await quorate(["check", "--workers", "1"] + words, over: catalog) {
            $0.interrupt = Fuse.interrupts.renew()
        }
    }

    private let early = SpecInstance(
        Fuse(mutant: .early), .violates("short", steps: 2, distinct: 1001, source: ""))
    private let later = SpecInstance(Fuse(length: 4), .holds(distinct: 1001, source: ""))

    @Test func ofTheLastRun() async {
        let outcome = await check([SpecInstance(Fuse(length: 9), .holds(source: "")), early].reversed())
        #expect(outcome.status == 30)
        #expect(outcome.output.contains("breaks \"short\" in 2 steps, counted until the interrupt\n"))
        #expect(outcome.output.contains("(not compared: distinct states)"))
        #expect(
            outcome.output.contains(
                "1 run, 1 inconclusive, 1 ended early by the interrupt, 1 run not started, because of the interrupt, in "
            ))
    }

    @Test func asJSONAndJUnit() async {
        let json = await check([early, later], ["--format", "json"])
        #expect(json.status == 30)
        #expect(json.output.contains(#""limit": "interrupt""#))
        #expect(json.output.contains("\"notStarted\": [\n    \"Fuse length=4\"\n  ]"))
        let junit = await check([early, later], ["--format", "junit"])
        #expect(
            junit.output.contains(
                "<skipped message=\"the interrupt ended the search before everything was seen"))
        #expect(!junit.output.contains("ended at a violation"))
    }

    /// The claim is as it should be, and the run that is to show it in the spec was not seen.
    @Test(arguments: ["text", "json"])
    func ofTheExplorationOfARefutedClaim(format: String) async {
        let claim = ProveTests.fails.run(by: "Fuse", settings: ["length": ProveTests.n]).refuted()
        let catalog = Catalog([.spec(Fuse())], claims: [claim])
        let outcome = await quorate(["prove", "fails", "--format", format], over: catalog) {
            $0.interrupt = Fuse.interrupts.renew()
        }
        #expect(outcome.status == 30)
        let text = format == "text" ? "was not explored to the end" : #""limit": "interrupt""#
        #expect(outcome.output.contains(text), "\(outcome.output)")
    }

    @Test func ofAnUpdate() async throws {
        try await withTemporaryFolder { folder in
            let outcome = await check(
                [later, early], ["--update-counterexamples", "--counterexamples", folder])
            #expect(outcome.status == 30)
            #expect(outcome.output.hasSuffix("\(folder) is as it was, because of the interrupt\n"))
            let written = try files(below: folder)
            #expect(written.isEmpty)
        }
    }
}

/// The interrupt of the command that runs, raised once.
final class Interrupts: Sendable {
    private let current = Mutex(Interrupt())
    func renew() -> Interrupt {
        current.withLock {
            $0 = Interrupt()
            return $0
        }
    }
    func raise() {
        let interrupt = current.withLock { $0 }
        if !interrupt.isRaised { interrupt.raise() }
    }
}
