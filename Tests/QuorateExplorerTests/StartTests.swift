@testable import QuorateExplorer
import QuorateLanguage
import Testing

@testable import Toys

/// What a search does before its first step, and what it does not overlook there.
@Suite struct StartTests {
    /// Faults in all but the last buffer of initial states once went unnoticed, and the run "held".
    @Test(arguments: [0, 5, 255, 256, 300, 999], StoreKind.allCases)
    func aFaultInAnInitialStateIsFound(position: Int, store: StoreKind) async throws {
        let error = await #expect(throws: SpecError.self) {
            try await Explorer(Starts(faultIn: position), store: store).run()
        }
        #expect(error?.description.contains("in property \"small\" of the state x = \(position)") == true)
    }

    @Test func aFaultBeforeAnyStateIsFound() async throws {
        let error = await #expect(throws: SpecError.self) {
            try await Explorer(Starts(bound: 9)).run()
        }
        #expect(error?.description.contains("before any state: 9 is outside the range 0 to 3") == true)
    }

    @Test func aStateWithoutFieldsIsRefused() async throws {
        let error = await #expect(throws: SpecError.self) { try await Explorer(Fieldless()).run() }
        #expect(error?.description.contains("has no fields") == true)
    }

    @Test(arguments: StoreKind.allCases) func noMemoryLimitIsTooLarge(store: StoreKind) async throws {
        let report = try await Explorer(Grid(), store: store, limits: .init(memory: .max)).run()
        #expect(report.outcome == .holds)
    }

    @Test func aTaskCancelledBeforehandExploresNothing() async throws {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await Explorer(Grid()).run()
        }
        task.cancel()
        let report = try await task.value
        #expect(report.outcome == .inconclusive && report.limit == .interrupt)
        #expect(report.statesPerLevel == [])
    }

    /// A run may be as long as its system is deep. When rebuilding it took time in the square of its length, this
    /// one took seconds; no limit is set here, because the tests share the machine.
    @Test(arguments: StoreKind.allCases) func aLongCounterexampleIsRebuilt(store: StoreKind) async throws {
        let report = try await Explorer(
            Grid(bound: 10_000, isChain: true, target: 10_000), store: store,
            properties: ["below the target"]
        ).run()
        #expect(report.counterexamples.map(\.steps.count) == [10_000])
    }
}

/// Many initial states, and properties that go wrong.
private struct Starts: Spec {
    var faultIn = -1
    var bound = 3
    struct State: SpecState { var x: UInt64 = 0 }
    typealias Action = Nothing.Action
    var initialStates: [State] { (0..<1000).map { State(x: UInt64($0)) } }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.go) }
    var properties: [Property<State>] {
        let faultIn = faultIn
        let bound = BoundedInt<0, 3>(bound)
        return [.always("small") { s in BoundedInt<0, 3>(Int(s.x) == faultIn ? 7 : 1) <= bound }]
    }
}

private struct Fieldless: Spec {
    struct State: SpecState {}
    typealias Action = Nothing.Action
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.go) }
    var properties: [Property<State>] { [] }
}
