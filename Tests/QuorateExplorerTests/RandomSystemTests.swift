@testable import QuorateExplorer
@testable import QuorateLanguage
import SeededRandom
import Testing

/// The search against its slow twin on random systems: all stores, one to four workers, states of 1 to 6 and 20 words.
@Suite struct RandomSystemTests {
    static let seed = Seed.announced(20_261_121)

    /// All pairs of a store and a number of workers for each layout; `RandomSystemLongTests` has more systems.
    @Test(arguments: 0..<7)
    func searchFindsWhatTheReferenceFinds(wordKind: Int) async throws {
        try await search(wordKind, rounds: 0..<24)
    }

    fileprivate func search(_ wordKind: Int, rounds: Range<Int>) async throws {
        let seed = Self.seed &+ UInt64(wordKind)
        var random = SplitMix(seed: seed)
        for round in 0..<rounds.upperBound {
            let graph = RandomGraph(using: &random)
            guard rounds.contains(round) else { continue }
            let comment = Comment(rawValue: "kind \(wordKind), round \(round), seed \(seed)")
            switch wordKind {
            case 0: try await compare(RandomSystem<OneWordState>(graph: graph), round, comment)
            case 1: try await compare(RandomSystem<TwoWordState>(graph: graph), round, comment)
            case 2: try await compare(RandomSystem<ThreeWordState>(graph: graph), round, comment)
            case 3: try await compare(RandomSystem<FourWordState>(graph: graph), round, comment)
            case 4: try await compare(RandomSystem<FiveWordState>(graph: graph), round, comment)
            case 5: try await compare(RandomSystem<SixWordState>(graph: graph), round, comment)
            default: try await compare(RandomSystem<TwentyWordState>(graph: graph), round, comment)
            }
        }
    }

    /// A hash of two bits, or of none: all states collide, and exact stores still tell them apart.
    @Test(arguments: [UInt64(0), 3, 0xc000_0000_0000_0000])
    func collidingHashesLoseNoState(hashMask: UInt64) async throws {
        var random = SplitMix(seed: Self.seed)
        for round in 0..<30 {
            let system = RandomSystem<TwoWordState>(graph: RandomGraph(using: &random))
            let expected = ReferenceExplorer(spec: system, continuesAfterViolation: true).run()
            for (workers, store) in [(1, StoreKind.exact), (3, .exact), (1, .compact), (3, .compact)] {
                let report = try await Explorer(
                    system, workers: workers, store: store, continuesAfterViolation: true
                ).run(hashMask: hashMask)
                expect(report, expected, of: system, "round \(round), \(store), \(workers) workers")
            }
        }
    }

    /// The fingerprint store does lose states when hashes collide, so the test above tests something.
    @Test func collidingFingerprintsLoseStates() async throws {
        var random = SplitMix(seed: Self.seed)
        var graph = RandomGraph(using: &random)
        var reference = 0
        while reference < 100 {
            graph = RandomGraph(using: &random)
            // Nothing is violated, so that no run has to be shown: one through lost states would not be found.
            (graph.bad, graph.asked, graph.outside, graph.resting) = ([], [], [], Set(graph.walks.indices))
            let system = RandomSystem<OneWordState>(graph: graph)
            reference = ReferenceExplorer(spec: system, continuesAfterViolation: true).run().distinct
        }
        let system = RandomSystem<OneWordState>(graph: graph)
        let exact = try await Explorer(system, continuesAfterViolation: true).run(hashMask: 3)
        #expect(exact.distinctStates == reference)
        let lossy = try await Explorer(system, store: .fingerprint, continuesAfterViolation: true)
            .run(hashMask: 3)
        #expect((1...4).contains(lossy.distinctStates), "a hash of two bits tells four states apart")
    }

    /// The layouts have as many words as they are called after.
    @Test func layoutsHaveTheirWords() {
        func words<State: NumberedState>(_: State.Type) -> Int {
            for number in 0..<2_000 { #expect(State(number: number).number == number) }
            return StateWords<State>.count
        }
        #expect(words(OneWordState.self) == 1 && words(TwoWordState.self) == 2)
        #expect(words(ThreeWordState.self) == 3 && words(FourWordState.self) == 4)
        #expect(words(FiveWordState.self) == 5 && words(SixWordState.self) == 6)
        #expect(words(TwentyWordState.self) == 20)
    }
}

/// More random systems.
@Suite struct RandomSystemLongTests {
    @Test(arguments: 0..<7)
    func searchFindsWhatTheReferenceFinds(wordKind: Int) async throws {
        try await RandomSystemTests().search(wordKind, rounds: 24..<80)
    }
}

/// Compares the search with the reference, stopping and carrying on: the exact store with one worker, and two of the
/// other stores and numbers of workers, which take turns, so that each of them has a hundred systems and more.
private func compare(_ spec: some Spec, _ round: Int, _ comment: Comment) async throws {
    let others = StoreKind.allCases.flatMap { store in (1...4).map { (store, $0) } }.dropFirst()
    let turns = [round * 2, round * 2 + 1].map { others[others.startIndex + $0 % others.count] }
    for continues in [false, true] {
        let expected = ReferenceExplorer(spec: spec, continuesAfterViolation: continues).run()
        for (store, workers) in [(StoreKind.exact, 1)] + turns {
            let report = try await Explorer(
                spec, workers: workers, store: store, continuesAfterViolation: continues
            ).run()
            expect(report, expected, of: spec, "\(comment), \(store), \(workers) workers, \(continues)")
        }
    }
}

func expect<S: Spec>(
    _ report: Report, _ expected: ReferenceExplorer<S>.Result, of spec: S, _ comment: Comment
) {
    #expect(report.distinctStates == expected.distinct, comment)
    #expect(report.generatedStates == expected.generated, comment)
    #expect(report.statesWithoutStep == expected.statesWithoutStep, comment)
    #expect(report.statesWithoutChange == expected.statesWithoutChange, comment)
    #expect(report.depth == expected.depth, comment)
    #expect(report.statesPerLevel == expected.statesPerLevel, comment)
    #expect(report.properties.map(\.name) == spec.properties.map(\.name), comment)
    let names = Set(report.actions.map(\.name))
    #expect(names.count == report.actions.count && names.isSuperset(of: expected.taken.keys), comment)
    for action in report.actions {
        #expect(action.taken == expected.taken[action.name] ?? 0, comment)
    }
    for (property, found) in zip(spec.properties, report.properties) {
        #expect(found.violatingStates == expected.violations[property.name] ?? 0, comment)
        #expect((found.outcome == .violated) == (expected.violations[property.name] != nil), comment)
        if property.kind == .reachable {
            #expect((found.outcome == .reached) == expected.reached.contains(property.name), comment)
        }
        if property.premise != nil {
            #expect(found.premiseHeld == expected.premiseHeld.contains(property.name), comment)
        }
    }
    let erased = ErasedSpec(spec)
    #expect(Set(report.counterexamples.map(\.property)) == Set(expected.counterexamples.keys), comment)
    #expect(report.counterexamples.count == expected.counterexamples.count, comment)
    for trace in report.counterexamples {
        guard let path = expected.counterexamples[trace.property] else { continue }
        #expect(trace.steps.count == path.count - 1, comment)
        // Which of the shortest runs is shown is promised for the exact stores only.
        if report.store.isExact {
            #expect(trace.states == path.map { erased.describe(StateWords($0).words) }, comment)
        }
    }
    let isVacuous =
        expected.distinct == 0
        || spec.properties.contains { $0.kind == .reachable && !expected.reached.contains($0.name) }
    let outcome: Report.Outcome =
        !expected.violations.isEmpty ? .violated : isVacuous ? .vacuous : .holds
    #expect(report.outcome == outcome, comment)
}
