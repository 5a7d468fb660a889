import Foundation
import SeededRandom
import Synchronization
import Testing

@testable import QuorateExplorer
@testable import QuorateLanguage

/// What keeps a search from going on, or from writing down what the disk may not have: no false verdict comes of it.
@Suite struct ResumeRefusalTests {
    // MARK: Program

    /// A change of the spec in one state of thousands is in no sample; the program that has it is another.
    @Test func anotherProgramIsRefused() async throws {
        let folder = DiskFolder()
        var (explorer, tuning) = (try await DiskFolder.deepSearch(), DiskTuning())
        explorer.limits.depth = 2
        tuning.program = 1
        _ = try await explorer.onDisk(folder.use, tuning).run()
        explorer.limits.depth = nil
        for other in [2, nil] as [UInt64?] {
            tuning.program = other
            let error = await #expect(throws: DiskError.self) {
                try await explorer.onDisk(folder.resumed, tuning).run()
            }
            guard case .changedSpec(let reason)? = error else { Issue.record("\(error as Any)"); return }
            #expect(reason.contains("the program was built anew"))
        }
        tuning.program = 1
        let expected = try await explorer.run()
        #expect(try await explorer.onDisk(folder.resumed, tuning).run().findings == expected.findings)
    }

    /// A record of a release that did not note the program.
    @Test func recordsWithoutProgramAreRefused() async throws {
        let folder = DiskFolder()
        let explorer = Explorer(HashedSystem<OneWordState>(seed: 5))
        _ = try await explorer.onDisk(folder.use, .init()).run()
        var record = try SearchFolder.record(in: folder.path)
        #expect(try record.program == ProgramDigest.current())
        record.program = nil
        try folder.put(try record.text(), "quorate-search.json")
        let error = await #expect(throws: DiskError.self) {
            try await explorer.onDisk(folder.resumed, .init()).run()
        }
        #expect(error?.description.contains("the program was built anew") == true)
    }

    @Test func programDigestsTellFilesApart() throws {
        var random = SplitMix(seed: ResumeTests.seed)
        let folder = DiskFolder()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        var digests: [UInt64: Data] = [:]
        func note(_ data: Data) throws {
            try folder.put(data, "program")
            let digest = try ProgramDigest.of(folder.file("program"))
            #expect(try ProgramDigest.of(folder.file("program")) == digest)
            #expect(digests.updateValue(data, forKey: digest) == nil, "\(data.count) bytes")
        }
        for count in [0, 1, 7, 8, 9, 1 << 20, 1 << 20 + 1] { try note(Data(repeating: 0, count: count)) }
        for _ in 0..<8 {
            var data = Data(repeating: 0, count: 1 << 20 + 20)
            data[random.number(0..<data.count)] = UInt8(random.number(1..<256))
            try note(data)
        }
        #expect(throws: DiskError.self) { try ProgramDigest.of(folder.file("none")) }
    }

    // MARK: Two searches in one folder

    /// The lock was removed, and another search began or went on; or it is only gone.
    @Test(arguments: [true, false])
    func searchesWithoutTheirLockEnd(another: Bool) async throws {
        let folder = DiskFolder()
        let second = Mutex<SearchFolder?>(nil)
        let (path, resumed) = (folder.path, folder.resumed)
        var tuning = DiskTuning()
        (tuning.commitInterval, tuning.candidates) = (0, 30)
        tuning.committed = { levels in
            guard levels == 3 else { return }
            try FileManager.default.removeItem(atPath: path + "/quorate-lock")
            if another {
                second.withLock { $0 = try? SearchFolder(path, resumes: true, room: DiskRoom(.max)) }
            }
        }
        let explorer = try await DiskFolder.deepSearch()
        let expected = try await explorer.run()
        await #expect(throws: DiskError.inUse(folder: path)) {
            try await explorer.onDisk(folder.use, tuning).run()
        }
        #expect(second.withLock { $0 != nil } == another)
        #expect(try SearchFolder.record(in: path).levels.count == 3, "the record is not touched any more")
        second.withLock { $0 = nil }
        #expect(try await explorer.onDisk(resumed, .init()).run().findings == expected.findings)
    }

    /// Another search that cuts the runs off, while this one reads them, has not damaged the folder.
    @Test func runsOfAnotherSearchAreNoDamage() async throws {
        let folder = DiskFolder()
        let path = folder.path
        var explorer = try await DiskFolder.deepSearch()
        var tuning = DiskTuning()
        // Neither commits nor room for candidates: the runs are all that is read.
        (tuning.commitInterval, tuning.candidates, tuning.filterWords) = (1000, 30, 100_000)
        (tuning.blockStates, explorer.progressInterval) = (16, 0)
        explorer.progress = { _ in
            var status = stat()
            guard stat(path + "/quorate-runs", &status) == 0, status.st_size > 5_000 else { return }
            try? FileManager.default.removeItem(atPath: path + "/quorate-lock")
            truncate(path + "/quorate-runs", 8)
        }
        await #expect(throws: DiskError.inUse(folder: path)) {
            try await explorer.onDisk(folder.use, tuning).run()
        }
        let damage = DiskError.damaged(file: folder.file("quorate-runs"), what: "it ends")
        #expect(
            damage.description.contains("`resume` goes on") && !damage.description.contains("begin again"))
    }

    /// Blocks of runs are of one process: those of another have the same places and levels.
    @Test func runsOfAnotherProcessAreNone() async throws {
        var nonces: Set<UInt64> = []
        let folder = DiskFolder()
        let explorer = Explorer(HashedSystem<OneWordState>(seed: 5))
        _ = try await explorer.onDisk(folder.use, .init()).run()
        for _ in 0..<3 {
            let explorer = explorer.onDisk(folder.resumed, .init())
            let search = try Search(
                explorer, checked: Array(explorer.spec.properties.indices), control: SearchControl(),
                hashMask: .max)
            let disk = try #require(search.disk)
            #expect(disk.codec.nonce == disk.record.nonce && disk.runs.codec.nonce != disk.record.nonce)
            nonces.insert(disk.runs.codec.nonce)
        }
        #expect(nonces.count == 3)
    }

    // MARK: Lost writes

    /// A disk that lost states says so once, and takes the next commit for done: the record before must stay.
    @Test func lostStatesAreNotCommitted() async throws {
        let folder = DiskFolder()
        let calls = Atomic(0)
        var tuning = DiskTuning()
        tuning.commitInterval = 0
        tuning.losesWrites = { name in
            name.hasSuffix("quorate-states") && calls.add(1, ordering: .relaxed).newValue == 4
        }
        let explorer = try await DiskFolder.deepSearch()
        let report = try await explorer.onDisk(folder.use, tuning).run()
        #expect(report.limit == .disk && report.outcome != .holds && !report.isComplete)
        // The first commit is of no level.
        #expect(try SearchFolder.record(in: folder.path).levels.count == 2)
        let expected = try await explorer.run()
        #expect(try await explorer.onDisk(folder.resumed, .init()).run().findings == expected.findings)
    }

    // MARK: Interrupts

    /// The states that are read once, and the count of lines, end at an interrupt and tell how far they are.
    @Test func readingEndsAtAnInterrupt() async throws {
        let folder = DiskFolder()
        var explorer = try await DiskFolder.deepSearch()
        explorer.countsLines = true
        let expected = try await explorer.onDisk(folder.use, .init()).run()
        #expect(expected.lines != nil && expected.isComplete)
        for memory in [false, true] {
            let explorer = memory ? explorer : explorer.onDisk(folder.resumed, .init())
            let control = SearchControl()
            let search = try Search(
                explorer, checked: Array(explorer.spec.properties.indices), control: control, hashMask: .max)
            let end = try search.run()
            #expect(end.isComplete)
            control.stop(.interrupt)
            let report = try search.report(isComplete: true, reachedDepthLimit: false, cpuSeconds: 0)
            #expect(report.lines == nil && report.limit == .interrupt && !report.isComplete)
        }
        let record = try folder.content("quorate-search.json")
        let resumed = explorer.onDisk(folder.resumed, .init())
        // Over before anything is read.
        do {
            let control = SearchControl()
            control.stop(.interrupt)
            let search = try Search(
                resumed, checked: Array(resumed.spec.properties.indices), control: control, hashMask: .max)
            let end = try search.run()
            #expect(!end.isComplete)
        }
        #expect(try folder.content("quorate-search.json") == record, "what was found is still there")
        #expect(try await explorer.onDisk(folder.resumed, .init()).run().findings == expected.findings)
    }

    @Test func readingShowsProgress() async throws {
        let folder = DiskFolder()
        var explorer = try await DiskFolder.deepSearch()
        explorer.countsLines = true
        _ = try await explorer.onDisk(folder.use, .init()).run()
        let calls = Atomic(0)
        explorer.progressInterval = 0
        explorer.progress = { _ in calls.add(1, ordering: .relaxed) }
        let report = try await explorer.onDisk(folder.resumed, .init()).run()
        // Nothing is searched any more: each block is read once, and once more for its lines.
        #expect(calls.load(ordering: .relaxed) >= 2 * (report.distinctStates / 256))
    }
}
