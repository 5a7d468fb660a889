internal import Foundation

/// A file that is open until nobody holds it any more.
final class OpenFile {
    let path: String
    private let descriptor: Int32
    private let calls: FileCalls

    /// Opens the file at `path`, which must be no symbolic link.
    init(_ path: String, _ flags: Int32, calls: FileCalls) throws(FileLogError) {
        (self.path, self.calls) = (path, calls)
        descriptor = try Self.attempt("open", path) { () throws(SystemCallFailure) in
            // A child process must not inherit the lock.
            let all = flags | O_CLOEXEC | O_NOFOLLOW
            return Int32(try SystemCallFailure.check(Int(open(path, all, 0o644))))
        }
    }

    deinit {
        // A child of this process that has not begun its own program yet holds the file too, and with it the lock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Calls again after an interrupt, and says which file it was that a call has failed with.
    static func attempt<Result>(
        _ action: String, _ path: String, _ call: () throws(SystemCallFailure) -> Result
    ) throws(FileLogError) -> Result {
        do throws(SystemCallFailure) { return try SystemCallFailure.uninterrupted(call) } catch {
            throw .failed(action, path: path, error)
        }
    }

    /// Writes all bytes behind `start` to their places in the file.
    func write(_ bytes: [UInt8], from start: Int) throws(FileLogError) {
        var place = start
        while place < bytes.count {
            let count = try Self.attempt("write", path) { [calls, descriptor] () throws(SystemCallFailure) in
                try bytes.withUnsafeBufferPointer { all throws(SystemCallFailure) in
                    let rest = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: all[place...]))
                    return try calls.write(descriptor, rest, place)
                }
            }
            // A system that writes nothing and calls that no error would keep this going for ever.
            guard count > 0 else { throw .failed("write", path: path, SystemCallFailure(EIO)) }
            place += count
        }
    }

    /// Makes what was written durable.
    func sync() throws(FileLogError) {
        try Self.attempt("sync", path) { () throws(SystemCallFailure) in try calls.sync(descriptor) }
    }

    /// Cuts the file off behind `count` bytes.
    func truncate(to count: Int) throws(FileLogError) {
        try Self.attempt("truncate", path) { () throws(SystemCallFailure) in
            try calls.truncate(descriptor, count)
        }
    }

    /// Locks the file until it is closed; returns false if another owner has locked it.
    func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// All bytes of the file; nil when it is not a regular one.
    func read() throws(FileLogError) -> [UInt8]? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var place = 0
        while place < bytes.count {
            let count = try Self.attempt("read", path) { [descriptor] () throws(SystemCallFailure) in
                try bytes.withUnsafeMutableBufferPointer { all throws(SystemCallFailure) in
                    try SystemCallFailure.check(
                        pread(descriptor, all.baseAddress! + place, all.count - place, off_t(place)))
                }
            }
            if count == 0 { return Array(bytes.prefix(place)) }
            place += count
        }
        return bytes
    }
}
