/// Reason why a ``FileLog`` cannot be opened or written.
public enum FileLogError: Error, Hashable, Sendable {
    /// Failure of an action that the log wanted to take on the file or folder, with the system's error.
    case failed(String, path: String, SystemCallFailure)
    /// The folder of the log does not exist.
    case noFolder(String)
    /// There is no log, and none should be created.
    case missing(String)
    /// Another process, or another log of this one, has it open.
    case inUse(String)
    /// The file is something else.
    case notALog(String)
    /// A later version has written the file.
    case unknownVersion(UInt32, path: String)
    /// The first bytes of the file are damaged.
    case damagedHeader(String)
    /// The file is damaged at `offset`, where it was durable: not by a crash.
    case corrupt(String, offset: Int)
    /// A record of so many bytes, more than ``FileLog/longestRecord``; nothing was written.
    case recordTooLong(Int)
    /// An earlier call has failed, so nobody knows what the file holds.
    indirect case poisoned(by: FileLogError)
}

extension FileLogError: CustomStringConvertible {
    /// Problem and remedy, in words.
    public var description: String {
        switch self {
        case .failed(let action, let path, let failure): "cannot \(action) \(path): \(failure)"
        case .noFolder(let folder): "the folder \(folder) of the log does not exist; create it first"
        case .missing(let path):
            "there is no log at \(path); a replica that has run before must not begin without the one it had"
        case .inUse(let path):
            "the log \(path) is in use; stop the other process, or give this one its own log"
        case .notALog(let path): "\(path) is not a log; move it out of the way or choose another path"
        case .unknownVersion(let version, let path):
            "the log \(path) is of version \(version), which a later version of this software has written"
        case .damagedHeader, .corrupt, .recordTooLong, .poisoned: descriptionOfDamage
        }
    }

    private var descriptionOfDamage: String {
        switch self {
        case .damagedHeader(let path): "the first bytes of the log \(path) are damaged; " + Self.remedy
        case .corrupt(let path, let offset):
            "the log \(path) is damaged at byte \(offset), and no crash does that; " + Self.remedy
        case .recordTooLong(let count):
            "a record of \(count) bytes is too long; at most \(FileLog.longestRecord) are possible"
        case .poisoned(let first): "the log has failed before and has to be opened again: \(first)"
        default: ""
        }
    }

    private static let remedy =
        "the disk may be failing: restore the whole replica, or let it rejoin as a new one"
}
