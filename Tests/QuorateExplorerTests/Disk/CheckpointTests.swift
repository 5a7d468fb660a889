import Foundation
import QuorateLanguage
import SeededRandom
import Synchronization
import Testing

@testable import QuorateExplorer

/// Checkpoints of a search in memory, beside the search without a break.
///
/// Each of these mistakes, made on purpose, was noticed by the tests named:
///
/// | mistake | noticed by |
/// |---|---|
/// | a step back before the break is forgotten | livenessIsThatOfTheWholeSearch, stepsBackOverTheBreakAreSeen |
/// | steps before the break are not counted; findings are not taken up | searchesGoOnBehindAnyLevel and others |
/// | states before the break do not count towards the limit | limitsCountWhatWasThere |
/// | a state that is there twice counts twice | statesTwiceAreDamage |
/// | a file that was cut off is filled up with zeros | filesThatChangeMeanwhileAreNoVerdict |
/// | checkpoints are taken for a search on disk, or the reverse | kindsAreNotMixed |
/// | the record is written although not all of it was read | tooLittleMemoryLosesNothing |
/// | a search goes on as if nothing were amiss after a full disk | fullDiskEndsInconclusive, lostStatesAreNotCommitted |
@Suite struct CheckpointTests {
    static let seed = Seed.announced(20_261_205)

    /// Runs of every length, stops at every level, and more levels than one since the checkpoint before.
    @Test(arguments: 0..<4)
    func searchesGoOnBehindAnyLevel(wordKind: Int) async throws {
        var random = SplitMix(seed: Self.seed &+ UInt64(wordKind))
        for round in 0..<5 {
            let graph = RandomGraph(using: &random)
            let comment = Comment(rawValue: "kind \(wordKind), round \(round), seed \(Self.seed)")
            switch wordKind {
            case 0: try await compare(RandomSystem<OneWordState>(graph: graph), &random, comment)
            case 1: try await compare(RandomSystem<FourWordState>(graph: graph), &random, comment)
            case 2: try await compare(RandomSystem<SixWordState>(graph: graph), &random, comment)
            default: try await compare(RandomSystem<TwentyWordState>(graph: graph), &random, comment)
            }
        }
    }

    private func compare(_ spec: some Spec, _ random: inout SplitMix, _ comment: Comment) async throws {
        var explorer = Explorer(spec, continuesAfterViolation: Bool.random(using: &random))
        let expected = try await explorer.run()
        let folder = DiskFolder()
        let tuning = DiskTuning.tiny(&random)
        var (use, depth) = (folder.use, -1)
        repeat {
            depth += random.number(1..<4)
            explorer.workers = random.number(1..<5)
            explorer.limits.depth = depth
            let report = try await explorer.keeping(.checkpoints, use, tuning).run()
            #expect(report.depth <= depth && report.generatedStates <= expected.generatedStates, comment)
            use = folder.resumed
        } while depth < expected.depth
        explorer.limits.depth = nil
        let report = try await explorer.keeping(.checkpoints, folder.resumed, tuning).run()
        #expect(report.findings == expected.findings, comment)
        #expect(report.counterexamples == expected.counterexamples, comment)
        // What is over is told once more.
        let again = try await explorer.keeping(.checkpoints, folder.resumed, tuning).run()
        #expect(again.findings == expected.findings, comment)
    }

    /// Several workers really search at once; limits count what was there before.
    @Test(arguments: 0..<5 as Range<UInt64>)
    func largeSystemsGoOn(number: UInt64) async throws {
        let system = HashedSystem<TwoWordState>(seed: Self.seed &+ number)
        var explorer = Explorer(system, workers: 2, continuesAfterViolation: number % 2 == 0)
        explorer.countsLines = number == 1
        if number > 2 { explorer.limits.states = 200 }
        let expected = try await explorer.run()
        let folder = DiskFolder()
        var first = explorer
        first.limits.depth = Int(number % 3)
        _ = try await first.keeping(.checkpoints, folder.use, .init()).run()
        explorer.workers = Int(number % 4) + 1
        let report = try await explorer.keeping(.checkpoints, folder.resumed, .init()).run()
        #expect(report.findings == expected.findings, "seed \(Self.seed)")
        #expect(report.lines == expected.lines)
    }

    // MARK: Liveness

    /// A way around that lies in levels before the break, or goes over it, is found; and none where there is none.
    @Test func livenessIsThatOfTheWholeSearch() async throws {
        var random = SplitMix(seed: Self.seed)
        var (violated, acyclic) = (0, 0)
        for round in 0..<24 {
            let web = round % 3 == 0 ? Web(of: 20..<60, using: &random) : Web(using: &random)
            var explorer = Explorer(web, continuesAfterViolation: true)
            let expected = try await explorer.run()
            let folder = DiskFolder()
            explorer.limits.depth = random.number(0..<max(1, expected.depth))
            _ = try await explorer.keeping(.checkpoints, folder.use, .init()).run()
            explorer.limits.depth = nil
            explorer.workers = random.number(1..<4)
            let report = try await explorer.keeping(.checkpoints, folder.resumed, .init()).run()
            let comment = Comment(rawValue: "round \(round), seed \(Self.seed)")
            #expect(report.findings == expected.findings, comment)
            #expect(report.counterexamples == expected.counterexamples, comment)
            #expect(report.liveness?.isAcyclic == expected.liveness?.isAcyclic, comment)
            violated += report.counterexamples.isEmpty ? 0 : 1
            acyclic += report.liveness?.isAcyclic == true ? 1 : 0
        }
        #expect(violated > 3 && acyclic > 1)
    }

    /// A step back into a level before the break, from one behind it, is seen by several workers.
    @Test func stepsBackOverTheBreakAreSeen() async throws {
        var random = SplitMix(seed: Self.seed)
        for round in 0..<2 {
            var (from, to) = (
                StepBackTests.Slope.randomState(using: &random),
                StepBackTests.Slope.randomState(using: &random)
            )
            if from.level < to.level { swap(&from, &to) }
            let leaps = round == 0 ? [] : [(from: from, to: to)]
            var explorer = Explorer(StepBackTests.Slope(leaps: leaps), workers: 2)
            let folder = DiskFolder()
            explorer.limits.depth = (from.level + to.level) / 2
            _ = try await explorer.keeping(.checkpoints, folder.use, .init()).run()
            explorer.limits.depth = nil
            let report = try await explorer.keeping(.checkpoints, folder.resumed, .init()).run()
            #expect(report.liveness?.isAcyclic == leaps.isEmpty, "\(from) \(to)")
            #expect(report.isComplete && report.distinctStates == 216_000)
        }
    }

    // MARK: Limits

    /// States before the break count towards the limit.
    @Test func limitsCountWhatWasThere() async throws {
        var explorer = try await DiskFolder.deepSearch()
        let levels = try await explorer.run().statesPerLevel
        explorer.limits.states = levels.prefix(5).reduce(0, +) - 1
        let expected = try await explorer.run()
        #expect(expected.depth == 3)
        let folder = DiskFolder()
        var first = explorer
        first.limits.depth = 2
        _ = try await first.keeping(.checkpoints, folder.use, .init()).run()
        let report = try await explorer.keeping(.checkpoints, folder.resumed, .init()).run()
        #expect(report.findings == expected.findings)
    }

    /// Memory that does not hold what is there ends inconclusive, and leaves it there.
    @Test func tooLittleMemoryLosesNothing() async throws {
        let explorer = Explorer(StepBackTests.Slope(), workers: 1)
        let folder = DiskFolder()
        let expected = try await explorer.keeping(.checkpoints, folder.use, .init()).run()
        let record = try folder.content("quorate-search.json")
        var limited = explorer
        // Room for a table and some states, beside what the process holds, which other tests change meanwhile.
        var less: Report?
        for _ in 0..<20 where less?.isComplete != false {
            limited.limits.memory = try MemoryBudget(limit: nil).base + 5 << 20
            less = try? await limited.keeping(.checkpoints, folder.resumed, .init()).run()
        }
        #expect(less?.outcome == .inconclusive && less?.isComplete == false && less?.distinctStates == 0)
        #expect(try folder.content("quorate-search.json") == record)
        let report = try await explorer.keeping(.checkpoints, folder.resumed, .init()).run()
        #expect(report.findings == expected.findings)
    }

    // MARK: Faults

    /// What somebody does to the folder while the search is at work.
    enum Meddling: CaseIterable { case removes, cutsOff, replaces, blocks, slows }

    @Test(arguments: Meddling.allCases)
    func filesThatChangeMeanwhileAreNoVerdict(meddling: Meddling) async throws {
        let folder = DiskFolder()
        let path = folder.file("quorate-states")
        let explorer = try await DiskFolder.deepSearch()
        let expected = try await explorer.run()
        var tuning = DiskTuning()
        tuning.commitInterval = 0
        let new = folder.file("quorate-search.new")
        tuning.committed = { levels in
            guard levels == 3 else { return }
            switch meddling {
            case .removes: try FileManager.default.removeItem(atPath: path)
            case .cutsOff: try FileHandle(forUpdating: URL(fileURLWithPath: path)).truncate(atOffset: 8)
            case .replaces: try Data([7]).write(to: URL(fileURLWithPath: path), options: .atomic)
            case .blocks:
                try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: false)
            case .slows: break
            }
        }
        if meddling == .slows { tuning.losesWrites = { _ in usleep(2_000) != 0 } }
        let search = explorer.keeping(.checkpoints, folder.use, tuning)
        if meddling == .slows {
            #expect(try await search.run().findings == expected.findings)
        } else {
            await #expect(throws: DiskError.self) { try await search.run() }
        }
        let record = try SearchFolder.record(in: folder.path)
        #expect(record.levels.count == (meddling == .slows ? expected.depth + 2 : 3))
        let resumed = explorer.keeping(.checkpoints, folder.resumed, .init())
        switch meddling {
        case .removes, .cutsOff, .replaces:
            await #expect(throws: DiskError.self) { try await resumed.run() }
        case .blocks, .slows:
            // An empty folder in the way of the next record, which is gone by then.
            try? FileManager.default.removeItem(atPath: new)
            #expect(try await resumed.run().findings == expected.findings)
        }
    }

    /// A disk that lost states says so once: the record before must stay.
    @Test func lostStatesAreNotCommitted() async throws {
        let folder = DiskFolder()
        let calls = Atomic(0)
        var tuning = DiskTuning()
        tuning.commitInterval = 0
        tuning.losesWrites = { name in
            name.hasSuffix("quorate-states") && calls.add(1, ordering: .relaxed).newValue == 4
        }
        let explorer = try await DiskFolder.deepSearch()
        let report = try await explorer.keeping(.checkpoints, folder.use, tuning).run()
        #expect(report.limit == .disk && report.outcome != .holds && !report.isComplete)
        #expect(try SearchFolder.record(in: folder.path).levels.count == 2)
        let expected = try await explorer.run()
        let resumed = try await explorer.keeping(.checkpoints, folder.resumed, .init()).run()
        #expect(resumed.findings == expected.findings)
    }

    /// Blocks in their places, each with its checksum, that are of a state twice.
    @Test func statesTwiceAreDamage() async throws {
        let folder = DiskFolder()
        let explorer = Explorer(HashedSystem<OneWordState>(seed: 3))
        _ = try await explorer.keeping(.checkpoints, folder.use, .init()).run()
        var record = try SearchFolder.record(in: folder.path)
        let codec = BlockCodec(wordCount: 1, blockStates: 256, nonce: record.nonce)
        let file = try DiskFile(folder.file("quorate-states"), room: DiskRoom(.max))
        var end = 0
        let writer = BlockWriter(file, codec, part: 0) { bytes in
            defer { end += bytes }
            return end
        }
        try writer.append([5, 5], 2)
        try writer.flush()
        record.levels = [.init(states: 2, within: 2, bytes: end, sum: writer.index.sum)]
        record.samples = []
        try folder.put(try record.text(), "quorate-search.json")
        let error = await #expect(throws: DiskError.self) {
            try await explorer.keeping(.checkpoints, folder.resumed, .init()).run()
        }
        #expect(error?.description.contains("a state of another, or twice") == true, "\(error as Any)")
    }

    /// States on disk are sorted, and those of checkpoints are not: neither goes on with the other's.
    @Test func kindsAreNotMixed() async throws {
        let explorer = Explorer(HashedSystem<OneWordState>(seed: 5))
        for (kind, other) in [(Keeping.states, Keeping.checkpoints), (.checkpoints, .states)] {
            let folder = DiskFolder()
            let expected = try await explorer.keeping(kind, folder.use, .init()).run()
            await #expect(throws: DiskError.self) {
                try await explorer.keeping(other, folder.resumed, .init()).run()
            }
            let report = try await explorer.keeping(kind, folder.resumed, .init()).run()
            #expect(report.findings == expected.findings)
        }
    }
}
