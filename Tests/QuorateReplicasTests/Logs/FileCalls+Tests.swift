import Foundation
import QuorateReplicas
import Synchronization

extension FileCalls {
    /// The system's, but nothing waits for a disk.
    static let withoutDisk = FileCalls(
        write: system.write, sync: { _ in }, truncate: system.truncate, rename: system.rename)

    /// Those in which every second call is interrupted and a write writes at most three bytes.
    static var stuttering: FileCalls {
        let counter = Counter()
        @Sendable func interrupt() throws(SystemCallFailure) {
            if counter.next() % 2 == 0 { throw SystemCallFailure(EINTR) }
        }
        return FileCalls(
            write: { descriptor, bytes, place throws(SystemCallFailure) in
                try interrupt()
                return try system.write(descriptor, .init(rebasing: bytes.prefix(3)), place)
            },
            sync: { _ throws(SystemCallFailure) in try interrupt() },
            truncate: { descriptor, count throws(SystemCallFailure) in
                try interrupt()
                try system.truncate(descriptor, count)
            },
            rename: { from, to throws(SystemCallFailure) in
                try interrupt()
                try system.rename(from, to)
            })
    }

    /// Those in which everything fails from call number `first` on, and the write that is the first to fail, if it
    /// is one, has written half of its bytes.
    static func failing(from first: Int, _ number: Int32 = ENOSPC, _ journal: Journal = Journal())
        -> FileCalls
    {
        let counter = Counter()
        @Sendable func count(_ call: String) throws(SystemCallFailure) {
            if counter.next() >= first { throw SystemCallFailure(number) }
            journal.add(call)
        }
        return FileCalls(
            write: { descriptor, bytes, place throws(SystemCallFailure) in
                do throws(SystemCallFailure) { try count("write \(place)") } catch {
                    if counter.value == first + 1 {
                        _ = try system.write(
                            descriptor, .init(rebasing: bytes.prefix(bytes.count / 2)), place)
                    }
                    throw error
                }
                return try system.write(descriptor, bytes, place)
            },
            sync: { _ throws(SystemCallFailure) in try count("sync") },
            truncate: { descriptor, size throws(SystemCallFailure) in
                try count("truncate \(size)")
                try system.truncate(descriptor, size)
            },
            rename: { from, to throws(SystemCallFailure) in
                try count("rename")
                try system.rename(from, to)
            })
    }

    /// The system's, but a call that makes something durable fails when `isBroken` says so.
    static func syncing(unless isBroken: Switch, _ journal: Journal = Journal()) -> FileCalls {
        var calls = failing(from: .max, 0, journal)
        let sync = calls.sync
        calls.sync = { descriptor throws(SystemCallFailure) in
            if isBroken.isOn { throw SystemCallFailure(EIO) }
            try sync(descriptor)
        }
        return calls
    }
}

/// What was called, in its order.
final class Journal: Sendable {
    private let calls = Mutex<[String]>([])

    func add(_ call: String) { calls.withLock { $0.append(call) } }

    /// What was added since this was asked last.
    func take() -> [String] {
        calls.withLock { calls in
            defer { calls = [] }
            return calls
        }
    }
}

/// Counts from 0.
final class Counter: Sendable {
    private let number = Mutex(0)

    var value: Int { number.withLock { $0 } }

    func next() -> Int {
        number.withLock { number in
            defer { number += 1 }
            return number
        }
    }
}

/// On or off.
final class Switch: Sendable {
    private let state = Mutex(false)

    var isOn: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
