import QuorateExplorer
@testable import QuorateLanguage
import QuorateQuorums
import Testing

@testable import Toys

/// A spec without its types, told apart from the spec itself by hand.
@Suite struct ErasedSpecTests {
    typealias State = Ledger.State

    @Test func tellsWhatTheSpecIs() {
        let spec = ErasedSpec(Ledger(clerks: [0, 1, 2], mayReset: true, mutant: .overshoot))
        #expect(spec.name == "Ledger")
        #expect(spec.summary == "Clerks raise their levels.")
        #expect(spec.source == "Nobody (1850), section 2")
        #expect(spec.settings.map(\.name) == ["clerks", "top", "mayReset"])
        #expect(spec.settings.map(\.value) == [3, 2, 1])
        #expect(spec.parameters.map(\.range) == [1...4, 1...3, 0...1])
        #expect(spec.mutant == "over-shoot")
        #expect(spec.mutantExpectation?.property == "bounded")
        #expect(spec.actionNames == ["raise", "note", "reset"])
        #expect(spec.requiredActions == ["raise", "note"])
        #expect(spec.constraint == nil)
        #expect(ErasedSpec(Ledger(top: 3)).constraint == "level of r0 at most 1")
        #expect(ErasedSpec(Ledger()).mutant == nil)
        #expect(ErasedSpec(Ledger()).mutantExpectation == nil)
        #expect(spec.wordCount == 3)
        #expect(spec.initialStates() == [[0, 0, 0]])
    }

    @Test func tellsTheProperties() {
        let properties = ErasedSpec(Ledger()).properties
        #expect(
            properties.map(\.name) == [
                "bounded", "noted after the last", "all at the top", "deadlock freedom",
            ])
        #expect(properties.map(\.kind) == [.always, .always, .reachable, .deadlockFreedom])
        #expect(properties.map(\.hasPremise) == [false, true, false, false])
        #expect(properties.allSatisfy { $0.site.file == "Toys/Ledger.swift" })
        #expect(properties.map(\.site.line) == properties.map(\.site.line).sorted())
    }

    @Test func takesAreAllThatIsOffered() {
        let takes = ErasedSpec(Ledger(mayReset: true)).takes(State.words([2, 0], noted: [0]))
        #expect(
            takes.map(\.action.description) == [
                "raise(r0, by: 1)", "raise(r1, by: 1)", "note(by: r0)", "reset",
            ])
        #expect(
            takes.map(\.successor) == [
                nil, State.words([2, 1], noted: [0], last: 1), nil, State.words([0, 0]),
            ])
        #expect(takes.allSatisfy { $0.site.file == "Toys/Ledger.swift" })
        #expect(takes[0].site == takes[1].site && takes[1].site.line < takes[2].site.line)
    }

    @Test func describesTheFields() {
        let fields = ErasedSpec(Ledger()).describe(State.words([2, 0], noted: [0, 1], last: 1))
        #expect(fields.map(\.name) == ["level", "noted", "last"])
        #expect(fields.map(\.value.description) == ["{r0: 2, r1: 0}", "{r0, r1}", "r1"])
        #expect(ErasedSpec(Ledger()).describe(State.words([])).last?.value == .string("none"))
    }

    @Test func propertiesTellWhatTheyShow() {
        let spec = ErasedSpec(Ledger())
        func hits(_ words: [UInt64]) -> [Bool] { spec.properties.indices.map { spec.shows($0, in: words) } }
        #expect(hits(State.words([0, 0])) == [false, false, false, false])
        #expect(hits(State.words([3, 0])) == [true, false, false, false])
        #expect(hits(State.words([0, 1], last: 1)) == [false, true, false, false])
        #expect(hits(State.words([0, 1], noted: [0], last: 1)) == [false, false, false, false])
        // Everybody at the top and noted: nothing is enabled, and resting there is not allowed.
        #expect(hits(State.words([2, 2], noted: [0])) == [false, false, true, true])
        #expect(hits(State.words([2, 2])) == [false, false, true, false])
        #expect(ErasedSpec(Ledger(mayReset: true)).shows(3, in: State.words([2, 2], noted: [0])) == false)
    }

    @Test func walksWhatTheSpecAllows() throws {
        let spec = ErasedSpec(Ledger())
        let path = [
            State.words([0, 0]), State.words([0, 1], last: 1), State.words([0, 1], noted: [0], last: 1),
            State.words([1, 1], noted: [0], last: 0),
        ]
        let steps = try #require(spec.walk(path))
        #expect(steps.map(\.action.description) == ["raise(r1, by: 1)", "note(by: r0)", "raise(r0, by: 1)"])
        #expect(steps.map(\.successor) == path.dropFirst().map { $0 })
        #expect(spec.walk([path[0]]) == [])
    }

    @Test func walksNothingElse() {
        let spec = ErasedSpec(Ledger())
        let start = State.words([0, 0])
        #expect(spec.walk([]) == nil, "no state at all")
        #expect(spec.walk([State.words([0, 1], last: 1)]) == nil, "not an initial state")
        #expect(spec.walk([start, State.words([1, 1], last: 1)]) == nil, "two steps in one")
        #expect(spec.walk([start, State.words([1, 0], last: 1)]) == nil, "not what the action does")
        #expect(spec.walk([start, start]) == nil, "a step that no action takes")
        #expect(
            ErasedSpec(Ledger(mayReset: true)).walk([start, start])?.count == 1,
            "an action that changes nothing")
    }

    /// A state outside the constraint may end a walk, and nothing follows it.
    @Test func walksNoFurtherThanTheConstraint() {
        let spec = ErasedSpec(Ledger(top: 3))
        let path = (0...3).map { State.words([$0, 0], last: $0 == 0 ? nil : 0) }
        #expect(spec.walk(Array(path.prefix(3)))?.count == 2)
        #expect(spec.walk(path) == nil)
        #expect(ErasedSpec(Ledger(top: 2)).walk(Array(path.prefix(3)))?.count == 2)
    }

    @Test func findsTheFaultAndWhereItIs() {
        let spec = ErasedSpec(Leaper())
        #expect(spec.slip([0]) == nil)
        let action = spec.slip([1])
        #expect(
            action?.message == "4 is outside the range 0 to 3 of a BoundedInt, in action leap(by: 3)"
                + " out of the state level = 1")
        #expect(action?.site?.file == "Toys/Leaper.swift")
        let property = spec.slip([3])
        #expect(property?.message.contains("in property \"room\" of the state level = 3") == true)
    }

    /// A constraint that errs and then says no is still found; and so a search blames it, and not itself.
    @Test func findsTheFaultInAConstraint() async {
        let spec = ErasedSpec(Leaper(looksOutside: true))
        #expect(spec.slip([0]) == nil)
        #expect(spec.slip([2])?.message.contains("in the constraint, of the state level = 2") == true)
        await #expect(throws: SpecError.self) { try await Explorer(erased: spec).run() }
    }

    /// Actions are not taken out of a state outside the constraint, so they cannot have erred there.
    @Test func findsNoFaultOutsideTheConstraint() {
        #expect(ErasedSpec(Leaper(staysLow: true)).slip([1]) == nil)
    }
}
