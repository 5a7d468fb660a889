package import QuorateQuorums
import Synchronization

/// Listener of one mutant, while its spec's code runs: to the sizes of quorums, and to the number of faulty replicas.
package final class HeardSizes: Sendable {
    private let change: SpecChange
    private let rules = Mutex<[QuorumSize]>([])

    init(_ change: SpecChange) { self.change = change }

    /// The rules that were asked for, in the order in which they first were.
    package var heard: [QuorumSize] { rules.withLock { $0 } }

    /// The listeners of all threads that run a mutant now, by the addresses of what is kept of a thread.
    private static let current = Mutex<[UInt: HeardSizes]>([:])

    private static let isListening: Bool = {
        QuorumSizes.listen { rule, size in onThisThread?.size(of: rule, size) ?? size }
        return true
    }()

    private static var onThisThread: HeardSizes? {
        let thread = SpecFault.thread
        return current.withLock { $0[thread] }
    }

    /// Number of faulty replicas that an adversary has beside its own, in the mutant that this thread runs.
    package static var moreFaultyReplicas: Int { onThisThread?.change == .faultyReplica ? 1 : 0 }

    /// Calls `body`, in which the change is heard of.
    func hearing<Result>(_ body: () throws -> Result) rethrows -> Result {
        _ = Self.isListening
        let thread = SpecFault.thread
        let before = Self.current.withLock { $0.updateValue(self, forKey: thread) }
        defer { Self.current.withLock { $0[thread] = before } }
        return try body()
    }

    /// The same predicate, in which the change is heard of.
    func hearing<State>(_ predicate: @escaping @Sendable (State) -> Bool) -> @Sendable (State) -> Bool {
        { state in self.hearing { predicate(state) } }
    }

    private func size(of rule: QuorumSize, _ size: Int) -> Int {
        rules.withLock { if !$0.contains(rule) { $0.append(rule) } }
        return if case .quorum(rule, let difference) = change { size + difference } else { size }
    }
}
