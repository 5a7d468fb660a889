import QuorateExplorer
import QuorateReplay
import SeededRandom
import Testing

/// Code behind an adapter beside the same code found with sets and loops alone, on random small systems.
@Suite struct RandomAdapterTests {
    private func abilities(_ random: inout SplitMix) -> Set<TableChannel.Ability> {
        Set(TableChannel.Ability.allCases.filter { _ in random.number(0..<2) == 0 })
    }

    private func search(_ conformance: Conformance) async throws -> Report {
        try await Explorer(erased: conformance.pairs, workers: 2, continuesAfterViolation: true).run()
    }

    /// Code that hides nothing: its adapter finds the same as a driver in this process would.
    @Test(arguments: Seed.each([1])) func findsWhatADriverFinds(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        var diverging = 0, compared = 0
        while compared < 40 {
            let tableSeed = random.next()
            let comment = Comment(rawValue: "RandomTable(seed: \(tableSeed))")
            let table = RandomTable(seed: tableSeed)
            guard table.mixing.count == 1 else { continue }
            compared += 1
            let twin = SetTwin(table)
            let conformance = try #require(try table.conformance(abilities(&random)))
            let report = try await search(conformance)
            let figures = conformance.figures()
            #expect((report.outcome == .violated) == (twin.stepsToDivergence != nil), comment)
            #expect(figures.specStates == Set(twin.agreeing.map(\.spec)).count, comment)
            #expect(figures.transitions == twin.transitions, comment)
            let tally = figures.refusals[0].tally
            #expect(tally.disabled == twin.disabled, comment)
            #expect(tally.impossible == twin.impossible, comment)
            #expect((tally.refused, tally.answered) == (twin.refused, twin.answered), comment)
            if twin.stepsToDivergence != nil { diverging += 1 }
        }
        #expect(diverging > 5 && diverging < 35, "seed \(seed)")
    }

    /// Code that hides something may look as if it conformed, but none that conforms is said to diverge, and none that
    /// does the same each time is said not to.
    @Test(arguments: Seed.each([2])) func findsNothingThatIsNotThere(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        var diverging = 0, sound = 0
        for _ in 0..<60 {
            let tableSeed = random.next()
            let comment = Comment(rawValue: "RandomTable(seed: \(tableSeed))")
            let table = RandomTable(seed: tableSeed)
            let isSound = SetTwin(table).stepsToDivergence == nil
            let conformance = try #require(try table.conformance(abilities(&random)))
            let report = try await search(conformance)
            if isSound {
                sound += 1
                #expect(report.outcome == .holds, comment)
                #expect(conformance.adapter?.secondLook() == nil, comment)
                continue
            }
            guard let counterexample = report.counterexamples.first else { continue }
            diverging += 1
            let found = try #require(conformance.divergence(in: counterexample), comment)
            if case .unsteady = found.divergence { Issue.record("\(found.divergence), \(comment)") }
        }
        #expect(diverging > 10 && sound > 5, "seed \(seed)")
    }

    /// A step costs a step, and not the way to where it is taken.
    @Test(arguments: [[], [TableChannel.Ability.snapshots]]) func stepsCostAsManyAsThereAre(
        abilities: [TableChannel.Ability]
    ) async throws {
        let table = RandomTable(lineOf: 250)
        let conformance = try #require(try table.conformance(Set(abilities)))
        let report = try await search(conformance)
        #expect(report.outcome == .holds)
        let (steps, executed) = (conformance.figures().transitions, conformance.adapter?.figures().steps ?? 0)
        #expect(steps == 4 * 249)
        // Going back for each would be 125 times as many.
        #expect(executed >= steps && executed < 3 * steps, "\(executed)")
    }
}

extension RandomTable {
    /// A line of places: from each an action leads to the next, and the others nowhere.
    init(lineOf places: Int) {
        self.init(
            places: places,
            successors: (0..<places).map { place in
                place == places - 1 ? [nil, nil, nil, nil] : [place + 1, place, place, place]
            })
    }

    init(places: Int, successors: [[Int?]]) {
        self.places = places
        self.successors = successors
        mixing = [[0, 0]]
        messages = [[], [], [], []]
        hasInput = Array(repeating: [false, false, false, false], count: places)
        bugs = []
    }
}
