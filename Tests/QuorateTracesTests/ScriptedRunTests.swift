import QuorateLanguage
import Testing

@testable import CommitSpecs
@testable import QuorateTraces
@testable import Toys

/// Runs kept as the texts of their actions.
@Suite struct ScriptedRunTests {
    private static let entry = Catalog.Entry.spec(TwoPhaseCommit())
    private static let run = ScriptedRun(
        parameters: ["managers": 3], mutant: "hasty-commit", property: "consistency",
        steps: ["prepare(r0)", "receivePrepared(r0)", "commit", "obeyCommit(r0)", "abortAlone(r1)"])

    /// The refusal of the good run after a change.
    private static func refusal(_ change: (inout ScriptedRun) -> Void) -> TraceMismatch? {
        var run = run
        change(&run)
        return #expect(throws: TraceMismatch.self) { try run.trace(in: entry) }
    }

    @Test func hasTheStatesAgain() throws {
        let trace = try Self.run.trace(in: Self.entry)
        #expect(trace.states == HastyCommit.trace.states)
        #expect(trace.steps.map(\.action) == HastyCommit.trace.steps.map(\.action))
        #expect(
            trace.property == "consistency" && trace.instance.settings == HastyCommit.trace.instance.settings)
        #expect(ScriptedRun(HastyCommit.trace, of: HastyCommit.spec) == Self.run)
    }

    @Test(arguments: KeptTrace.all)
    func everyKeptRunIsFoundAgain(kept: KeptTrace) throws {
        let run = ScriptedRun(kept.trace, of: kept.spec)
        let trace = try run.trace(in: kept.spec)
        #expect(trace.states == kept.trace.states)
        #expect(trace.steps.map(\.action) == kept.trace.steps.map(\.action))
    }

    @Test func theSoundSpecRefusesTheStepThatTheMutantAllows() throws {
        let refusal = Self.refusal { $0 = $0.withoutMutant }
        #expect(refusal?.step == 3)
        #expect(refusal?.description.hasPrefix("step 3: commit is not enabled in this state") == true)
    }

    @Test func theSpecRefusesTheStepThatTheVariantAllows() throws {
        let entry = Catalog.Entry.spec(Ferry())
        let run = ScriptedRun(
            parameters: ["seats": 1], variant: "standing", property: "a seat for each",
            steps: ["board", "board"])
        let trace = try run.trace(in: entry)
        #expect(trace.variant == "standing" && trace.instance.label == "Ferry standing seats=1")
        #expect(ScriptedRun(trace, of: try trace.instance.spec(in: entry)) == run)
        let refusal = #expect(throws: TraceMismatch.self) { try run.withoutVariant.trace(in: entry) }
        #expect(refusal?.step == 2)
    }

    @Test func otherStepsAreRefused() {
        #expect(Self.refusal { $0.steps[0] = "prepair(r0)" }?.step == 1)
        let refusal = Self.refusal { $0.steps[1] = "receivePrepared(r99)" }
        #expect(
            refusal?.description
                == "step 2: receivePrepared(r99) is not offered in this state; offered: receivePrepared(r0)")
        #expect(Self.refusal { $0.steps.removeLast() } == .propertyNotHit("consistency", kind: .always))
        #expect(Self.refusal { $0.property = "agreement" }?.step == nil)
        for text in ["", "(", ")", "commit(", "commit()", "→"] {
            #expect(Self.refusal { $0.steps[2] = text }?.step == 3, "\(text)")
        }
    }

    @Test func theStartIsToldWhereThereAreSeveral() throws {
        let kept = try #require(KeptTrace.all.first { $0.trace.mutant == "any-certificate" })
        var run = ScriptedRun(kept.trace, of: kept.spec)
        #expect(run.start == ["votes: {everything: {r0}}", "faulty: {r0}", "requested: both"])
        run.start[1] = "faulty: {r9}"
        let refusal = #expect(throws: TraceMismatch.self) { try run.trace(in: kept.spec) }
        #expect(refusal?.step == 0)
        #expect(
            refusal?.description
                == "the first state is not initial: faulty is {r9} in the trace and {r0} in the spec")
    }

    @Test func namesThatTheSpecDoesNotHave() {
        var run = Self.run
        run.parameters = ["mangers": 3]
        #expect(throws: CatalogError.self) { try run.trace(in: Self.entry) }
        run.parameters = ["managers": 99]
        #expect(throws: CatalogError.self) { try run.trace(in: Self.entry) }
        run = Self.run
        run.mutant = "no-such-mutant"
        #expect(throws: CatalogError.self) { try run.trace(in: Self.entry) }
    }
}
