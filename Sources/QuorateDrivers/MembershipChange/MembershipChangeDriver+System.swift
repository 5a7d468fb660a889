internal import QuorateQuorums
public import QuorateReplay
internal import QuorateReplicas

extension MembershipChangeDriver {
    public struct System: RealSystem {
        var nodes: [Node<RaftReplica, MemoryLog>]
        public var outbox = Outbox()
        /// Servers that have come to lead a term, each with the number of entries that it knew to be
        /// committed before.
        var leaderships: [Leadership: Int] = [:]
        /// Entries that the leader of each term has committed in it, by term.
        var committed: [Int: [RaftEntry]] = [:]
        /// Number of entries that each server has written down.
        var writtenLength: [Int]
        /// The last term in which each server has taken an entry from a leader.
        var termOfEntries: [Int]
        /// Term and vote of each server, as far as the spec sees them.
        var ballots: [Ballot]

        public var durableRecords: [[[UInt8]]] { nodes.map(\.log.records) }

        init(nodes: [Node<RaftReplica, MemoryLog>]) {
            self.nodes = nodes
            writtenLength = nodes.map { _ in 0 }
            termOfEntries = writtenLength
            ballots = nodes.map { _ in Ballot(term: 0, hasVoted: false) }
        }
    }

    /// A server that leads a term.
    struct Leadership: Hashable, Sendable {
        let term: Int
        let leader: Int
    }

    /// A term, and whether a server has voted in it.
    struct Ballot: Hashable, Sendable {
        let term: Int
        let hasVoted: Bool
    }
}

extension MembershipChangeDriver.System {
    typealias Leadership = MembershipChangeDriver.Leadership

    func state(of server: ReplicaID) -> RaftReplica.State { nodes[server.number].replica.state }

    /// Entries that a server has written down of its log.
    func log(of server: Int) -> [RaftEntry] {
        Array(nodes[server].replica.state.log.prefix(writtenLength[server]))
    }
}
