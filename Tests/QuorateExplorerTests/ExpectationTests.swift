import QuorateExplorer
import QuorateLanguage
import Testing

/// A report says where it is not what was expected, in sentences.
@Suite struct ExpectationTests {
    private func report(_ spec: Flight, goesOn: Bool = true, maxDepth: Int? = nil) async throws -> Report {
        let limits = Explorer.Limits(depth: maxDepth)
        return try await Explorer(spec, limits: limits, continuesAfterViolation: goesOn).run()
    }

    @Test(arguments: [
        ExpectedRun.holds(), .holds(distinct: 5), .holds(distinct: 5, generated: 5, depth: 4),
    ])
    func asExpected(expected: ExpectedRun) async throws {
        #expect(try await report(Flight()).differences(from: expected) == [])
    }

    @Test(arguments: [
        (ExpectedRun.holds(distinct: 6), "distinct states: 5 found, 6 expected"),
        (.holds(generated: 6, source: "TLC"), "generated states: 5 found, 6 expected (TLC)"),
        (.holds(depth: 5), "depth: 4 found, 5 expected"),
        (.violates("low"), "Flight survives: \"low\" was to fall"),
    ])
    func otherThanExpected(expected: ExpectedRun, sentence: String) async throws {
        #expect(try await report(Flight()).differences(from: expected) == [sentence])
    }

    @Test func aViolationIsComparedWithItsSteps() async throws {
        let low = try await report(Flight(ceiling: 2))
        #expect(low.differences(from: .violates("low", steps: 2, distinct: 5, depth: 4)) == [])
        #expect(
            low.differences(from: .violates("low", steps: 3)) == [
                "steps to the violation: 2 found, 3 expected"
            ])
        #expect(
            low.differences(from: .violates("the top")) == [
                "Flight falls by \"low\", and was to fall by \"the top\""
            ])
        #expect(
            low.differences(from: .holds()) == ["every property was to hold: \"low\" is violated in 2 steps"])
    }

    @Test func whatIsNotReachedHasNoRun() async throws {
        let short = try await report(Flight(goal: 9))
        #expect(short.differences(from: .violates("the top", distinct: 5)) == [])
        #expect(
            short.differences(from: .holds()) == ["every property was to hold: \"the top\" is not reached"])
    }

    @Test func figuresOfASearchThatStoppedEarlyAreNotCompared() async throws {
        let stopped = try await report(Flight(ceiling: 2), goesOn: false)
        #expect(stopped.differences(from: .violates("low", steps: 2)) == [])
        #expect(
            stopped.differences(from: .violates("low", steps: 2, distinct: 5)) == [
                "distinct states: not compared, because the search stopped at a violation; let it go on"
            ])
        let shallow = try await report(Flight(), maxDepth: 1)
        #expect(shallow.differences(from: .holds(depth: 1)).count == 2)
        #expect(
            shallow.differences(from: .violates("low")) == [
                "the search ended before \"low\" could be seen to fall"
            ])
    }

    /// A table gives its source to every row, and the mutant of a row its property.
    @Test func rowsOfATable() {
        let rows = Flight.expected(
            by: "counted by hand",
            [.holds(Flight(), distinct: 5), .caught(Flight(mutant: .falls), steps: 1), .caught(Flight())])
        #expect(rows.map(\.expected.source) == Array(repeating: "counted by hand", count: 3))
        #expect(
            rows.map(\.expected.verdict) == [
                .holds, .violates("low"), .violates("the property of a mutant, and none is set"),
            ])
    }
}

/// A flight of steps that is climbed one by one.
private struct Flight: Spec {
    var goal = 4
    var ceiling = 9
    var mutant: Mutant?

    struct State: SpecState { var height = 0 }
    enum Action: SpecAction {
        case climb
    }
    enum Mutant: String, SpecMutant {
        case falls
        var expectation: MutantExpectation { .breaks("low", "the ceiling comes down") }
    }

    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.climb, if: s.height < 4) { $0.height += 1 }
    }
    var properties: [Property<State>] {
        let (goal, ceiling) = (goal, mutant == nil ? ceiling : 1)
        return [
            .always("low") { s in s.height < ceiling },
            .reachable("the top") { s in s.height == goal },
        ]
    }
}
