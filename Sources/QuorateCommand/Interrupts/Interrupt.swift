import Dispatch
import Foundation
import Synchronization

/// The wish of a person (Ctrl-C) or of the system (SIGTERM) that the command should stop.
final class Interrupt: Sendable {
    private struct State {
        var count = 0
        var action: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// Whether anybody wants the command to stop.
    var isRaised: Bool { state.withLock { $0.count > 0 } || Task.isCancelled }

    /// Stops what is running, in good order; the second time, the process at once.
    func raise() {
        let (count, action) = state.withLock { state in
            state.count += 1
            return (state.count, state.action)
        }
        if count > 1 { _exit(ExitStatus.interruptedTwice.rawValue) }
        action?()
    }

    /// Runs `body` in a task that an interrupt cancels.
    func cancelling<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        let wasRaised = state.withLock { state in
            state.action = { task.cancel() }
            return state.count > 0
        }
        if wasRaised { task.cancel() }
        defer { state.withLock { $0.action = nil } }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}

/// Turns SIGINT and SIGTERM into interrupts, until it is stopped.
struct SignalWatch {
    private static let signals = [SIGINT, SIGTERM]
    private let sources: [any DispatchSourceSignal]

    /// Starts to listen.
    init(raising interrupt: Interrupt) {
        // A queue of its own: those that are shared may be busy with the search.
        let queue = DispatchQueue(label: "quorate.interrupt")
        sources = Self.signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { interrupt.raise() }
            source.resume()
            return source
        }
    }

    /// Signals end the process again, as they do without a watch.
    func stop() {
        for source in sources { source.cancel() }
        for number in Self.signals { signal(number, SIG_DFL) }
    }
}
