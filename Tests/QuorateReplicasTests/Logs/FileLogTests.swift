import Foundation
import QuorateReplicas
import SeededRandom
import Testing

/// A log in a file keeps what it is told to keep.
@Suite struct FileLogTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What was synced is there when the log is opened again, what was not is gone.
    @Test func whatWasSyncedIsThereAndTheRestIsGone() throws {
        let records: [[UInt8]] = [[], [1], [UInt8](repeating: 9, count: 100_000), Array("QUORATE\n".utf8)]
        try write { log in
            for record in records { try log.append(record) }
            try log.sync()
            try log.append([5])
            #expect(log.records == records + [[5]])
        }
        try write { log in
            #expect(log.records == records && log.recovered == nil)
            try log.append([6])
            try log.sync()
        }
        try write { #expect($0.records == records + [[6]]) }
    }

    @Test func recordsTakeThePlaceOfAllOthers() throws {
        try write { log in
            for number in 0..<100 { try log.append([UInt8](repeating: 1, count: number)) }
            try log.sync()
            try log.append([2])
            try log.replace(with: [[3], [4]])
            #expect(log.records == [[3], [4]])
            try log.append([5])
            try log.sync()
        }
        try write { #expect($0.records == [[3], [4], [5]]) }
        #expect(folder.names == ["replica.log", "replica.log.lock"])
    }

    /// A log in a file and one in memory are the same.
    @Test(arguments: Seed.each(1...40))
    func aLogInAFileIsLikeOneInMemory(seed: UInt64) throws {
        var (random, memory) = (SplitMix(seed: seed), MemoryLog())
        var file: FileLog? = try FileLog(path: folder.log, calls: .withoutDisk)
        for _ in 0..<100 {
            let records = (0..<random.number(0..<4)).map { _ in Self.record(&random) }
            switch random.number(0..<10) {
            case 0..<5:
                for record in records {
                    memory.append(record)
                    try file?.append(record)
                }
            case 5, 6:
                memory.sync()
                try file?.sync()
            case 7:
                memory.replace(with: records)
                try file?.replace(with: records)
            default:
                memory.reopen()
                try file?.reopen()
            }
            #expect(file?.records == memory.records && file?.recovered == nil, "seed \(seed)")
        }
        file = nil
        #expect(try FileLog(path: folder.log).records == memory.durable, "seed \(seed)")
    }

    /// A record that is too long is refused, and the log goes on.
    @Test func aRecordThatIsTooLongIsRefused() throws {
        let longest = [UInt8](repeating: 1, count: FileLog.longestRecord)
        try write { log in
            let error = FileLogError.recordTooLong(longest.count + 1)
            #expect(throws: error) { try log.append(longest + [1]) }
            #expect(throws: error) { try log.replace(with: [[1], longest + [1]]) }
            try log.append(longest)
            try log.sync()
        }
        try write { #expect($0.records == [longest]) }
    }

    /// A million records.
    @Test func aMillionRecordsAreRead() throws {
        func record(_ number: Int) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }
        try write { log in
            for number in 0..<1_000_000 { try log.append(record(number)) }
            try log.sync()
        }
        // 8 bytes each and 13 of its frame, a header and two marks.
        #expect(folder.bytes.count == 1_000_000 * 21 + 36 + 2 * 13)
        try write { log in
            let records = log.records
            #expect(records.count == 1_000_000)
            #expect(records.indices.allSatisfy { records[$0] == record($0) })
        }
    }

    /// A log is opened once at a time, and again when it is closed.
    @Test func aLogIsOpenedOnceAtATime() throws {
        try write { _ in
            #expect(throws: FileLogError.inUse(folder.log)) { try FileLog(path: folder.log) }
        }
        try write { _ in }
    }

    /// Opens the log, which is closed when `body` is done.
    private func write(_ body: (FileLog) throws -> Void) throws { try body(try FileLog(path: folder.log)) }

    private static func record(_ random: inout SplitMix) -> [UInt8] {
        (0..<random.number(0..<20)).map { _ in UInt8(random.number(0..<256)) }
    }
}
