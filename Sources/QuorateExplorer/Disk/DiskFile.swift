import Foundation
import Synchronization

/// A file of a search that several threads read and write at places of their own.
final class DiskFile: Sendable {
    let path: String
    private let descriptor: Int32
    private let room: DiskRoom
    /// The failure of a commit. The system may forget what it could not write, and take the next commit for done.
    private let failure = Mutex<DiskError?>(nil)

    /// Opens the file at `path`, which is made where it is not there.
    init(_ path: String, room: DiskRoom) throws {
        self.path = path
        self.room = room
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        if descriptor < 0 { throw Self.error(path) }
    }

    deinit { close(descriptor) }

    /// Error of the last call of the system.
    static func error(_ path: String, _ code: Int32 = errno) -> DiskError {
        [ENOSPC, EDQUOT, EFBIG].contains(code)
            ? .full(file: path) : .inputOutput(file: path, reason: String(cString: strerror(code)))
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
        if !room.take(bytes.count) { throw DiskError.full(file: path) }
        var done = 0
        while done < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw Self.error(path) }
            // What takes no byte and gives no error has no room either.
            if count == 0 { throw DiskError.full(file: path) }
            done += count
        }
    }

    /// Fills `bytes` from the file, which must reach so far.
    func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws {
        var done = 0
        while done < bytes.count {
            let count = pread(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw Self.error(path) }
            if count == 0 { throw DiskError.damaged(file: path, what: "it ends at byte \(offset + done)") }
            done += count
        }
    }

    var byteCount: Int {
        get throws {
            var status = stat()
            if fstat(descriptor, &status) != 0 { throw Self.error(path) }
            return Int(status.st_size)
        }
    }

    func truncate(to byteCount: Int) throws {
        while ftruncate(descriptor, off_t(byteCount)) != 0 {
            if errno != EINTR { throw Self.error(path) }
        }
    }

    /// Waits until everything is on disk, in the file that bears the name. After a failure every further commit fails too.
    func commit() throws {
        if !room.take(0) { throw DiskError.full(file: path) }
        try failure.withLock { failure in
            if let failure { throw failure }
            failure = synchronize()
            if let failure { throw failure }
        }
        if try !Self.isNamed(path, descriptor) {
            throw DiskError.damaged(file: path, what: "somebody has removed or replaced it meanwhile")
        }
    }

    private func synchronize() -> DiskError? {
        if room.losesWrites?(path) ?? false { return .full(file: path) }
        while fsync(descriptor) != 0 {
            if errno != EINTR { return Self.error(path) }
        }
        return nil
    }

    /// Sameness of an open file and the one that is at `path` now.
    static func isNamed(_ path: String, _ descriptor: Int32) throws -> Bool {
        var (here, there) = (stat(), stat())
        if fstat(descriptor, &here) != 0 { throw error(path) }
        return stat(path, &there) == 0 && here.st_ino == there.st_ino && here.st_dev == there.st_dev
    }
}

/// Bytes that may still be written: a disk that fills up, for tests.
final class DiskRoom: Sendable {
    private let left: Atomic<Int>
    let losesWrites: (@Sendable (String) -> Bool)?

    init(_ byteCount: Int, losesWrites: (@Sendable (String) -> Bool)? = nil) {
        left = Atomic(byteCount)
        self.losesWrites = losesWrites
    }

    /// Takes room for so many bytes; false where there is not enough, and from then on.
    func take(_ byteCount: Int) -> Bool {
        left.subtract(byteCount, ordering: .relaxed).newValue >= 0
    }
}
