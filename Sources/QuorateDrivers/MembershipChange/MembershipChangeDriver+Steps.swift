public import QuorateQuorums
internal import QuorateReplay
internal import QuorateReplicas

extension MembershipChangeDriver {
    /// Step that a leader takes next without being asked.
    enum PendingStep: Hashable, Sendable {
        /// It has found so many entries on a quorum.
        case commit(Int)
        /// It appends an entry.
        case entry(RaftEntry.Payload)
    }

    public func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        let number = replica.number
        let isHeld = input != .goOn && input != .restart && system.pendingStep(of: replica) != nil
        let known = system.state(of: replica).commitIndex
        switch input {
        case .message(let bytes, let sender):
            system.nodes[number].accept(.message(bytes, from: sender.number))
        case .timeout: system.nodes[number].accept(.timeout)
        case .propose: system.nodes[number].accept(.propose([]))
        case .change(let members): system.nodes[number].accept(.changeMembers(members.map(\.number)))
        case .timeoutAndCrash:
            system.nodes[number].accept(.timeout)
            _ = try system.nodes[number].nextOutput()
            try system.nodes[number].restart()
        case .goOn: break
        case .restart: try system.nodes[number].restart()
        }
        try system.goOn(number, isHeld: isHeld, committed: known)
        for number in system.nodes.indices { system.noteBallot(of: number) }
    }
}

extension MembershipChangeDriver.System {
    /// Step that the server takes when it goes on, or nil when it waits for an input.
    func pendingStep(of server: ReplicaID) -> MembershipChangeDriver.PendingStep? {
        if let length = newCommitment(of: server.number) { return .commit(length) }
        let written = writtenLength[server.number]
        let log = state(of: server).log
        return log.count > written ? .entry(log[written].payload) : nil
    }

    /// Number of entries that a leader has committed, where that is more than the spec has seen; otherwise
    /// nil.
    private func newCommitment(of number: Int) -> Int? {
        let state = nodes[number].replica.state
        guard let known = leaderships[Leadership(term: state.term, leader: number)] else { return nil }
        let length = state.log.count > writtenLength[number] ? announced(by: number) : state.commitIndex
        return length > max(known, committed[state.term]?.count ?? 0) ? length : nil
    }

    /// Index up to which the server says that entries are committed before it writes down its next entry,
    /// which may change whose acknowledgements count.
    private func announced(by number: Int) -> Int {
        var (node, index) = (nodes[number], 0)
        let recordCount = node.log.records.count
        while let output = try? node.nextOutput(), node.log.records.count == recordCount {
            switch output {
            case .event(.applied(let last, _)), .event(.votersCommitted(_, let last)): index = last
            default: continue
            }
        }
        return index
    }

    /// Lets the server do what it wants, a leader up to the end of a step that the spec has; one that is held takes
    /// no such step.
    fileprivate mutating func goOn(_ number: Int, isHeld: Bool, committed known: Int) throws {
        var hasStepped = isHeld
        while true {
            if let length = newCommitment(of: number) {
                if hasStepped { return }
                hasStepped = true
                committed[nodes[number].replica.state.term] = Array(log(of: number).prefix(length))
            }
            var next = nodes[number]
            let output = try next.nextOutput()
            let records = next.log.records.dropFirst(nodes[number].log.records.count)
            let length = records.compactMap(Self.length).last
            var isElected = false
            if case .event(.becameLeader) = output { isElected = true }
            let isStep = isElected || length != nil && next.replica.state.role == .leader
            if isStep && hasStepped { return }
            hasStepped = hasStepped || isStep
            nodes[number] = next
            if let length { noteEntries(length, of: number) }
            guard let output else { return }
            note(output, of: number, committed: known)
        }
    }

    /// Length of the log after a record that changes it; nil for any other record.
    private static func length(_ record: [UInt8]) -> Int? {
        guard case .entries(let first, let entries) = try? RaftRecord(decoding: record) else { return nil }
        return first - 1 + entries.count
    }

    private mutating func noteEntries(_ length: Int, of number: Int) {
        writtenLength[number] = length
        let state = nodes[number].replica.state
        if state.role == .follower { termOfEntries[number] = state.term }
    }

    private mutating func note(_ output: Output<RaftReplica.Event>, of number: Int, committed: Int) {
        switch output {
        case .send(let bytes, let receiver):
            outbox.send(bytes, from: ReplicaID(number), to: ReplicaID(receiver))
        case .event(.becameLeader(let term)): leaderships[Leadership(term: term, leader: number)] = committed
        default: return
        }
    }

    /// Takes down a term that the spec has: one in which the server has voted for who was elected, or has taken an
    /// entry.
    fileprivate mutating func noteBallot(of number: Int) {
        let state = nodes[number].replica.state
        let isForLeader = leaderships.keys.contains { $0.term == state.term && $0.leader == state.vote }
        guard isForLeader || termOfEntries[number] == state.term else { return }
        ballots[number] = .init(term: state.term, hasVoted: state.vote != nil)
    }
}
