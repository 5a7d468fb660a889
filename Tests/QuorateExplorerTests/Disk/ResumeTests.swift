import Foundation
import SeededRandom
import Testing

@testable import QuorateExplorer
@testable import QuorateLanguage

/// A search that ended anywhere goes on, and finds what it would have found; anything that is not as it was is an error.
@Suite struct ResumeTests {
    static let seed = Seed.announced(20_261_204)

    struct Killed: Error {}

    /// As if the process had been killed behind a commit: nothing is tidied up.
    static func kill(
        after commits: Int, _ kind: Keeping, _ explorer: Explorer, _ use: DiskUse, _ tuning: DiskTuning
    ) async throws {
        var tuning = tuning
        tuning.commitInterval = 0
        tuning.committed = { if $0 >= commits { throw Killed() } }
        await #expect(throws: Killed.self) { try await explorer.keeping(kind, use, tuning).run() }
    }

    @Test(arguments: Keeping.allCases)
    func searchesGoOnBehindAnyCommit(kind: Keeping) async throws {
        var random = SplitMix(seed: Self.seed)
        for round in 0..<12 {
            let system = RandomSystem<TwoWordState>(graph: RandomGraph(using: &random))
            let explorer = Explorer(system, workers: 1 + round % 3, continuesAfterViolation: round % 2 == 0)
            let expected = try await explorer.run()
            let tuning = DiskTuning.tiny(&random)
            for commits in Set([0, 1, expected.depth / 2, expected.depth]) {
                let folder = DiskFolder()
                try await Self.kill(after: commits, kind, explorer, folder.use, tuning)
                // What a level that was not committed has left behind is thrown away.
                try folder.put(try folder.content("quorate-states") + Data([1, 2, 3]), "quorate-states")
                let report = try await explorer.keeping(kind, folder.resumed, tuning).run()
                #expect(report.findings == expected.findings, "round \(round), \(commits), seed \(Self.seed)")
            }
        }
    }

    /// A search that is stopped at any moment, again and again, and goes on.
    @Test(arguments: Keeping.allCases)
    func stoppedSearchesGoOn(kind: Keeping) async throws {
        var random = SplitMix(seed: Self.seed)
        let deep = try await DiskFolder.deepSearch()
        let expected = try await deep.run()
        var tuning = DiskTuning()
        (tuning.candidates, tuning.blockStates, tuning.fanIn, tuning.batch) = (7, 16, 2, 64)
        for round in 0..<3 {
            let folder = DiskFolder()
            var (use, stops) = (folder.use, 0)
            var report: Report?
            while report?.limit != nil || report == nil {
                var explorer = deep
                explorer.workers = 1 + (round + stops) % 4
                explorer.limits.seconds = 0.0005 * Double(random.number(1..<8 + 20 * stops))
                report = try await explorer.keeping(kind, use, tuning).run()
                use = folder.resumed
                stops += 1
            }
            #expect(report?.findings == expected.findings, "\(stops) stops, seed \(Self.seed)")
            #expect(stops > 1, "it was stopped")
        }
    }

    /// A disk that fills up after any number of bytes ends a search without a verdict, unless all was seen by then, and it
    /// goes on from there.
    @Test(arguments: Keeping.allCases)
    func fullDiskEndsInconclusive(kind: Keeping) async throws {
        var random = SplitMix(seed: Self.seed)
        var (explorer, ended) = (try await DiskFolder.deepSearch(), 0)
        explorer.workers = 2
        let expected = try await explorer.run()
        var tuning = DiskTuning()
        (tuning.candidates, tuning.blockStates, tuning.batch) = (30, 16, 24)
        for round in 0..<12 {
            let folder = DiskFolder()
            tuning.room = .max
            // Checkpoints of each level, so that one in the middle finds no room.
            tuning.commitInterval = round % 4 == 0 ? 0 : 0.2
            explorer.limits.depth = 0
            // A folder whose first record fits, or there is nothing to go on with.
            _ = try await explorer.keeping(kind, folder.use, tuning).run()
            explorer.limits.depth = nil
            for _ in 0..<3 {
                tuning.room = random.number(0..<6_000)
                let report = try await explorer.keeping(kind, folder.resumed, tuning).run()
                if report.limit == .disk {
                    #expect(!report.isComplete && report.distinctStates <= expected.distinctStates)
                    #expect(report.outcome == (report.counterexamples.isEmpty ? .inconclusive : .violated))
                    ended += 1
                } else {
                    #expect(report.findings == expected.findings)
                    if report.lacksLastCheckpoint { ended += 1 }
                }
            }
            tuning.room = .max
            let report = try await explorer.keeping(kind, folder.resumed, tuning).run()
            #expect(report.findings == expected.findings, "seed \(Self.seed)")
        }
        #expect(ended > 6, "the disk was full now and then")
    }

    /// Every byte of the record and of the states counts.
    @Test(arguments: Keeping.allCases)
    func alteredFilesAreNoVerdict(kind: Keeping) async throws {
        var random = SplitMix(seed: Self.seed)
        var graph = RandomGraph(using: &random)
        (graph.initial, graph.walks) = ([0], (0..<12).map { [($0 + 1) % 12, ($0 + 5) % 12] })
        (graph.jumps, graph.resting) = (Array(repeating: [], count: 12), [])
        (graph.bad, graph.worse, graph.asked, graph.goals, graph.outside) = ([], [], [], [0], [])
        let explorer = Explorer(RandomSystem<OneWordState>(graph: graph))
        let folder = DiskFolder()
        var tuning = DiskTuning()
        tuning.blockStates = 2
        let expected = try await explorer.keeping(kind, folder.use, tuning).run()
        for name in ["quorate-states", "quorate-search.json"] {
            let whole = try folder.content(name)
            for position in whole.indices {
                // Of the record the reader alone does not take long.
                if name != "quorate-states", position % 64 != 0 {
                    var altered = whole
                    altered[position] ^= 1 << UInt8(position % 8)
                    #expect(
                        SearchRecord(text: altered) == nil
                            && SearchRecord(text: whole.prefix(position)) == nil)
                    continue
                }
                var altered = whole
                altered[position] ^= 1 << UInt8(position % 8)
                try folder.put(altered, name)
                await expectDamage(kind, explorer, folder, tuning, "\(name), byte \(position)")
                try folder.put(whole.prefix(position), name)
                await expectDamage(kind, explorer, folder, tuning, "\(name), up to \(position)")
            }
            try FileManager.default.removeItem(atPath: folder.file(name))
            await expectDamage(kind, explorer, folder, tuning, "\(name) removed")
            try folder.put(whole, name)
        }
        let report = try await explorer.keeping(kind, folder.resumed, tuning).run()
        #expect(report.findings == expected.findings)
    }

    private func expectDamage(
        _ kind: Keeping, _ explorer: Explorer, _ folder: DiskFolder, _ tuning: DiskTuning, _ comment: Comment
    ) async {
        await #expect(throws: DiskError.self, comment) {
            try await explorer.keeping(kind, folder.resumed, tuning).run()
        }
    }

    /// A file that is removed, or altered where it is read again, while the search is at work.
    @Test(arguments: [true, false])
    func filesThatChangeMeanwhileAreNoVerdict(removes: Bool) async throws {
        let folder = DiskFolder()
        var tuning = DiskTuning()
        (tuning.commitInterval, tuning.filterWords, tuning.batch) = (0, 0, 40)
        let path = folder.file("quorate-states")
        tuning.committed = { levels in
            guard levels == 3 else { return }
            if removes { return try FileManager.default.removeItem(atPath: path) }
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            try file.write(contentsOf: Data(repeating: 7, count: 64))
        }
        var explorer = try await DiskFolder.deepSearch()
        explorer.workers = 3
        await #expect(throws: DiskError.self) { try await explorer.onDisk(folder.use, tuning).run() }
    }

    @Test(arguments: Keeping.allCases)
    func otherSpecsAreRefused(kind: Keeping) async throws {
        var random = SplitMix(seed: Self.seed)
        var refused = 0
        for _ in 0..<20 {
            var graph = RandomGraph(using: &random)
            if graph.initial.isEmpty { graph.initial = [0] }
            (graph.bad, graph.worse, graph.outside) = ([], [], [])
            let folder = DiskFolder()
            func explorer(_ graph: RandomGraph, resumes: Bool = true) -> Explorer {
                Explorer(RandomSystem<OneWordState>(graph: graph), continuesAfterViolation: true)
                    .keeping(kind, resumes ? folder.resumed : folder.use, DiskTuning())
            }
            let report = try await explorer(graph, resumes: false).run()
            guard report.distinctStates > 1, report.distinctStates < 60 else { continue }
            var other = graph
            other.bad = [graph.initial[0]]
            await #expect(throws: DiskError.self) { try await explorer(other).run() }
            other = graph
            other.resting.formSymmetricDifference([graph.initial[0]])
            await #expect(throws: DiskError.self) { try await explorer(other).run() }
            other = graph
            other.initial.append(graph.initial[0])
            await #expect(throws: DiskError.self) { try await explorer(other).run() }
            var question = explorer(graph)
            question.properties = ["goal"]
            await #expect(throws: DiskError.self) { try await question.run() }
            refused += 1
        }
        #expect(refused > 2)
    }

    @Test func foldersOfOthersAreRefused() async throws {
        let explorer = Explorer(HashedSystem<OneWordState>(seed: 5))
        let folder = DiskFolder()
        await #expect(throws: DiskError.self) { try await explorer.onDisk(folder.resumed, .init()).run() }
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        try folder.put(Data(), "thesis.tex")
        await #expect(throws: DiskError.occupied(folder: folder.path, by: "thesis.tex")) {
            try await explorer.onDisk(folder.use, .init()).run()
        }
        try FileManager.default.removeItem(atPath: folder.file("thesis.tex"))
        let held = try SearchFolder(folder.path, resumes: false, room: DiskRoom(.max))
        await #expect(throws: DiskError.inUse(folder: folder.path)) {
            try await explorer.onDisk(folder.use, .init()).run()
        }
        withExtendedLifetime(held) {}
    }

    /// A folder with a search is not begun anew.
    @Test(arguments: Keeping.allCases)
    func searchesAreNotOverwritten(kind: Keeping) async throws {
        let explorer = Explorer(HashedSystem<OneWordState>(seed: 5))
        let folder = DiskFolder()
        _ = try await explorer.keeping(kind, folder.use, .init()).run()
        await #expect(throws: DiskError.self) { try await explorer.keeping(kind, folder.use, .init()).run() }
    }

    @Test func whatDoesNotGoTogetherIsRefused() async throws {
        let folder = DiskFolder()
        var explorer = Explorer(HashedSystem<OneWordState>(seed: 5), store: .fingerprint)
        func refuse(_ explorer: Explorer) async {
            for kind in Keeping.allCases {
                await #expect(throws: DiskError.self) {
                    try await explorer.keeping(kind, folder.use, .init()).run()
                }
            }
        }
        await refuse(explorer)
        explorer.store = .exact
        explorer.symmetry = .checked
        await refuse(explorer)
        explorer.symmetry = .none
        explorer.certificate = { _ in }
        await refuse(explorer)
        explorer.certificate = nil
        explorer.disk = folder.use
        explorer.checkpoints = CheckpointUse(folder: folder.path, every: 1)
        await #expect(throws: DiskError.self) { try await explorer.run() }
        explorer.disk = nil
        for seconds in [0, -1, .nan, .infinity] {
            explorer.checkpoints?.seconds = seconds
            await #expect(throws: DiskError.self) { try await explorer.run() }
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path), "nothing is left of what was refused")
    }
}
