import Foundation
import QuorateExplorer
import QuorateReplay
import QuorateTraces
import Synchronization

/// Process of an adapter: it leads a group of its own, which ends with it.
final class AdapterProcess: AdapterChannel {
    /// Conversation so far.
    private struct Talk {
        /// The process, until it has ended and was waited for.
        var child: pid_t?
        var buffer: [UInt8] = []
        /// Soundness so far: one that broke off is given no time to leave.
        var isSound = true
        /// Presence of an answer, before which it has to start.
        var hasAnswered = false
    }

    private let talk: Mutex<Talk>
    private let input: FileHandle
    private let output: FileHandle
    private let lastWords = LastWords()
    private let seconds: Double
    private let interrupt: Interrupt

    /// The most bytes of an answer.
    static let byteLimit = 4 << 20
    /// Milliseconds after which an interrupt is looked for.
    private static let watch: Int32 = 100

    /// Starts the program `words` begin with; each answer has so many seconds.
    init(_ words: [String], seconds: Double, interrupt: Interrupt) throws(AdapterError) {
        // An adapter that has ended shows when it is read; to write to it must not end this process.
        signal(SIGPIPE, SIG_IGN)
        (self.seconds, self.interrupt) = (seconds, interrupt)
        let program = words[0].contains("/") ? words[0] : ChildProcess.path(of: words[0]) ?? words[0]
        let (child, requests, answers, errors): (pid_t, Pipe, Pipe, Pipe)
        do {
            (child, requests, answers, errors) = try Self.start(program, Array(words.dropFirst()))
        } catch CommandError.toolFailed(_, let reason) {
            throw .broke("the adapter \(words[0]) cannot be started: \(reason)")
        } catch {
            throw .broke("the adapter \(words[0]) cannot be started: \(error)")
        }
        (input, output) = (requests.fileHandleForWriting, answers.fileHandleForReading)
        talk = Mutex(Talk(child: child))
        for handle in [input, output] {
            let descriptor = handle.fileDescriptor
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        }
        lastWords.read(errors.fileHandleForReading)
        AdapterProcesses.began(child, interrupt)
    }

    /// Starts one at a time: a pipe is inherited by whoever is started while it is made, and then never ends.
    private static func start(_ program: String, _ arguments: [String]) throws -> (pid_t, Pipe, Pipe, Pipe) {
        try starting.withLock { _ in
            let (requests, answers, errors) = (Pipe(), Pipe(), Pipe())
            let child = try ChildProcess.spawn(
                program, arguments, input: requests, output: answers, errors: errors)
            return (child, requests, answers, errors)
        }
    }

    private static let starting = Mutex(())

    deinit { close() }

    func exchange(_ requests: [String]) -> (answers: [String], failure: AdapterError?) {
        talk.withLock { talk in
            var answers: [String] = []
            do throws(AdapterError) {
                try exchange(requests, &answers, &talk)
                return (answers, nil)
            } catch {
                talk.isSound = false
                return (answers, error)
            }
        }
    }

    private func exchange(
        _ requests: [String], _ answers: inout [String], _ talk: inout Talk
    ) throws(AdapterError) {
        var unsent = Array(requests.map { $0 + "\n" }.joined().utf8)[...]
        // A program that starts may have much to load.
        let patience = talk.hasAnswered ? seconds : max(seconds, AdapterRequest.usualSeconds)
        var deadline = Self.now + patience
        while answers.count < requests.count {
            if interrupt.isRaised { throw .interrupted }
            guard Self.now < deadline else {
                throw .silent("the adapter has not answered within \(Numerals.seconds(patience))" + said)
            }
            let isReadable = wait(isSending: !unsent.isEmpty, until: deadline)
            try send(&unsent)
            guard isReadable else {
                try checkLife(&talk)
                continue
            }
            let before = answers.count
            try receive(&answers, upTo: requests.count, &talk)
            if answers.count > before {
                talk.hasAnswered = true
                deadline = Self.now + patience
            }
        }
        guard talk.buffer.isEmpty else {
            throw .broke(
                "the adapter says more than it was asked: " + Self.start(of: talk.buffer).debugDescription)
        }
    }

    /// An adapter that has ended while a process that it started holds its pipe says nothing more.
    private func checkLife(_ talk: inout Talk) throws(AdapterError) {
        guard let child = talk.child, hasEnded(child, within: 0), !wait(isSending: false, until: 0) else {
            return
        }
        throw .broke("the adapter " + end(of: &talk))
    }

    private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

    /// Waits until there is something to read or room to write, not for long; returns true for the former.
    private func wait(isSending: Bool, until deadline: Double) -> Bool {
        var ends = [
            pollfd(fd: output.fileDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: input.fileDescriptor, events: Int16(POLLOUT), revents: 0),
        ]
        let rest = Int32(min(Double(Self.watch), max(0, (deadline - Self.now) * 1000).rounded(.up)))
        _ = poll(&ends, isSending ? 2 : 1, rest)
        return ends[0].revents != 0
    }

    private func send(_ unsent: inout ArraySlice<UInt8>) throws(AdapterError) {
        while !unsent.isEmpty {
            let count = unsent.withUnsafeBytes {
                Foundation.write(input.fileDescriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                unsent = unsent.dropFirst(count)
            } else if count < 0, errno == EINTR {
                continue
            } else {
                // Full; or the other end is closed, which shows when it is read.
                return
            }
        }
    }

    private func receive(
        _ answers: inout [String], upTo limit: Int, _ talk: inout Talk
    ) throws(AdapterError) {
        errno = 0
        let piece = output.piece()
        if piece.isEmpty, errno != EAGAIN {
            throw .broke("the adapter " + end(of: &talk))
        }
        var rest = piece[...]
        while answers.count < limit, let newline = rest.firstIndex(of: 0x0A) {
            talk.buffer += rest[..<newline]
            answers.append(String(decoding: talk.buffer, as: UTF8.self))
            talk.buffer.removeAll(keepingCapacity: true)
            rest = rest[(newline + 1)...]
        }
        talk.buffer += rest
        guard talk.buffer.count <= Self.byteLimit else {
            throw .broke(
                "the adapter answers with a line of more than \(Self.byteLimit >> 20) MiB, which begins with "
                    + Self.start(of: talk.buffer).debugDescription)
        }
    }

    private static func start(of bytes: [UInt8]) -> String {
        String(decoding: bytes.prefix(60), as: UTF8.self)
    }
}

extension AdapterProcess {
    func close() {
        talk.withLock { talk in
            if talk.child == nil { return }
            if talk.isSound {
                let end = Array("{\"id\":0,\"op\":\"end\"}\n".utf8)
                _ = end.withUnsafeBytes { Foundation.write(input.fileDescriptor, $0.baseAddress, $0.count) }
            }
            _ = end(of: &talk)
        }
    }

    /// Ends the process, if it does not by itself, and returns how it ended and the last that it said.
    private func end(of talk: inout Talk) -> String {
        guard let child = talk.child else { return "has ended" }
        try? input.close()
        let isEnding = hasEnded(child, within: talk.isSound ? Self.patience : Self.patience / 10)
        AdapterProcesses.ended(child)
        // What it has started itself ends with it, while its number is not anybody else's.
        kill(-child, SIGKILL)
        talk.child = nil
        ChildProcess.awaitEnd(of: child)
        let status = ChildProcess.reap(child).status
        try? output.close()
        let words = isEnding ? SideConnection.Ending(waitStatus: status, last: "").words : "does not end"
        return words + Self.quoted(lastWords.text())
    }

    /// Seconds for an adapter to end by itself.
    private static let patience = 2.0

    private func hasEnded(_ child: pid_t, within seconds: Double) -> Bool {
        let deadline = Self.now + seconds
        repeat {
            var information = siginfo_t()
            let result = waitid(P_PID, id_t(child), &information, WEXITED | WNOWAIT | WNOHANG)
            // The kind of the signal is set only where there is an end to report.
            if result == 0, information.si_signo != 0 { return true }
            if result < 0, errno != EINTR { return true }
            if Self.now >= deadline { return false }
            usleep(2000)
        } while true
    }

    /// The last that a silent adapter has said on its standard error.
    private var said: String { Self.quoted(lastWords.soFar) }

    private static func quoted(_ words: String) -> String {
        let lines = words.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let text = lines.joined(separator: " | ")
        if text.isEmpty { return "" }
        return "; on its standard error: " + (text.count > 600 ? text.prefix(600) + "..." : text)
    }
}

/// Adapters that run, so that none outlives a process that is left at once.
enum AdapterProcesses {
    private static let running = Mutex<Set<pid_t>>([])
    private static let isWatching = Mutex(Set<ObjectIdentifier>())

    static func began(_ child: pid_t, _ interrupt: Interrupt) {
        running.withLock { _ = $0.insert(child) }
        let isNew = isWatching.withLock { $0.insert(ObjectIdentifier(interrupt)).inserted }
        if isNew { interrupt.undoing { killAll() } }
        // One that comes too late for that.
        if interrupt.isRaised { kill(-child, SIGKILL) }
    }

    static func ended(_ child: pid_t) { running.withLock { _ = $0.remove(child) } }

    /// Ends all that run.
    static func killAll() { for child in running.withLock({ $0 }) { kill(-child, SIGKILL) } }
}
