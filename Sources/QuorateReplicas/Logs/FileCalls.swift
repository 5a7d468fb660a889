internal import Foundation

/// The system calls with which a ``FileLog`` changes files; tests put ones that fail in their place.
public struct FileCalls: Sendable {
    /// Writes some of the bytes to the file at an offset and returns how many: pwrite.
    public var write: @Sendable (Int32, UnsafeRawBufferPointer, Int) throws(SystemCallFailure) -> Int
    /// Makes durable what was written to a file or a folder: fsync, or what is as good.
    public var sync: @Sendable (Int32) throws(SystemCallFailure) -> Void
    /// Cuts a file off: ftruncate.
    public var truncate: @Sendable (Int32, Int) throws(SystemCallFailure) -> Void
    /// Puts one file in the place of another in one go: rename.
    public var rename: @Sendable (_ from: String, _ to: String) throws(SystemCallFailure) -> Void

    /// Writes, makes durable, cuts off and renames by the given functions.
    public init(
        write: @escaping @Sendable (Int32, UnsafeRawBufferPointer, Int) throws(SystemCallFailure) -> Int,
        sync: @escaping @Sendable (Int32) throws(SystemCallFailure) -> Void,
        truncate: @escaping @Sendable (Int32, Int) throws(SystemCallFailure) -> Void,
        rename: @escaping @Sendable (_ from: String, _ to: String) throws(SystemCallFailure) -> Void
    ) {
        (self.write, self.sync) = (write, sync)
        (self.truncate, self.rename) = (truncate, rename)
    }

    /// Those of the system.
    public static let system = FileCalls(
        write: { descriptor, bytes, offset throws(SystemCallFailure) in
            try SystemCallFailure.check(pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(offset)))
        },
        sync: { descriptor throws(SystemCallFailure) in
            #if canImport(Darwin)
                // There fsync leaves the data in the cache of the drive.
                if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
            #endif
            _ = try SystemCallFailure.check(Int(fsync(descriptor)))
        },
        truncate: { descriptor, count throws(SystemCallFailure) in
            _ = try SystemCallFailure.check(Int(ftruncate(descriptor, off_t(count))))
        },
        rename: { from, to throws(SystemCallFailure) in
            _ = try SystemCallFailure.check(Int(Foundation.rename(from, to)))
        })
}

/// A system call that has failed.
public struct SystemCallFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The number of the error, such as `ENOSPC`.
    public let number: Int32

    /// A failure with that number.
    public init(_ number: Int32) { self.number = number }

    /// The result of a call, if it is not negative.
    static func check(_ result: Int) throws(SystemCallFailure) -> Int {
        if result < 0 { throw SystemCallFailure(errno) }
        return result
    }

    /// Calls again as long as a signal interrupts the call.
    static func uninterrupted<Result>(
        _ call: () throws(SystemCallFailure) -> Result
    ) throws(SystemCallFailure) -> Result {
        while true {
            do throws(SystemCallFailure) { return try call() } catch {
                if error.number != EINTR { throw error }
            }
        }
    }

    /// The system's words.
    public var description: String { String(cString: strerror(number)) }
}
