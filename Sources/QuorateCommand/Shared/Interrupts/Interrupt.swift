import Foundation
import QuorateTraces
import Synchronization

/// The wish of a person (Ctrl-C) or of the system (SIGTERM) that the command should stop.
///
/// A command that heeds it stops in good order and says what was cut short. Any other has no result before its end,
/// and is left at once. Nothing unfinished is left behind either way.
final class Interrupt: Sendable {
    private struct State {
        var count = 0
        var isHeeded = false
        var reaction: (@Sendable () -> Void)?
        var undoings: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    /// Presence of a wish that the command should stop.
    var isRaised: Bool { state.withLock { $0.count > 0 } || Task.isCancelled }

    /// Announces that the command looks at this from now on, and ends by itself.
    func heed() { state.withLock { $0.isHeeded = true } }

    /// Does `body` to one item after the other, and stops before the next one once this is raised.
    ///
    /// - Parameter body: throws ``CommandError/interrupted`` where it was stopped itself and has no result.
    /// - Returns: What came of the items, up to the one that was not begun or has no result.
    func watching<Item, Value>(
        _ items: [Item], _ body: (Item) async throws -> Value
    ) async throws -> [Value] {
        heed()
        var values: [Value] = []
        for item in items where !isRaised {
            do { values.append(try await body(item)) } catch CommandError.interrupted { break }
        }
        return values
    }

    /// Stops what is running, in good order; the second time, the process at once.
    func raise() {
        let (count, isHeeded, reaction) = state.withLock { state in
            state.count += 1
            return (state.count, state.isHeeded, state.reaction)
        }
        if count > 1 { leave(.interruptedTwice) }
        if !isHeeded {
            try? FileHandle.standardError.write(contentsOf: Data("Interrupted, without a result.\n".utf8))
            leave(.inconclusive)
        }
        reaction?()
    }

    private func leave(_ status: ExitStatus) -> Never {
        for undo in state.withLock({ $0.undoings }).reversed() { undo() }
        WholeFile.discardAll()
        _exit(status.rawValue)
    }

    /// Runs `body`, of which nothing is left if the process ends before it does.
    ///
    /// - Parameter undo: takes away what `body` has made so far; not called when `body` returns or throws.
    func undoing<Value>(
        _ undo: @escaping @Sendable () -> Void, _ body: () throws -> Value
    ) rethrows -> Value {
        state.withLock { $0.undoings.append(undo) }
        defer { state.withLock { _ = $0.undoings.popLast() } }
        return try body()
    }

    /// Does `undo` if the process is left at once, as long as it lives.
    func undoing(_ undo: @escaping @Sendable () -> Void) {
        state.withLock { $0.undoings.insert(undo, at: 0) }
    }

    /// Runs `body`, which `reaction` ends early.
    func reacting<Value>(
        with reaction: @escaping @Sendable () -> Void, _ body: () throws -> Value
    ) rethrows -> Value {
        begin(reaction)
        defer { state.withLock { $0.reaction = nil } }
        return try body()
    }

    /// Runs `body` in a task that an interrupt cancels.
    func cancelling<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        begin { task.cancel() }
        defer { state.withLock { $0.reaction = nil } }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Installs `reaction`, and reacts to what was raised before as well.
    private func begin(_ reaction: @escaping @Sendable () -> Void) {
        let wasRaised = state.withLock { state in
            state.reaction = reaction
            return state.count > 0
        }
        if wasRaised { reaction() }
    }
}
