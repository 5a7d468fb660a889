import QuorateExplorer
import QuorateReplay
import SeededRandom
import Testing

/// The pairs that a search sees, against a slow twin, on random small systems.
@Suite struct RandomConformanceTests {
    private func search(_ table: RandomTable, workers: Int, all: Bool) async throws -> (Conformance, Report) {
        let conformance = Conformance(
            RandomSpec(table: table), driver: RandomDriver(table), triesAllDisabledSteps: true)
        let explorer = Explorer(erased: conformance.pairs, workers: workers, continuesAfterViolation: all)
        return (conformance, try await explorer.run())
    }

    @Test(arguments: Seed.each([1])) func pairsAreThoseOfASet(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        var diverging = 0, answered = 0, pairsBeyondStates = 0
        for _ in 0..<100 {
            let tableSeed = random.next()
            let comment = Comment(rawValue: "RandomTable(seed: \(tableSeed))")
            let table = RandomTable(seed: tableSeed)
            let twin = SetTwin(table)
            let (conformance, report) = try await search(table, workers: random.number(1..<4), all: true)
            let figures = conformance.figures()
            #expect(figures.pairs == twin.agreeing.count, comment)
            #expect(figures.specStates == Set(twin.agreeing.map(\.spec)).count, comment)
            #expect(figures.transitions == twin.transitions, comment)
            let tally = figures.refusals[0].tally
            #expect(tally.disabled == twin.disabled, comment)
            #expect(tally.impossible == twin.impossible, comment)
            #expect((tally.refused, tally.noted, tally.answered) == (twin.refused, 0, twin.answered), comment)
            #expect((report.outcome == .violated) == (twin.stepsToDivergence != nil), comment)
            #expect(report.isComplete, comment)
            if twin.stepsToDivergence != nil { diverging += 1 }
            if twin.answered > 0 { answered += 1 }
            if figures.pairs > figures.specStates { pairsBeyondStates += 1 }
        }
        // Otherwise this test shows nothing.
        #expect(diverging > 10 && diverging < 90 && answered > 0 && pairsBeyondStates > 20, "seed \(seed)")
    }

    @Test(arguments: Seed.each([5])) func divergencesAreTheShortest(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        var compared = 0
        for _ in 0..<100 {
            let tableSeed = random.next()
            let comment = Comment(rawValue: "RandomTable(seed: \(tableSeed))")
            let table = RandomTable(seed: tableSeed)
            guard let steps = SetTwin(table).stepsToDivergence else { continue }
            let (conformance, report) = try await search(table, workers: 1, all: false)
            let counterexample = try #require(report.counterexamples.first, comment)
            #expect(counterexample.steps.count == steps, comment)
            let found = try #require(conformance.divergence(in: counterexample), comment)
            #expect(found.steps.count == steps, comment)
            #expect(found.steps == counterexample.steps.map(\.action.description), comment)
            switch found.divergence {
            case .value, .tookDisabled: #expect(found.divergence.description.contains("place"), comment)
            default: Issue.record("\(found.divergence), \(comment)")
            }
            compared += 1
        }
        #expect(compared > 10)
    }
}

/// The same with other seeds.
@Suite struct RandomConformanceLongTests {
    @Test(arguments: Seed.each([2])) func pairsAreThoseOfASet(seed: UInt64) async throws {
        try await RandomConformanceTests().pairsAreThoseOfASet(seed: seed)
    }

    @Test(arguments: Seed.each([6])) func divergencesAreTheShortest(seed: UInt64) async throws {
        try await RandomConformanceTests().divergencesAreTheShortest(seed: seed)
    }
}
