import Foundation
import QuorateExplorer
import QuorateLanguage
import Synchronization

/// Watch that explains the end of a process by a spec's own code: a failed precondition, an index out of
/// range, an overflow.
///
/// Swift ends the process there, and in a release build without a word. The handler cannot go on, but it knows whose
/// states the thread was asked about: another thread goes through them again, one by one, until it happens again, and
/// then says in which state and after which action. What a handler may do is little by the book; the process is lost
/// in any case, and an alarm ends it if the explanation hangs.
enum CrashWatch {
    private static let signals = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE]
    /// Seconds after which the process ends, whatever has been explained.
    private static let patience: UInt32 = 60
    /// Seconds for the words that are said then.
    private static let lastPatience: UInt32 = 5

    /// Evaluation that is being explained, for the handler of the thread that explains it.
    private struct Explanation: Sendable {
        var spec: EvaluatedSpec
        var signal: Int32
        var state: [UInt64]?
        var place = "in its parameters, properties or initial states"
    }

    /// 0 before anything has happened, 1 while it is explained, 2 once it has happened again.
    private static let stage = Atomic<Int>(0)
    private static let explanation = Mutex<Explanation?>(nil)

    /// Watches this process from now on.
    static func begin() {
        // Made now: whoever crashes may hold a lock of the runtime that making it asks for.
        explanation.withLock { _ in }
        var action = sigaction()
        #if canImport(Darwin)
            action.__sigaction_u.__sa_handler = handle
        #else
            action.__sigaction_handler.sa_handler = handle
        #endif
        action.sa_flags = Int32(bitPattern: UInt32(truncatingIfNeeded: SA_NODEFER)) | Int32(SA_ONSTACK)
        for number in signals { sigaction(number, &action, nil) }
    }

    private static let handle: @convention(c) (Int32) -> Void = { number in
        if EvaluatedSpec.explainsCrashOnThisThread {
            if CrashWatch.stage.exchange(2, ordering: .sequentiallyConsistent) == 2 {
                _exit(CrashWatch.specStatus)
            }
            CrashWatch.explainAndExit()
        }
        guard let (spec, states) = EvaluatedSpec.onThisThread else {
            // Not in a spec: end as ever.
            signal(number, SIG_DFL)
            raise(number)
            return
        }
        let isFirst = CrashWatch.stage.compareExchange(
            expected: 0, desired: 1, ordering: .sequentiallyConsistent)
        if isFirst.exchanged { CrashWatch.startExplaining(number, spec, states) }
        while true { pause() }
    }

    private static var specStatus: Int32 { ExitStatus.malformedInput.rawValue }

    private static func startExplaining(_ number: Int32, _ spec: EvaluatedSpec, _ states: [[UInt64]]) {
        signal(SIGALRM) { _ in
            // Describing a state may hang as well.
            signal(SIGALRM) { _ in _exit(CrashWatch.specStatus) }
            alarm(CrashWatch.lastPatience)
            CrashWatch.explainAndExit(afterAlarm: true)
        }
        alarm(patience)
        explanation.withLock { $0 = Explanation(spec: spec, signal: number) }
        Thread.detachNewThread {
            EvaluatedSpec.explainsCrashOnThisThread = true
            retrace(states, of: spec)
        }
    }

    /// Does again what may have ended the process, noting each place before it is reached.
    private static func retrace(_ states: [[UInt64]], of spec: EvaluatedSpec) {
        if states.isEmpty { explainAndExit() }
        spec.evaluating {
            for words in states {
                explanation.withLock { $0?.state = words }
                spec.retrace(words) { place in explanation.withLock { $0?.place = place } }
            }
        }
        let error = InternalError(
            "the process ended in a search of \(spec.name), and its actions and properties do not do it again"
        )
        write("Error: \(error)\n")
        _exit(ExitStatus.internalError.rawValue)
    }

    private static func explainAndExit(afterAlarm: Bool = false) -> Never {
        guard let known = explanation.withLockIfAvailable({ $0 }) ?? nil else { _exit(specStatus) }
        let state = known.state.map { words in
            known.spec.describe(words).map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        }
        let error = SpecError(
            spec: known.spec.name,
            message: "the spec's own code ended the process (\(how(known.signal))), \(known.place)"
                + (state.map { ", in the state \($0)" } ?? "")
                + (afterAlarm ? ", where it has not ended again within \(patience) s" : "")
                + "; a debug build (`swift run` without -c release) prints the reason and the line")
        write("Error: \(error)\n")
        _exit(specStatus)
    }

    private static func how(_ number: Int32) -> String {
        switch number {
        case SIGSEGV, SIGBUS: "no such memory, as by an endless recursion"
        case SIGFPE: "arithmetic"
        default: "a failed precondition, an index out of range, an overflow or a nil"
        }
    }

    private static func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress!, $0.count) }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }
}
