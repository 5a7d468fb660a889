internal import QuorateQuorums
internal import QuorateReplay
internal import QuorateReplicas
public import RaftSpecs

extension RaftDriver {
    public func observe(_ system: System, in state: inout Raft.State) {
        state = Raft.State()
        for (number, node) in system.nodes.enumerated() {
            state.observe(ReplicaID(number), node.replica)
        }
        for replica in system.unsaid.keys { state.role[replica] = .candidate }
        for (leadership, log) in system.leaders where system.hasSentEntries(leadership) {
            state.appends[leadership.term][leadership.leader] = Raft.Log(log)
        }
        for (leadership, length) in system.committed where length > 0 {
            for known in 1...length { state.messages.insert(.commit(term: leadership.term, length: known)) }
        }
        for sent in system.outbox.messages { state.observe(sent) }
        for (standing, end) in system.alone.standings {
            state.observe(standing, behind: Raft.LogEnd(term: end.term, index: end.index))
        }
    }

    public func observeDurable(_ system: System, in state: inout Raft.State) {
        for (number, node) in system.nodes.enumerated() {
            let replica = ReplicaID(number)
            guard let found = try? RaftReplica(node.configuration, recovering: node.log.records) else {
                continue
            }
            state.term[replica] = Raft.Term(found.state.term)
            if comparesDurableVote { state.vote[replica] = Raft.Vote(found.state.vote) }
            if comparesDurableLog { state.log[replica] = Raft.Log(found.state.log.map(\.term)) }
        }
    }
}

extension RaftDriver.System {
    /// Returns true if a leader has sent AppendEntries in its term; a server alone needs to send none.
    fileprivate func hasSentEntries(_ leadership: RaftDriver.Leadership) -> Bool {
        if nodes.count == 1 { return true }
        return outbox.messages.contains { sent in
            guard case .appendEntries(leadership.term, _, _, _, _) = try? RaftMessage(decoding: sent.bytes)
            else {
                return false
            }
            return sent.sender == leadership.leader
        }
    }
}

extension Raft.State {
    /// Writes down a server's term, vote, log and role.
    fileprivate mutating func observe(_ replica: ReplicaID, _ server: RaftReplica) {
        term[replica] = Raft.Term(server.state.term)
        vote[replica] = Raft.Vote(server.state.vote)
        log[replica] = Raft.Log(server.state.log.map(\.term))
        switch server.state.role {
        case .follower: role[replica] = .follower
        case .candidate, .preCandidate: role[replica] = .candidate
        case .leader: role[replica] = .leader
        }
    }

    /// Writes down that a server stands for election: it votes for itself without a message.
    fileprivate mutating func observe(_ standing: RaftDriver.Leadership, behind end: Raft.LogEnd) {
        requests[standing.term][standing.leader] = end
        messages.insert(.vote(by: standing.leader, for: standing.leader, term: standing.term))
    }

    /// Writes down what a message says: a vote or the request for one, a refusal, an acknowledgement or
    /// entries.
    fileprivate mutating func observe(_ sent: Outbox.Message) {
        guard let message = try? RaftMessage(decoding: sent.bytes), let receiver = sent.receiver else {
            return
        }
        switch message {
        case .requestVote(let term, let lastIndex, let lastTerm, _):
            observe(
                .init(term: term, leader: sent.sender), behind: .init(term: lastTerm, index: lastIndex))
        case .voteResponse(let term, true, _):
            messages.insert(.vote(by: sent.sender, for: receiver, term: term))
        case .appendResponse(let term, true, let index):
            if acknowledged[term][sent.sender].value < index {
                acknowledged[term][sent.sender] = Raft.Length(index)
            }
        case .voteResponse, .appendResponse:
            if let term = message.refusedTerm, term > self.term[receiver].value {
                messages.insert(.rejection(to: receiver, term: term))
            }
        case .appendEntries(let term, _, _, _, _):
            // Whoever sends them takes itself for the leader, whether it is or not.
            if appends[term][sent.sender] == nil { appends[term][sent.sender] = Raft.Log() }
        }
    }
}

extension Raft.Vote {
    fileprivate init(_ vote: Int?) { self = vote.map { Raft.Vote(for: ReplicaID($0)) } ?? .nobody }
}
