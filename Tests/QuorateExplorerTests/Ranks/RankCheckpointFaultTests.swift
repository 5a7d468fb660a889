import Foundation
import SeededRandom
import Synchronization
import Testing

@testable import QuorateExplorer
@testable import QuorateLanguage
@testable import Toys

/// What may befall the folder, the disk, the specs and the transport of a search over ranks with checkpoints: it is no
/// verdict, on no rank.
@Suite struct RankCheckpointFaultTests {
    static let seed = Seed.announced(20_261_302)

    // MARK: Disk

    /// A disk that fills up after any number of bytes ends it without a verdict, unless one was known, and it goes on.
    @Test func fullDiskEndsInconclusive() async throws {
        var random = SplitMix(seed: Self.seed)
        var (explorer, ended, stood) = (try await DiskFolder.deepSearch(), 0, 0)
        let expected = try await explorer.run()
        explorer.rankBlockStates = 20
        for round in 0..<8 {
            let folder = DiskFolder()
            var tuning = DiskTuning()
            (tuning.blockStates, tuning.commitInterval) = (16, round % 2 == 0 ? 0 : 1000)
            var use = folder.use
            explorer.limits.depth = 0
            _ = try await explorer.stretch(ranks: 2, use, tuning)
            use = folder.resumed
            explorer.limits.depth = nil
            for _ in 0..<2 {
                tuning.room = random.number(0..<9_000)
                let report = try await explorer.stretch(ranks: random.number(1..<5), use, tuning)
                if report.limit == .disk {
                    #expect(!report.isComplete && report.distinctStates <= expected.distinctStates)
                    #expect(report.outcome == (report.counterexamples.isEmpty ? .inconclusive : .violated))
                    #expect(report.lacksLastCheckpoint)
                    ended += 1
                } else {
                    #expect(report.sameFindings == expected.sameFindings)
                    stood += report.lacksLastCheckpoint ? 1 : 0
                }
            }
            tuning.room = .max
            let report = try await explorer.stretch(ranks: 3, use, tuning)
            #expect(report.sameFindings == expected.sameFindings && !report.lacksLastCheckpoint)
        }
        #expect(ended > 2 && stood > 2, "\(ended), \(stood), seed \(Self.seed)")
    }

    /// A verdict that is known when the disk is full stands on all ranks, whatever one of them has heard by then.
    @Test func knownVerdictsStand() async throws {
        var explorer = try await DiskFolder.deepSearch()
        for continues in [true, false] {
            explorer.continuesAfterViolation = continues
            let expected = try await explorer.run()
            let controls = (0..<3).map { _ in SearchControl() }
            let (folder, calls) = (DiskFolder(), Counter())
            var tuning = DiskTuning()
            tuning.commitInterval = 1000
            tuning.losesWrites = { name in
                guard name.hasSuffix("quorate-states") else { return false }
                if calls.value.add(1, ordering: .relaxed).newValue == 1 { return false }
                controls[1].stop(.interrupt)
                return true
            }
            let search = explorer.keeping(.checkpoints, folder.use, tuning)
            for result in ThreadRanks(3).search(search, controls: controls) {
                let report = try result.get()
                #expect(report.sameFindings == expected.sameFindings && report.limit == nil)
                #expect(report.lacksLastCheckpoint)
            }
            let report = try await explorer.stretch(ranks: 2, folder.resumed, .init())
            #expect(report.sameFindings == expected.sameFindings && !report.lacksLastCheckpoint)
        }
    }

    private final class Counter: Sendable { let value = Atomic(0) }

    /// Every part of the files counts: altered, cut off, gone or of another search, they are an error of all ranks.
    @Test func alteredFilesAreNoVerdict() async throws {
        var explorer = Explorer(HashedSystem<OneWordState>(seed: 3), continuesAfterViolation: true)
        explorer.rankBlockStates = 20
        let (folder, other) = (DiskFolder(), DiskFolder())
        let expected = try await explorer.stretch(ranks: 3, folder.use, .init())
        _ = try await explorer.stretch(ranks: 3, other.use, .init())
        func expectErrors(_ comment: Comment) {
            let started = ThreadRanks(2).search(explorer.keeping(.checkpoints, folder.resumed, .init()))
            for result in started { #expect(throws: (any Error).self, comment) { try result.get() } }
        }
        for name in ["quorate-states", "quorate-search.json"] {
            let whole = try folder.content(name)
            for position in stride(from: 0, to: whole.count, by: max(1, whole.count / 8)) {
                var altered = whole
                altered[position] ^= 1 << UInt8(position % 8)
                try folder.put(altered, name)
                expectErrors("\(name), byte \(position)")
                try folder.put(whole.prefix(position), name)
                expectErrors("\(name), up to \(position)")
            }
            try FileManager.default.removeItem(atPath: folder.file(name))
            expectErrors("\(name) removed")
            try folder.put(try other.content(name), name)
            expectErrors("\(name) of another search")
            try folder.put(whole, name)
        }
        let report = try await explorer.stretch(ranks: 2, folder.resumed, .init())
        #expect(report.sameFindings == expected.sameFindings)
    }

    /// The folder is one search's: not begun anew, not two at a time, and of this program, spec and request.
    @Test func foldersOfOthersAreRefused() async throws {
        let explorer = try await DiskFolder.deepSearch()
        let folder = DiskFolder()
        var cut = explorer
        cut.limits.depth = 2
        _ = try await cut.stretch(ranks: 2, folder.use, .init())
        func text(_ explorer: Explorer, _ use: DiskUse, _ tuning: DiskTuning = .init()) -> String {
            let results = ThreadRanks(2).search(explorer.keeping(.checkpoints, use, tuning))
            return results.map { result in
                "\(#expect(throws: (any Error).self) { try result.get() } as Any)"
            }.joined()
        }
        #expect(text(explorer, folder.use).contains("is not empty"))
        try withExtendedLifetime(SearchFolder(folder.path, resumes: true, room: DiskRoom(.max))) {
            #expect(text(explorer, folder.resumed).contains("another search is at work"))
        }
        var tuning = DiskTuning()
        tuning.program = 7
        #expect(text(explorer, folder.resumed, tuning).contains("the program was built anew"))
        var other = explorer
        other.properties = ["goal"]
        #expect(text(other, folder.resumed).contains("other properties or options"))
        other = Explorer(HashedSystem<OneWordState>(seed: 2), continuesAfterViolation: true)
        #expect(text(other, folder.resumed).contains("the spec may not be that of the search"))
    }

    /// A spec that says other things of what is in the folder, on the first rank or on another one, is no verdict.
    @Test(arguments: Opinionated.Part.allCases, [false, true])
    func unlikeSpecsAreNoVerdict(part: Opinionated.Part, ofAll: Bool) async throws {
        // When a premise held, and where a run may end, the folder's digest does not tell; that the program is another it does.
        if ofAll, part == .premise || part == .rest { return }
        let explorer = Explorer(Opinionated(part: part), continuesAfterViolation: true)
        let folder = DiskFolder()
        _ = try await explorer.stretch(ranks: 2, folder.use, .init())
        let results = ThreadRanks(3).search(explorer.keeping(.checkpoints, folder.resumed, .init())) {
            explorer, rank in
            if ofAll || rank == 2 { explorer.spec = ErasedSpec(Opinionated(part: part, isOdd: true)) }
        }
        for result in results {
            let error = #expect(throws: (any Error).self, "\(part), \(ofAll)") { try result.get() }
            let text = "\(error as Any)"
            #expect(text.contains(ofAll ? "the spec may not be that" : "asked in two processes"), "\(text)")
        }
    }

    // MARK: Samples

    /// What waits to be compared between ranks is compared before a checkpoint, behind which nobody asks again.
    @Test func samplesAreComparedBeforeACheckpoint() async throws {
        var tuning = DiskTuning()
        tuning.commitInterval = 0
        tuning.committed = { if $0 == 9 { throw ResumeTests.Killed() } }
        let folder = DiskFolder()
        let explorer = Explorer(Opinionated(part: .actions), continuesAfterViolation: true)
        let results = ThreadRanks(2).search(explorer.keeping(.checkpoints, folder.use, tuning)) {
            explorer, rank in explorer.spec = ErasedSpec(Opinionated(part: .actions, isOdd: rank == 1))
        }
        for result in results { #expect(throws: SpecError.self) { try result.get() } }
        #expect(try SearchFolder.record(in: folder.path).levels.count < 9)
    }

    /// States that are lost or changed on their way to rank 0, or back, are no verdict.
    @Test(arguments: [ThreadRanks.Mistake.replacesState, .swapsRanks])
    func mistakesOfATransportAreNoticed(mistake: ThreadRanks.Mistake) async throws {
        var explorer = try await DiskFolder.deepSearch()
        explorer.rankBlockStates = 8
        let folder = DiskFolder()
        let expected = try await explorer.stretch(ranks: 3, folder.use, .init())
        let text = mistake == .swapsRanks ? "belongs to another" : "has a state of another, or twice"
        for result in ThreadRanks(3, mistake).search(explorer.keeping(.checkpoints, folder.resumed, .init()))
        {
            let error = #expect(throws: (any Error).self) { try result.get() }
            #expect("\(error as Any)".contains(text), "\(error as Any)")
        }
        let report = try await explorer.stretch(ranks: 2, folder.resumed, .init())
        #expect(report.sameFindings == expected.sameFindings)
    }

    @Test func bytesAreToldAsTheyAre() throws {
        for count in [0, 1, 7, 8, 9, 65_535, 65_536, 65_537, 200_001] {
            let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
            for told in ThreadRanks(3).run({ link in
                try link.together {
                    try link.tell { bytes }
                } digest: { _ in
                    0
                }
            }) {
                #expect(try told.get() == bytes)
            }
        }
    }
}
