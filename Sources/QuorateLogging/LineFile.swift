import Foundation
import Synchronization

/// A file to which lines are added, each as a whole.
public final class LineFile: Sendable {
    private let file: Mutex<FileHandle>
    private let failures = Atomic(0)

    /// The file at `path`, which is made if there is none; lines go behind those that it has.
    ///
    /// - Throws: the system's error for one that cannot be written.
    public init(path: String) throws {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        file = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    }

    /// Number of lines that could not be written, as on a full disk: a log without them may be no run of any spec.
    public var lostLineCount: Int { failures.load(ordering: .relaxed) }

    /// Adds a line. A replica does not stop because its log does: see ``lostLineCount``.
    public func write(_ line: String) {
        let isWritten = file.withLock { file in
            (try? file.write(contentsOf: Data((line + "\n").utf8))) != nil
        }
        if !isWritten { failures.add(1, ordering: .relaxed) }
    }
}
