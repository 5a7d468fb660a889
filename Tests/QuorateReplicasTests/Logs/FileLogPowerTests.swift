import Foundation
import QuorateReplicas
import SeededRandom
import Testing

/// The machine loses power: of what was not synced, any block may be on the disk or not.
@Suite struct FileLogPowerTests {
    @Test(arguments: Seed.each(1...400))
    func whatWasSyncedSurvivesAndOfTheRestSomeFirstRecords(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        var (random, broken) = (SplitMix(seed: seed), Switch())
        let calls = FileCalls.syncing(unless: broken)
        var (synced, all): ([[UInt8]], [[UInt8]]) = ([], [])
        for _ in 0..<random.number(1..<5) {
            broken.isOn = false
            let log = try FileLog(
                path: folder.log, ifMissing: synced.isEmpty ? .create : .refuse, calls: calls)
            #expect(log.records.starts(with: synced) && all.starts(with: log.records), "seed \(seed)")
            all = log.records
            synced = all
            for _ in 0..<random.number(0..<4) {
                try append(to: log, &all, &random)
                try log.sync()
                synced = all
            }
            // The mark of the last sync is not on the disk for sure, but that of a new log is.
            let durable = max(36 + 13, folder.bytes.count - 13)
            try append(to: log, &all, &random)
            broken.isOn = true
            #expect(throws: FileLogError.self) {
                try log.append([0]); try log.sync()
            }
            all.append([0])
            folder.bytes = survivors(of: folder.bytes, durable: durable, &random)
        }
        broken.isOn = false
        let found = try FileLog(path: folder.log, ifMissing: .refuse, calls: calls).records
        #expect(found.starts(with: synced) && all.starts(with: found), "seed \(seed)")
    }

    private func append(to log: FileLog, _ all: inout [[UInt8]], _ random: inout SplitMix) throws {
        for _ in 0..<random.number(1..<5) {
            let record = (0..<random.number(0..<40)).map { _ in UInt8(random.number(0..<256)) }
            try log.append(record)
            all.append(record)
        }
    }

    /// The file without some of the blocks behind the durable bytes, and perhaps without its end.
    private func survivors(of bytes: [UInt8], durable: Int, _ random: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        let size = random.pick([1, 8, 64])
        for start in stride(from: durable / size * size, to: bytes.count, by: size)
        where random.number(0..<4) == 0 {
            for place in max(start, durable)..<min(start + size, bytes.count) { bytes[place] = 0 }
        }
        return Array(bytes.prefix(random.number(durable..<bytes.count + 1)))
    }
}
