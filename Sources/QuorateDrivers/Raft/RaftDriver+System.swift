public import QuorateQuorums
public import QuorateReplay
internal import QuorateReplicas

extension RaftDriver {
    public struct System: RealSystem {
        var nodes: [Node<RaftReplica, MemoryLog>]
        public var outbox = Outbox()
        /// The log of each server that has led a term, as long as it was in that term.
        var leaders: [Leadership: [Int]] = [:]
        /// Number of entries that each of them knew to be committed when it was elected.
        var known: [Leadership: Int] = [:]
        /// Number of entries that each of them has committed.
        var committed: [Leadership: Int] = [:]
        /// Outputs that servers have not let out yet since their own vote alone has elected them.
        var unsaid: [ReplicaID: [Output<RaftReplica.Event>]] = [:]
        /// Steps that a server that is alone tells nobody; empty where there are others.
        var alone = Alone()

        public var durableRecords: [[[UInt8]]] { nodes.map(\.log.records) }
    }

    /// A server that leads a term.
    struct Leadership: Hashable, Sendable {
        let term: Int
        let leader: ReplicaID
    }

    public func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        switch input {
        case .message(let bytes, let sender):
            try system.receive(.message(bytes, from: sender.number), at: replica)
        case .timeout: try system.receive(.timeout, at: replica)
        case .propose: try system.receive(.propose([]), at: replica)
        case .goOn: system.goOn(replica)
        case .goOnAfterCommitting(let length): system.goOn(replica, afterCommitting: length)
        case .restart:
            system.unsaid[replica] = nil
            system.alone.forgetCommitments()
            try system.nodes[replica.number].restart()
        }
    }
}

extension RaftDriver.System {
    fileprivate mutating func receive(_ input: RaftReplica.Input, at replica: ReplicaID) throws {
        let known = nodes[replica.number].replica.state.commitIndex
        let outputs = try nodes[replica.number].receive(input)
        if isAlone { alone.note(outputs, of: nodes[replica.number].replica.state, knowing: known) }
        if input == .timeout, let elected = outputs.firstIndex(where: \.isElection) {
            unsaid[replica] = Array(outputs[elected...])
            return send(outputs[..<elected], from: replica)
        }
        send(outputs[...], from: replica)
        // Whoever has given way in the meantime has nothing to say any more.
        if nodes[replica.number].replica.state.role != .leader { unsaid[replica] = nil }
        noteLeadership(of: replica)
    }

    fileprivate mutating func goOn(_ replica: ReplicaID) {
        send((unsaid.removeValue(forKey: replica) ?? [])[...], from: replica)
        noteLeadership(of: replica)
    }

    /// Remembers what the server has done as a leader: it forgets that when it restarts, and the spec does not.
    fileprivate mutating func noteLeadership(of replica: ReplicaID) {
        let state = nodes[replica.number].replica.state
        guard state.role == .leader, unsaid[replica] == nil else { return }
        let leadership = RaftDriver.Leadership(term: state.term, leader: replica)
        // What it knew to be committed when it was elected it has not committed itself.
        if leaders[leadership] == nil { known[leadership] = state.commitIndex }
        leaders[leadership] = state.log.map(\.term)
        if !isAlone, state.commitIndex > known[leadership] ?? 0 {
            committed[leadership] = max(committed[leadership] ?? 0, state.commitIndex)
        }
    }

    private mutating func send(_ outputs: ArraySlice<Output<RaftReplica.Event>>, from replica: ReplicaID) {
        for case .send(let bytes, let receiver) in outputs {
            outbox.send(bytes, from: replica, to: ReplicaID(receiver))
        }
    }
}

extension Output<RaftReplica.Event> {
    /// Announcement that the server leads.
    fileprivate var isElection: Bool {
        if case .event(.becameLeader) = self { true } else { false }
    }
}
