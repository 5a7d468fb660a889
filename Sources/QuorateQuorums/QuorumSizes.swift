import Synchronization

/// Sizes of quorums as they are asked for, for whoever makes mutants of a spec from outside: each may be changed.
///
///     QuorumSizes.listen { rule, size in rule == .majority ? size - 1 : size }
///
/// Without a listener, a rule pays for one load and a branch that is never taken.
@usableFromInline package enum QuorumSizes {
    // Not atomic: whoever listens says so before the search begins that is to be heard, and nobody ever takes it back. A
    // search that sees it late is one in which the listener would change nothing.
    /// Presence of a listener.
    @usableFromInline nonisolated(unsafe) static var isHeard = false
    private static let listener = Mutex<Listener?>(nil)

    /// A function by itself in the lock would be wrapped once more each time that it is looked at.
    private struct Listener: Sendable {
        let size: @Sendable (QuorumSize, Int) -> Int
    }

    /// Sets who hears of each size, for the whole process, and says which size it is to be.
    package static func listen(_ body: @escaping @Sendable (_ rule: QuorumSize, _ size: Int) -> Int) {
        listener.withLock { $0 = Listener(size: body) }
        isHeard = true
    }

    /// The size that the listener makes of `size`, never less than 0.
    @usableFromInline @inline(never)
    static func heard(_ rule: QuorumSize, _ size: Int) -> Int {
        max(0, listener.withLock { $0 }?.size(rule, size) ?? size)
    }
}
