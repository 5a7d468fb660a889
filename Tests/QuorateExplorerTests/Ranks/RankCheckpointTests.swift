import Foundation
import SeededRandom
import Synchronization
import Testing

@testable import QuorateExplorer
@testable import QuorateLanguage
@testable import Toys

/// Checkpoints of searches over ranks, beside the search on one machine without a break.
///
/// Each of these mistakes, made on purpose, was noticed by the tests named, here and in `RankCheckpointFaultTests`:
///
/// | mistake | noticed by |
/// |---|---|
/// | totals before the break are lost on rank 0; findings are not noted, or not taken up on another rank | searchesGoOnOnAnyNumberOfRanks and others |
/// | states that are read count as new ones | limitsCountWhatWasThere |
/// | the reading counts towards the seconds | limitsCountWhatWasThere |
/// | levels are written twice; the sample is another than that of the file | searchesGoOnOnAnyNumberOfRanks |
/// | the record is written although not all of it was read | stopsWhileReadingLoseNothing |
/// | what waits to be compared is forgotten at a checkpoint | samplesAreComparedBeforeACheckpoint |
/// | other ranks are not asked about what is read | unlikeSpecsAreNoVerdict |
/// | states of a level are not counted when they are read | mistakesOfATransportAreNoticed |
/// | a full disk is not noted, or not told to the others | fullDiskEndsInconclusive |
/// | each rank goes by the signals that it alone has heard at a full disk | knownVerdictsStand |
@Suite struct RankCheckpointTests {
    static let seed = Seed.announced(20_261_301)

    /// Cuts at any level, as by a limit or by a kill, each stretch on another number of ranks or on one machine.
    @Test(arguments: 0..<5)
    func searchesGoOnOnAnyNumberOfRanks(wordKind: Int) async throws {
        var random = SplitMix(seed: Self.seed &+ UInt64(wordKind))
        for round in 0..<8 {
            let graph = RandomGraph(using: &random)
            let comment = Comment(rawValue: "kind \(wordKind), round \(round), seed \(Self.seed)")
            switch wordKind {
            case 0: try await compare(RandomSystem<OneWordState>(graph: graph), &random, comment)
            case 1: try await compare(RandomSystem<TwoWordState>(graph: graph), &random, comment)
            case 2: try await compare(RandomSystem<ThreeWordState>(graph: graph), &random, comment)
            case 3: try await compare(RandomSystem<SixWordState>(graph: graph), &random, comment)
            default: try await compare(RandomSystem<TwentyWordState>(graph: graph), &random, comment)
            }
        }
    }

    private func compare(_ spec: some Spec, _ random: inout SplitMix, _ comment: Comment) async throws {
        var explorer = Explorer(spec, continuesAfterViolation: Bool.random(using: &random))
        let expected = try await explorer.run()
        explorer.rankBlockStates = random.pick([1, 3, 40, nil])
        let folder = DiskFolder()
        let tuning = DiskTuning.tiny(&random)
        var (use, depth) = (folder.use, random.number(0..<3))
        while depth < expected.depth {
            let ranks = random.number(0..<6)
            if Bool.random(using: &random) {
                try await kill(after: depth + 1, explorer, ranks: ranks, use, tuning)
            } else {
                var cut = explorer
                cut.limits.depth = depth
                let report = try await cut.stretch(ranks: ranks, use, tuning)
                #expect(
                    report.depth <= depth && report.limit != nil || !report.counterexamples.isEmpty, comment)
            }
            use = folder.resumed
            depth += random.number(1..<4)
        }
        for ranks in [random.number(1..<6), random.number(0..<6)] {
            let report = try await explorer.stretch(ranks: ranks, use, tuning)
            #expect(report.sameFindings == expected.sameFindings, "\(comment), \(ranks) ranks")
            #expect(report.counterexamples == expected.counterexamples && report.limit == nil, comment)
            use = folder.resumed
        }
    }

    /// As if rank 0 had been killed behind a commit, and the others with it.
    private func kill(
        after levels: Int, _ explorer: Explorer, ranks: Int, _ use: DiskUse, _ tuning: DiskTuning
    ) async throws {
        var tuning = tuning
        tuning.commitInterval = 0
        tuning.committed = { if $0 >= levels { throw ResumeTests.Killed() } }
        await #expect(throws: (any Error).self) {
            try await explorer.stretch(ranks: ranks, use, tuning)
        }
    }

    /// Stopped at any moment, by its clock or a signal that one rank hears, again and again.
    @Test func stoppedSearchesGoOn() async throws {
        var random = SplitMix(seed: Self.seed)
        var explorer = try await DiskFolder.deepSearch()
        let expected = try await explorer.run()
        var tuning = DiskTuning()
        (tuning.blockStates, explorer.rankBlockStates) = (16, 50)
        for round in 0..<3 {
            let folder = DiskFolder()
            var (use, stops) = (folder.use, 0)
            while true {
                let ranks = 1 + (round + stops) % 4
                let controls = (0..<ranks).map { _ in SearchControl() }
                let (who, when) = (random.number(0..<ranks), random.number(0..<2000) * (1 + stops))
                let reports = try ThreadRanks(ranks).search(
                    explorer.keeping(.checkpoints, use, tuning), controls: controls
                ) { explorer, rank in
                    guard rank == who else { return }
                    explorer.progressInterval = 0
                    explorer.progress = { if $0.generatedStates >= when { controls[rank].stop(.interrupt) } }
                }.map { try $0.get() }
                #expect(Set(reports.map(\.rankDigest)).count == 1)
                use = folder.resumed
                if reports[0].limit == nil {
                    #expect(reports[0].sameFindings == expected.sameFindings, "\(stops) stops, \(Self.seed)")
                    break
                }
                #expect(reports[0].limit == .interrupt && !reports[0].isComplete)
                stops += 1
            }
            #expect(stops > 0, "it was stopped")
        }
    }

    // MARK: Limits

    /// States before the break count towards the limit, and a limit below them is refused on every rank.
    @Test(arguments: [1, 2, 3])
    func limitsCountWhatWasThere(ranks: Int) async throws {
        var explorer = try await DiskFolder.deepSearch()
        let levels = try await explorer.run().statesPerLevel
        let folder = DiskFolder()
        explorer.limits.depth = 3
        _ = try await explorer.stretch(ranks: 3, folder.use, .init())
        // The fifth level has a state too many, and then it just fits.
        let most = levels.prefix(5).reduce(0, +)
        for limit in [most - 1, most] {
            explorer.limits = .init(states: limit)
            let expected = try await explorer.run()
            #expect(expected.depth == (limit == most ? 4 : 3))
            let report = try await explorer.stretch(ranks: ranks, folder.resumed, .init())
            #expect(report.sameFindings == expected.sameFindings && report.limit == expected.limit)
        }
        for limits in [Explorer.Limits(depth: 2), .init(states: levels.prefix(4).reduce(0, +) - 1)] {
            explorer.limits = limits
            for result in ThreadRanks(ranks).search(explorer.keeping(.checkpoints, folder.resumed, .init())) {
                let error = #expect(throws: (any Error).self) { try result.get() }
                #expect("\(error as Any)".contains("is too small: the folder has"))
            }
        }
        // Of the seconds those that the reading takes are none.
        explorer.limits = .init(seconds: 1e-9)
        let late = try await explorer.stretch(ranks: ranks, folder.resumed, .init())
        #expect(late.limit == .seconds(1e-9) && late.statesPerLevel == Array(levels.prefix(5)))
    }

    /// Stopped while it reads, or without the memory for what is there: nothing is known, and the folder stays.
    @Test func stopsWhileReadingLoseNothing() async throws {
        let explorer = try await DiskFolder.deepSearch()
        let folder = DiskFolder()
        let expected = try await explorer.stretch(ranks: 2, folder.use, .init())
        let record = try folder.content("quorate-search.json")
        for who in 0..<3 {
            let controls = (0..<3).map { _ in SearchControl() }
            controls[who].stop(who == 1 ? .memory : .interrupt)
            for result in ThreadRanks(3).search(
                explorer.keeping(.checkpoints, folder.resumed, .init()), controls: controls)
            {
                let report = try result.get()
                #expect(report.outcome == .inconclusive && report.distinctStates == 0)
            }
            #expect(try folder.content("quorate-search.json") == record)
        }
        let report = try await explorer.stretch(ranks: 3, folder.resumed, .init())
        #expect(report.sameFindings == expected.sameFindings)
    }
}

extension Explorer {
    /// One stretch of a search with checkpoints: on so many ranks, or on one machine where there are none.
    func stretch(ranks: Int, _ use: DiskUse, _ tuning: DiskTuning) async throws -> Report {
        var explorer = keeping(.checkpoints, use, tuning)
        guard ranks > 0 else {
            explorer.workers = 2
            return try await explorer.run()
        }
        let reports = try ThreadRanks(ranks).search(explorer).map { try $0.get() }
        #expect(Set(reports.map(\.rankDigest)).count == 1)
        return reports[0]
    }
}
