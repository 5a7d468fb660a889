internal import QuorateReplicas
internal import Synchronization

/// States with which replicas come back from each log that was ever seen, remembered: recovering takes long,
/// and few logs differ.
final class PBFTRecoveries: Sendable {
    private struct Log: Hashable {
        let replica: Int
        let log: MemoryLog
    }

    private let known = Mutex<[Log: PBFTState?]>([:])

    /// The state in which the replica would come back, or nil when its log cannot be used.
    func state(of node: Node<PBFTReplica, MemoryLog>) -> PBFTState? {
        let question = Log(replica: node.configuration.replica, log: node.log)
        if let answer = known.withLock({ $0[question] }) { return answer }
        let state = (try? PBFTReplica(node.configuration, recovering: node.log.records))?.state
        known.withLock { $0[question] = .some(state) }
        return state
    }
}
