@testable import QuorateExplorer
@testable import QuorateLanguage
import Testing
@testable import Toys

/// What a report of random runs says, and what it never says.
@Suite struct SimulationReportTests {
    @Test func runsThatBreakNothingProveNothing() async throws {
        let report = try await Simulator(Grid(), runs: 70, depth: 10).run()
        #expect(report.outcome == .noViolation)
        #expect("\(report)".contains("no violation in 70 runs"))
        #expect(!"\(report)".contains("holds"))
        #expect(report.endings[.deadlock] == 70 && report.longest == 6)
        #expect(report.distinctStates == 16 && report.distinctStatesAreCounted)
        #expect(report.properties.map(\.outcome) == [.notViolated, .notViolated, .met, .notViolated])
        #expect("\(report)".contains("premise never held in these runs: \"asked in vain\""))
        #expect("\(report)".contains("never possible: enlarge, never"))
    }

    /// A state that was not expanded is no deadlock.
    @Test func theLimitOnDepthIsNoDeadlock() async throws {
        let report = try await Simulator(Grid(rests: false), runs: 50, depth: 6).run()
        #expect(report.outcome == .noViolation && report.endings[.depth] == 50)
        let deeper = try await Simulator(Grid(rests: false), runs: 50, depth: 7).run()
        #expect(deeper.counterexamples.map(\.steps.count) == [6] && deeper.endings[.deadlock] == 1)
    }

    /// The detour through the second counter is left out.
    @Test func stepsThatAreNotNeededAreLeftOut() async throws {
        struct Detours: Spec {
            struct State: SpecState {
                var noise: UInt32 = 0
                var goal: UInt8 = 0
            }
            enum Action: SpecAction {
                case advance, wander(Int)
            }
            var initialStates: [State] { [State()] }
            func actions(in s: State, _ next: inout Next<Self>) {
                next.take(.advance) { $0.goal += 1 }
                for number in 1...6 { next.take(.wander(number)) { $0.noise &+= UInt32(number) } }
            }
            var properties: [Property<State>] { [.always("near") { $0.goal < 4 }] }
        }
        let simulator = Simulator(Detours(), strategy: .uniform)
        let report = try await simulator.run()
        #expect(report.foundSteps[0] > 4)
        #expect(
            report.counterexamples[0].steps.map { "\($0.action)" } == Array(repeating: "advance", count: 4))
    }

    /// Leaving out is not enough where every step is needed for the next: the way around is long, the way across short.
    @Test func shortcutsAreTaken() async throws {
        struct Ways: Spec {
            struct State: SpecState { var place: UInt8 = 0 }
            enum Action: SpecAction {
                case walk, jump
            }
            var initialStates: [State] { [State()] }
            func actions(in s: State, _ next: inout Next<Self>) {
                next.take(.walk, if: s.place < 20) { $0.place += 1 }
                next.take(.jump, if: s.place == 0) { $0.place = 19 }
            }
            var properties: [Property<State>] { [.always("far") { $0.place < 20 }] }
        }
        let reports = try await [1, 2, 3, 4].asyncMap {
            try await Simulator(Ways(), seed: $0, strategy: .uniform).run()
        }
        #expect(reports.contains { $0.foundSteps == [20] })
        #expect(reports.allSatisfy { $0.counterexamples[0].steps.count == 2 })
    }

    @Test func nothingToLookAtIsVacuous() async throws {
        let (none, still, unasked) = (
            try await Simulator(Nothing()).run(), try await Simulator(Standstill(), runs: 3).run(),
            try await Simulator(Empty(hasProperty: false)).run()
        )
        #expect([none, still, unasked].allSatisfy { $0.outcome == .vacuous })
        #expect("\(none)".contains("no initial state"))
        #expect("\(still)".contains("no run took a step"))
        #expect("\(unasked)".contains("no properties"))
        #expect(still.endings[.unchanging] == 3)
    }

    @Test func propertiesOfWholeRunsAreNotLookedAt() async throws {
        let report = try await Simulator(Awakened(), runs: 5).run()
        #expect(report.outcome == .vacuous && report.properties[0].outcome == .notLookedAt)
        #expect("\(report)".contains("about runs without end"))
    }

    @Test func mistakesOfASpecAreErrors() async throws {
        await #expect(throws: SpecError.self) { try await Simulator(Overflow()).run() }
        // The violation comes before the mistake.
        #expect(try await Simulator(Overflow(last: 4)).run().outcome == .violated)
        await #expect(throws: SpecError.self) {
            try await Simulator(Impure(forbidden: 57), strategy: .uniform).run()
        }
    }

    @Test func callsThatMakeNoSenseAreRefused() async throws {
        for simulator in [
            Simulator(Grid(), runs: 0), Simulator(Grid(), depth: 0), Simulator(Grid(), workers: 0),
            Simulator(Grid(), seconds: 0),
        ] {
            await #expect(throws: ExplorerError.self) { try await simulator.run() }
        }
    }

    @Test func timeAndInterruptEndInAReport() async throws {
        let report = try await Simulator(Grid(bound: 40), runs: .max, seconds: 0.05).run()
        #expect(report.end == .seconds)
        // A busy machine may have no time for a single run.
        #expect(report.outcome == (report.runs > 0 ? .noViolation : .inconclusive))
        let task = Task { try await Simulator(Grid(bound: 40), runs: .max).run() }
        try await Task.sleep(for: .milliseconds(20))
        task.cancel()
        let interrupted = try await task.value
        #expect(interrupted.end == .interrupt && interrupted.outcome == .inconclusive)
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
