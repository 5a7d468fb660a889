@testable import QuorateExplorer
import QuorateLanguage
import Testing

@testable import Toys

/// A slip of whoever wrote the spec is named, and never a verdict.
@Suite struct SlipTests {
    @Test(arguments: Impure.Source.allCases, StoreKind.allCases)
    func actionsThatDependOnMoreThanTheState(source: Impure.Source, store: StoreKind) async throws {
        // With and without a violation, which once ended in "our bug".
        for forbidden in [UInt32.max, 6, 50] {
            for workers in [1, 3] {
                let error = await #expect(throws: SpecError.self) {
                    try await Explorer(
                        Impure(source: source, forbidden: forbidden), workers: workers, store: store
                    ).run()
                }
                #expect(error?.description.contains("the spec gives two answers: `actions` offers") == true)
                #expect(
                    error?.description.contains("no randomness, clock, captured variable or order of a Set")
                        == true)
            }
        }
    }

    @Test func theStepIsNamed() async throws {
        let error = await #expect(throws: SpecError.self) { try await Explorer(Impure()).run() }
        #expect(error?.description.contains("`actions` offers add(") == true)
        #expect(error?.site?.file.hasSuffix("QuorateExplorerTests/Impure.swift") == true)
    }

    /// A step that is there for the search for runs without end, and was not for that for states, is no step to be left out.
    @Test(arguments: [1, 3])
    func aStepThatComesAfterTheSearch(workers: Int) async throws {
        let error = await #expect(throws: SpecError.self) {
            try await Explorer(Awakened(), workers: workers).run()
        }
        #expect(
            error?.description.contains("a step to a state that the search has not met: number = 50") == true
        )
    }

    /// Whatever it was when the search came by: an error of the spec and never ours, unless it was the same each time it
    /// was asked.
    @Test(arguments: [
        (Impure.Part.constraint, "once it is within the constraint, once not"),
        (.property, "once property \"small\" holds, once not"),
    ])
    func whatIsAskedDependsOnMoreThanTheState(part: Impure.Part, text: String) async throws {
        var errors = 0
        for _ in 0..<20 {
            do { _ = try await Explorer(Impure(part: part)).run() } catch let error as SpecError {
                #expect(error.description.contains(text))
                errors += 1
            }
        }
        #expect(errors > 0)
    }

    @Test func nothingIsAskedOrExplored() async throws {
        let unasked = try await Explorer(Empty(hasProperty: false)).run()
        #expect(unasked.outcome == .vacuous && unasked.distinctStates == 4)
        #expect(
            unasked.description.contains(
                "nothing is checked, because the spec has no properties; say what must"))
        let outside = try await Explorer(Empty(isBounded: true)).run()
        #expect(outside.outcome == .vacuous && outside.properties[0].outcome == .vacuous)
        #expect(outside.statesOutside == 1)
        #expect(
            outside.description.contains("because every initial state is outside the constraint \"never\""))
        let nowhere = try await Explorer(Nothing()).run()
        #expect(nowhere.properties[0].outcome == .vacuous)
        #expect(nowhere.description.contains("the spec has no initial state: `initialStates` is empty"))
        #expect(try await Explorer(Empty()).run().outcome == .holds)
    }

    @Test(arguments: StoreKind.allCases) func aFaultBeyondAViolation(store: StoreKind) async throws {
        let report = try await Explorer(Overflowing(), store: store, continuesAfterViolation: true).run()
        #expect(report.outcome == .violated && report.limit == .fault && !report.isComplete)
        #expect(report.statesPerLevel == [1, 1, 1, 1])
        #expect(report.counterexamples.map(\.steps.count) == [2])
        #expect(report.fault?.message.contains("4 is outside the range 0 to 3") == true)
        let text = report.description
        let (run, fault) = (text.range(of: "breaks \"bounded\"")!, text.range(of: "  fault       ")!)
        #expect(run.upperBound < fault.lowerBound, "the violation first")
        #expect(text.contains("complete levels until a fault of the spec: 4 distinct states"))
        // Without a violation before it there is nothing but the fault.
        await #expect(throws: SpecError.self) {
            try await Explorer(Overflowing(bound: 9), store: store, continuesAfterViolation: true).run()
        }
        #expect(try await Explorer(Overflowing(), store: store).run().fault == nil)
    }

    /// A message that nobody receives: one that `all` lacks, of a case that it lacks or with a number beyond it.
    @Test func messagesThatAreNotListed() async throws {
        let number = await #expect(throws: SpecError.self) {
            try await Explorer(Post<Numbered>(sent: 7), workers: 2).run()
        }
        #expect(number?.description.contains(") out of the state mail = {}") == true)
        #expect(number?.description.contains("in action send(") == true)
        #expect(
            number?.description.contains("a Numbered has number 7, and Numbered says that it has 3 values")
                == true)
        #expect(number?.site?.file.hasSuffix("Post.swift") == true)
        let letter = await #expect(throws: SpecError.self) { try await Explorer(Post<Letter>(sent: 0)).run() }
        #expect(letter?.description.contains("no number of Letter, 0 to 0, is of the case goodbye") == true)
        #expect(try await Explorer(Post<Numbered>(sent: 2)).run().outcome == .holds)
        let begun = await #expect(throws: SpecError.self) { try await Explorer(Begun()).run() }
        #expect(begun?.description.contains("in an initial state: a Numbered has number 9") == true)
    }

    /// A value beyond the number of its values, which once lost bits and let its property hold.
    @Test(arguments: [1, 3]) func valuesBeyondTheirCount(workers: Int) async throws {
        let error = await #expect(throws: SpecError.self) {
            try await Explorer(Ascending(), workers: workers).run()
        }
        #expect(
            error?.description.contains("a Level has number 16, and Level says that it has 16 values") == true
        )
        #expect(error?.description.contains("in action rise out of the state level = {r0: 15}") == true)
    }

    /// Values that cannot be numbered are not none: the loop over them would be silent, and everything would hold.
    @Test func loopsOverWhatIsNotFinite() async throws {
        let error = await #expect(throws: SpecError.self) { try await Explorer(Looping()).run() }
        #expect(
            error?.description.contains("case set of Input carries a UInt16, which is not finite") == true)
    }

    /// What goes wrong behind every action is a mistake of the spec too, and no contradiction of ours.
    @Test func faultsBehindTheLastAction() async throws {
        let error = await #expect(throws: SpecError.self) { try await Explorer(Trailing()).run() }
        let text = "no set has 17 replicas: it holds 0 to 16, in the actions out of the state isSet = true"
        #expect(error?.description.contains(text) == true)
    }

    /// A bound of a type that is that of the constraint: the state after the step is outside, and it must exist.
    @Test func boundsWithoutRoomForOneMore() async throws {
        let error = await #expect(throws: SpecError.self) { try await Explorer(Brimming()).run() }
        #expect(
            error?.description.contains("4 is outside the range 0 to 3 of a BoundedInt, in action rise")
                == true)
        #expect(
            error?.description.contains(
                "the constraint \"level at most 3\" is asked of the state after the step, so the type needs room for one"
                    + " more than it allows") == true)
    }

    @Test func neighboursThatAreNone() async throws {
        let error = await #expect(throws: SpecError.self) { try await Explorer(Ring()).run() }
        #expect(error?.description.contains("-1 is the number of no replica: they go from 0 to 15") == true)
        #expect(error?.description.contains("in action pass(to: r15) out of the state token = r0") == true)
    }

    @Test func statesThatStop() async throws {
        let grid = try await Explorer(Grid()).run()
        #expect(grid.statesWithoutStep == 1 && grid.statesWithoutChange == 0)
        #expect(grid.description.contains("\n  deadlock    no step is enabled in 1 state\n"))
        let standstill = try await Explorer(Standstill()).run()
        #expect(standstill.statesWithoutStep == 0 && standstill.statesWithoutChange == 1)
        #expect(standstill.description.contains("  deadlock    no step changes anything in 1 state"))
        let unmoved = try await Explorer(Overflowing(bound: 0)).run()
        #expect(unmoved.outcome == .violated)
        #expect(unmoved.description.contains("  deadlock    no state was expanded"))
        let moving = try await Explorer(Empty(), limits: .init(depth: 2)).run()
        #expect(moving.description.contains("  deadlock    none: every expanded state has a step"))
    }
}
