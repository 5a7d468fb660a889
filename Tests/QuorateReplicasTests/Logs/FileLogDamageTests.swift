import QuorateReplicas
import SeededRandom
import Testing

/// Damage of every kind at every place.
@Suite struct FileLogDamageTests {
    private let folder: TemporaryFolder
    /// A log of four syncs; the first frames are those of a new log.
    private let dumb: DumbLog

    init() throws {
        folder = try TemporaryFolder()
        let batches: [[[UInt8]]] = [[], [[1, 2, 3]], [[], [4]], [[5, 6], [7]]]
        let log = try FileLog(path: folder.log, calls: .withoutDisk)
        for batch in batches {
            for record in batch { try log.append(record) }
            try log.sync()
        }
        dumb = DumbLog(path: folder.log, of: folder.bytes, batches: batches)
    }

    /// What opening says of a file with these bytes.
    private func open(_ bytes: [UInt8]) throws -> DumbLog.Outcome {
        folder.bytes = bytes
        do {
            let log = try FileLog(path: folder.log, calls: .withoutDisk)
            let (records, kept) = (log.records, log.recovered?.offset ?? bytes.count)
            #expect(kept + (log.recovered?.count ?? 0) == bytes.count)
            // The log goes on as if nothing had been.
            try log.append([8])
            try log.sync()
            try log.reopen()
            #expect(log.records == records + [[8]] && log.recovered == nil)
            return .records(records, kept: kept)
        } catch {
            #expect(folder.bytes == bytes, "what cannot be read is left as it is")
            return .refused(error)
        }
    }

    @Test func theFileIsWhatTheDescriptionOfTheFormatSays() throws {
        #expect(folder.bytes == dumb.bytes)
        #expect(SlowSHA256.hash(Array("abc".utf8)).prefix(4) == [0xba, 0x78, 0x16, 0xbf])
        #expect(
            try open(dumb.bytes) == .records([[1, 2, 3], [], [4], [5, 6], [7]], kept: dumb.bytes.count))
    }

    /// Cut off at every byte.
    @Test func aFileMayBeCutOffAtEveryByte() throws {
        for count in 0..<dumb.bytes.count {
            #expect(try open(Array(dumb.bytes.prefix(count))) == dumb.outcome(cutTo: count), "\(count)")
        }
    }

    /// Every bit flipped.
    @Test func everyBitMayBeFlipped() throws {
        for place in dumb.bytes.indices {
            for bit in UInt8(0)..<8 {
                var bytes = dumb.bytes
                bytes[place] ^= 1 << bit
                #expect(try open(bytes) == dumb.outcome(changedAt: place), "\(place), bit \(bit)")
            }
        }
    }

    /// Every byte zero, and every one 255.
    @Test func everyByteMayBeZeroOr255() throws {
        for place in dumb.bytes.indices {
            for byte: UInt8 in [0, 255] where dumb.bytes[place] != byte {
                var bytes = dumb.bytes
                bytes[place] = byte
                #expect(try open(bytes) == dumb.outcome(changedAt: place), "\(place), \(byte)")
            }
        }
    }

    @Test(arguments: Seed.each(1...200))
    func anythingBehindTheLastMarkIsCutOff(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let kinds: [UInt8] = [0, 0x52, 0x53, 0xff]
        let garbage = (0..<random.number(1..<200)).map { _ in
            random.number(0..<2) == 0 ? random.pick(kinds) : UInt8(random.number(0..<256))
        }
        let all = DumbLog.Outcome.records([[1, 2, 3], [], [4], [5, 6], [7]], kept: dumb.bytes.count)
        #expect(try open(dumb.bytes + garbage) == all, "seed \(seed)")
        #expect(try open(dumb.bytes + [UInt8](repeating: 0, count: garbage.count)) == all, "seed \(seed)")
    }

    /// Frames in a record, of this file or another one, prove nothing.
    @Test func framesInARecordProveNothing() throws {
        let other = DumbLog(path: "", of: (0..<28).map { UInt8($0) }, batches: [[[1]], [[2]]])
        let payload = dumb.bytes + other.bytes
        let all = DumbLog.Outcome.records([[1, 2, 3], [], [4], [5, 6], [7]], kept: dumb.bytes.count)
        // The head of a record that is cut off in the middle, with what looks like marks behind it.
        let head: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 0x52, 0, 0, 255, 255]
        #expect(try open(dumb.bytes + head + payload) == all)
    }

    /// A whole record behind a damaged one is cut off with it when no mark stands behind.
    @Test func aWholeRecordBehindADamagedOneIsCutOffWithIt() throws {
        let batches: [[[UInt8]]] = [[[1]], [[2], [3], [4]]]
        let unsynced = DumbLog(path: folder.log, of: dumb.bytes, batches: batches)
        var bytes = unsynced.header + unsynced.frames.dropLast().flatMap(\.bytes)
        let second = unsynced.frames[2]
        for place in second.start..<second.end { bytes[place] = 0 }
        #expect(try open(bytes) == .records([[1]], kept: second.start))
        #expect(
            try open(bytes + unsynced.frames.last!.bytes)
                == .refused(.corrupt(folder.log, offset: second.start)))
    }
}
