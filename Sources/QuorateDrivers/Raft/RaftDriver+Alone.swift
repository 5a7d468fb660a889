internal import QuorateQuorums
internal import QuorateReplicas

// A server without others: its own vote elects it, and its own copy of an entry commits it.
extension RaftDriver {
    /// Steps of the spec that a server which is alone takes without a message, and some together with the step before.
    struct Alone: Hashable, Sendable {
        /// Last entry of the log in each term in which the server has stood for election.
        private(set) var standings: [Leadership: End] = [:]
        /// Numbers of entries that the server has had committed, one after the other, since it was started, and that
        /// the spec has not yet seen as such.
        private(set) var commitments: [Int] = []
    }

    /// The last entry of a log; both are 0 where there is none.
    struct End: Hashable, Sendable {
        let term: Int
        let index: Int
    }
}

extension RaftDriver.Alone {
    /// Takes down what an input has brought about.
    mutating func note(
        _ outputs: [Output<RaftReplica.Event>], of state: RaftReplica.State, knowing known: Int
    ) {
        for case .event(.becameCandidate(let term)) in outputs {
            standings[.init(term: term, leader: 0)] = .init(term: state.lastTerm, index: state.lastIndex)
        }
        if state.commitIndex > known { commitments.append(state.commitIndex) }
    }

    /// A server that has crashed does not know any more what was committed.
    mutating func forgetCommitments() { commitments = [] }

    /// Part that the spec has seen.
    mutating func forgetCommitments(upTo length: Int) { commitments.removeAll { $0 <= length } }
}

extension RaftDriver.System {
    /// Absence of other servers.
    var isAlone: Bool { nodes.count == 1 }

    /// Returns true if a server that is alone has come to so many committed entries, and still leads.
    func hasCommittedAlone(_ length: Int, at replica: ReplicaID) -> Bool {
        unsaid[replica] == nil && alone.commitments.contains(length)
    }

    mutating func goOn(_ replica: ReplicaID, afterCommitting length: Int) {
        let leadership = RaftDriver.Leadership(
            term: nodes[replica.number].replica.state.term, leader: replica)
        committed[leadership] = max(committed[leadership] ?? 0, length)
        alone.forgetCommitments(upTo: length)
    }
}
