internal import QuorateQuorums
public import QuorateReplay
internal import QuorateReplicas

extension PBFTDriver {
    /// The replicas, and what they have sent.
    public struct System: RealSystem {
        /// The correct replicas, by number; nil for a Byzantine one, of whom only messages are seen.
        var nodes: [Node<PBFTReplica, MemoryLog>?]
        public private(set) var outbox = Outbox()
        /// The messages to everybody in the outbox, read; in the order of the senders.
        private(set) var envelopes: [PBFTEnvelope] = []
        /// Messages that each replica has handed out and that have not left yet.
        var held: [ReplicaID: [[UInt8]]] = [:]
        /// Presence of the client's signature on both requests, and not only on the first.
        let hasBothRequests: Bool

        public var durableRecords: [[[UInt8]]] { nodes.map { $0?.log.records ?? [] } }

        init(nodes: [Node<PBFTReplica, MemoryLog>?], hasBothRequests: Bool) {
            self.nodes = nodes
            self.hasBothRequests = hasBothRequests
        }

        /// Notes what a replica has sent to everybody.
        mutating func send(_ bytes: [UInt8], from replica: ReplicaID) {
            let count = outbox.messages.count
            outbox.send(bytes, from: replica)
            guard outbox.messages.count > count, let envelope = try? PBFTEnvelope(decoding: bytes) else {
                return
            }
            envelopes.insert(
                envelope, at: envelopes.firstIndex { $0.sender > envelope.sender } ?? envelopes.count)
        }

        /// Notes what a replica has sent to another.
        mutating func send(_ bytes: [UInt8], from replica: ReplicaID, to receiver: ReplicaID) {
            outbox.send(bytes, from: replica, to: receiver)
        }

        // The envelopes are the outbox once more.
        public static func == (left: System, right: System) -> Bool {
            left.nodes == right.nodes && left.outbox == right.outbox && left.held == right.held
                && left.hasBothRequests == right.hasBothRequests
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(nodes)
            hasher.combine(outbox)
            hasher.combine(held)
            hasher.combine(hasBothRequests)
        }
    }
}
