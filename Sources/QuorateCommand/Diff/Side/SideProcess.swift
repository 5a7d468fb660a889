import Foundation
import Synchronization

/// Process of one side of a comparison: it leads a group of its own, which ends with it.
final class SideProcess: Sendable {
    /// The process, until it is known to have ended.
    private let child: Mutex<pid_t?>
    private let lastWords = LastWords()
    private let ending = Mutex<SideConnection.Ending?>(nil)

    /// Starts `program`, which answers as the side `side` with these arguments.
    ///
    /// - Throws: ``CommandError`` when it cannot be started.
    static func start(_ side: DiffError.Side, _ program: String, _ arguments: [String]) throws
        -> SideConnection
    {
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        let child = try ChildProcess.spawn(
            program, arguments, input: input, output: output, errors: errors)
        let process = SideProcess(child)
        process.lastWords.read(errors.fileHandleForReading)
        return SideConnection(
            side, requests: input.fileHandleForWriting, answers: output.fileHandleForReading,
            stop: { process.stop($0) }, ending: { process.awaitEnd() })
    }

    private init(_ child: pid_t) { self.child = Mutex(child) }

    /// Sends a signal to the whole group, as long as there is one.
    private func stop(_ signal: Int32) { child.withLock { child in _ = child.map { kill(-$0, signal) } } }

    /// Waits for the end, which is near: the pipe is closed on one end at least.
    private func awaitEnd() -> SideConnection.Ending {
        if let known = ending.withLock({ $0 }) { return known }
        guard let number = child.withLock({ $0 }) else { return SideConnection.Ending() }
        let deadline = DispatchTime.now() + .seconds(Self.patience)
        DispatchQueue.global().asyncAfter(deadline: deadline) { [self] in stop(SIGKILL) }
        ChildProcess.awaitEnd(of: number)
        let status = child.withLock { child in
            // What it has started itself ends with it, while its number is not anybody else's.
            kill(-number, SIGKILL)
            child = nil
            return ChildProcess.reap(number).status
        }
        let found = SideConnection.Ending(waitStatus: status, last: lastWords.text())
        ending.withLock { $0 = found }
        return found
    }

    /// Seconds that a side has to end after its pipe is closed.
    private static let patience = 5
}

/// The last that a process says on its standard error.
final class LastWords: Sendable {
    private let tail = Mutex<[UInt8]>([])
    private let isAtEnd = DispatchSemaphore(value: 0)
    private static let limit = 2000

    /// Reads in a thread of its own, so that the process never waits for a reader.
    func read(_ handle: FileHandle) {
        Thread.detachNewThread { [self] in
            while true {
                let more = handle.piece()
                if more.isEmpty { break }
                tail.withLock { $0 = Array(($0 + more).suffix(Self.limit)) }
            }
            isAtEnd.signal()
        }
    }

    /// The end of what has come so far.
    var soFar: String { String(decoding: tail.withLock { $0 }, as: UTF8.self) }

    /// The end of it, once the process has ended; what it started itself may keep the pipe open.
    func text() -> String {
        _ = isAtEnd.wait(timeout: .now() + 1)
        return String(decoding: tail.withLock { $0 }, as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
    }
}

extension SideConnection.Ending {
    /// The end that the system reports as `waitStatus`.
    init(waitStatus: Int32, last: String) {
        let signal = waitStatus & 0x7F
        words =
            signal == 0
            ? "ended with status \(waitStatus >> 8 & 0xFF)"
            : "was ended by signal \(signal)" + (signal == SIGKILL ? " (for want of memory?)" : "")
        self.last = last
    }
}
