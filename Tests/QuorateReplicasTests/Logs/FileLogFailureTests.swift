import Foundation
import QuorateReplicas
import SeededRandom
import Testing

/// System calls that fail, and crashes between them.
@Suite struct FileLogFailureTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Opens the log, which is closed when `body` is done.
    private func open<Result>(
        _ calls: FileCalls = .withoutDisk, _ body: (FileLog) throws -> Result
    ) throws -> Result { try body(try FileLog(path: folder.log, calls: calls)) }

    private func write(_ records: [UInt8]...) throws {
        try open { log in
            for record in records { try log.append(record) }
            try log.sync()
        }
    }

    /// Calls that are interrupted and writes of a few bytes are gone on with.
    @Test func interruptedCallsAndShortWritesAreGoneOnWith() throws {
        let records = (0..<20).map { [UInt8](repeating: UInt8($0), count: $0) }
        try open(.stuttering) { log in
            for record in records { try log.append(record) }
            try log.sync()
            try log.replace(with: records + records)
        }
        folder.bytes += [1, 2, 3]
        try open(.stuttering) { #expect($0.records == records + records && $0.recovered?.count == 3) }
    }

    /// A system that writes nothing and calls that no error.
    @Test func aSystemMayWriteNothingAndCallThatNoError() throws {
        try write()
        var calls = FileCalls.withoutDisk
        calls.write = { (_: Int32, _: UnsafeRawBufferPointer, _: Int) in 0 }
        #expect(throws: FileLogError.failed("write", path: folder.log, SystemCallFailure(EIO))) {
            try open(calls) { _ in }
        }
    }

    /// A failed sync poisons the log: every later call throws.
    @Test func aFailedSyncPoisonsTheLog() throws {
        let broken = Switch()
        try write([1])
        try open(.syncing(unless: broken)) { log in
            try log.append([2])
            broken.isOn = true
            let failure = FileLogError.failed("sync", path: folder.log, SystemCallFailure(EIO))
            #expect(throws: failure) { try log.sync() }
            broken.isOn = false
            let poisoned = FileLogError.poisoned(by: failure)
            #expect(throws: poisoned) { try log.sync() }
            #expect(throws: poisoned) { try log.append([3]) }
            #expect(throws: poisoned) { try log.replace(with: []) }
            #expect(throws: poisoned) { try log.reopen() }
            #expect("\(poisoned)".contains("has failed before"))
        }
    }

    /// What nothing proves to be durable is written again before anybody reads it.
    @Test func whatNothingProvesToBeDurableIsWrittenAgain() throws {
        let (broken, journal) = (Switch(), Journal())
        try write([1])
        let proven = folder.bytes.count - 13
        try open(.syncing(unless: broken)) { log in
            try log.append([2])
            broken.isOn = true
            #expect(throws: FileLogError.self) { try log.sync() }
        }
        broken.isOn = false
        try open(.syncing(unless: broken, journal)) { log in
            #expect(log.records == [[1], [2]] && log.recovered == nil)
            let mark = folder.bytes.count - 13
            // The file and the folder are synced.
            #expect(journal.take() == ["write \(proven)", "sync", "write \(mark)", "sync"])
        }
    }

    /// The order of the calls: written, durable, marked; a new file is durable before it has the name.
    @Test func callsComeInTheOrderThatMakesDurable() throws {
        let journal = Journal()
        try open(.syncing(unless: Switch(), journal)) { log in
            let creation = ["write 0", "sync", "rename", "sync"]
            #expect(Array(journal.take().prefix(4)) == creation)
            let place = folder.bytes.count
            try log.append([1])
            try log.append([2])
            #expect(journal.take() == [])
            try log.sync()
            #expect(journal.take() == ["write \(place)", "sync", "write \(place + 28)"])
            try log.sync()
            #expect(journal.take() == [])
            try log.replace(with: [[3]])
            #expect(journal.take() == creation)
        }
    }

    /// A full disk or a crash at every call: what was synced is there, and a replacement is there or not.
    @Test func aFullDiskOrACrashAtEveryCallLosesNothingSynced() throws {
        var outcomes: Set<[[UInt8]]> = []
        for first in 0..<30 {
            try open { try $0.replace(with: [[1], [2]]) }
            #expect(folder.names.count == 2)
            var synced: [[UInt8]] = [[1], [2]]
            do {
                try open(.failing(from: first)) { log in
                    try log.append([3])
                    try log.sync()
                    synced.append([3])
                    try log.replace(with: [[4]])
                    synced = [[4]]
                    try log.append([5])
                    try log.append([6])
                    try log.sync()
                    synced += [[5], [6]]
                }
            } catch let error as FileLogError { #expect("\(error)".contains("No space left")) }
            let found = try open { $0.records }
            #expect(found.starts(with: synced) || synced == [[1], [2], [3]] && found == [[4]], "\(first)")
            outcomes.insert(found)
        }
        let all: Set<[[UInt8]]> = [[[1], [2]], [[1], [2], [3]], [[4]], [[4], [5]], [[4], [5], [6]]]
        #expect(outcomes == all)
    }
}
