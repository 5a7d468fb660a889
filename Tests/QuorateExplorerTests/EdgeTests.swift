import QuorateLanguage
import Testing

@testable import QuorateExplorer
@testable import CommitSpecs
@testable import Toys

/// What a search says at the edges: nothing to explore, limits, mistakes in the spec.
@Suite struct EdgeTests {
    @Test func noInitialStateIsVacuous() async throws {
        let report = try await Explorer(Nothing()).run()
        #expect(report.outcome == .vacuous)
        #expect(report.distinctStates == 0 && report.generatedStates == 0 && report.depth == 0)
    }

    @Test(arguments: StoreKind.allCases) func selfLoopsOnly(store: StoreKind) async throws {
        let report = try await Explorer(Standstill(), workers: 2, store: store).run()
        #expect(report.outcome == .holds)
        #expect(report.distinctStates == 1 && report.generatedStates == 4 && report.depth == 0)
    }

    @Test func anInitialStateThatViolates() async throws {
        let report = try await Explorer(Grid(target: 0)).run()
        #expect(report.outcome == .violated)
        #expect(report.counterexamples.map(\.steps.count) == [0])
        #expect(report.statesPerLevel == [1])
        #expect(report.generatedStates == 1)
    }

    @Test func violationsAreCountedInCompleteLevelsOnly() async throws {
        let report = try await Explorer(Grid(target: 2), workers: 2).run()
        #expect(report.statesPerLevel == [1, 2, 3])
        #expect(report.properties[0].violatingStates == 3)
        #expect(report.properties[2].outcome == .inconclusive)
        let everything = try await Explorer(Grid(target: 2), continuesAfterViolation: true).run()
        #expect(everything.distinctStates == 16)
        #expect(everything.properties[0].violatingStates == 13)
        #expect(everything.counterexamples.map(\.steps.count) == [2])
        #expect(everything.properties[2].outcome == .reached)
    }

    @Test func vacuityIsReported() async throws {
        let report = try await Explorer(Grid()).run()
        #expect(report.outcome == .holds)
        #expect(!report.properties[1].premiseHeld)
        #expect(report.actionsNeverTaken == ["enlarge", "never"])
        let unreached = try await Explorer(Grid(bound: 2)).run()
        #expect(unreached.outcome == .vacuous)
        #expect(unreached.properties[2].outcome == .notReached)
        let untaken = try await Explorer(Grid(bound: 1, overflows: true), properties: ["below the target"])
            .run()
        #expect(untaken.outcome == .vacuous)
        #expect(untaken.actions.first { $0.isRequired }?.taken == 0)
    }

    @Test func deadlocksAreFound() async throws {
        let report = try await Explorer(Grid(rests: false), workers: 2).run()
        #expect(report.outcome == .violated)
        let trace = try #require(report.counterexamples.first)
        #expect(trace.propertyKind == .deadlockFreedom)
        #expect(trace.steps.count == 6)
    }

    // MARK: Limits

    /// Levels of the grid: 1, 2, 3, 4, 3, 2, 1; after three levels there are 6 states.
    @Test(arguments: [(5, [1, 2]), (6, [1, 2, 3]), (7, [1, 2, 3]), (15, [1, 2, 3, 4, 3, 2])], [1, 3])
    func aStateLimitCutsBetweenLevels(limit: (states: Int, levels: [Int]), workers: Int) async throws {
        let report = try await Explorer(
            Grid(), workers: workers, limits: .init(states: limit.states)
        ).run()
        #expect(report.outcome == .inconclusive)
        #expect(report.limit == .states(limit.states))
        #expect(report.statesPerLevel == limit.levels)
        #expect(report.properties[0].outcome == .inconclusive)
    }

    @Test func aStateLimitThatIsNotExceededIsNone() async throws {
        let report = try await Explorer(Grid(), limits: .init(states: 16)).run()
        #expect(report.outcome == .holds)
        #expect(report.limit == nil)
    }

    @Test func aDepthLimitChecksWhatItDoesNotExpand() async throws {
        let report = try await Explorer(Grid(target: 3), limits: .init(depth: 2)).run()
        #expect(report.outcome == .inconclusive)
        #expect(report.limit == .depth(2))
        #expect(report.statesPerLevel == [1, 2, 3])
        let found = try await Explorer(Grid(target: 3), limits: .init(depth: 3)).run()
        #expect(found.outcome == .violated)
    }

    @Test func timeEndsASearch() async throws {
        let report = try await Explorer(
            TwoPhaseCommit(managers: 12), workers: 2, limits: .init(seconds: 0.05)
        ).run()
        #expect(report.outcome == .inconclusive)
        #expect(report.limit == .seconds(0.05))
        #expect(report.distinctStates == report.statesPerLevel.reduce(0, +))
    }

    @Test func cancellingTheTaskEndsASearch() async throws {
        let task = Task { try await Explorer(TwoPhaseCommit(managers: 12), workers: 2).run() }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        let report = try await task.value
        #expect(report.outcome == .inconclusive)
        #expect(report.limit == .interrupt)
    }

    @Test func progressIsHeard() async throws {
        let heard = SharedCounter()
        _ = try await Explorer(TwoPhaseCommit(managers: 8), workers: 2, progressInterval: 0.01) { progress in
            if progress.distinctStates > 0 && progress.residentBytes > 0 { _ = heard.add(1) }
        }.run()
        #expect(heard.value > 0)
    }

    // MARK: Mistakes

    @Test func aHoleIsRefused() async throws {
        let error = await #expect(throws: SpecError.self) { try await Explorer(Holey()).run() }
        #expect(error?.description.contains("hole of 7 bytes between small and large") == true)
    }

    @Test(arguments: [1, 3]) func aFaultIsNoVerdict(workers: Int) async throws {
        let error = await #expect(throws: SpecError.self) {
            try await Explorer(Grid(overflows: true), workers: workers).run()
        }
        #expect(error?.description.contains("4 is outside the range 0 to 3") == true)
        #expect(error?.description.contains("action enlarge") == true)
        #expect(error?.site?.file.hasSuffix("Grid.swift") == true)
    }

    @Test func senselessCallsAreRefused() async throws {
        let names = Grid().properties.map(\.name)
        await #expect(throws: ExplorerError.workers(0)) { try await Explorer(Grid(), workers: 0).run() }
        await #expect(throws: ExplorerError.unknownProperty("no such property", spec: "Grid", known: names)) {
            try await Explorer(Grid(), properties: ["no such property"]).run()
        }
        let limits: [(Explorer.Limits, String)] = [
            (.init(states: 0), "a limit of 0 states leaves nothing to explore"),
            (.init(depth: -1), "a depth of -1 is below the initial states"),
            (.init(seconds: 0), "a time limit of 0 s is over before it begins"),
            (.init(memory: 1 << 20), "a memory limit of 1 MiB is too small to start"),
        ]
        for (limit, words) in limits {
            let error = await #expect(throws: ExplorerError.self) {
                try await Explorer(Grid(), limits: limit).run()
            }
            #expect(error?.description.hasPrefix(words) == true, "\(words)")
        }
    }

    // MARK: Growth

    /// `EdgeLongTests` has the other numbers of workers.
    @Test(arguments: StoreKind.allCases, [3])
    func tablesGrowOverManyDoublings(store: StoreKind, workers: Int) async throws {
        let report = try await Explorer(Grid(bound: 900), workers: workers, store: store).run()
        #expect(report.distinctStates == 901 * 901)
        #expect(report.generatedStates == 1 + 2 * 901 * 900)
        #expect(report.depth == 1800)
        #expect(report.statesPerLevel == (0...1800).map { $0 <= 900 ? $0 + 1 : 1801 - $0 })
    }

    @Test(arguments: StoreKind.allCases) func oneStateWithManySuccessors(store: StoreKind) async throws {
        let report = try await Explorer(Fan(), workers: 2, store: store).run()
        #expect(report.distinctStates == 100_001)
        #expect(report.depth == 1)
    }

    @Test func theFingerprintStoreStatesItsProbability() async throws {
        let report = try await Explorer(
            TwoPhaseCommit(managers: 5), store: .fingerprint, properties: ["consistency"]
        ).run()
        let pairs = 8832.0 * 8831 / 2
        #expect(report.missProbability == pairs / 18_446_744_073_709_551_616)
        let exact = try await Explorer(TwoPhaseCommit(managers: 5)).run()
        #expect(exact.missProbability == nil)
    }
}

/// Tables that other numbers of workers make grow.
@Suite struct EdgeLongTests {
    @Test(arguments: StoreKind.allCases, [1, 2, 8])
    func tablesGrowOverManyDoublings(store: StoreKind, workers: Int) async throws {
        try await EdgeTests().tablesGrowOverManyDoublings(store: store, workers: workers)
    }
}
