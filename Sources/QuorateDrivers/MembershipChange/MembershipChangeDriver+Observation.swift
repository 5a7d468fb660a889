internal import QuorateQuorums
internal import QuorateReplay
internal import QuorateReplicas
public import RaftSpecs

extension MembershipChangeDriver {
    public func observe(_ system: System, in state: inout MembershipChange.State) {
        state = MembershipChange.State()
        for number in system.nodes.indices {
            let server = ReplicaID(number)
            state.log[server] = MembershipChange.Log(system.log(of: number), spec.members)
            state.show(system.ballots[number], of: server)
        }
        for leadership in system.leaderships.keys {
            state.elected[leadership.term].insert(ReplicaID(leadership.leader))
        }
        for (term, entries) in system.committed {
            state.committed[term] = MembershipChange.Log(entries, spec.members)
        }
    }

    public func observeDurable(_ system: System, in state: inout MembershipChange.State) {
        for (number, node) in system.nodes.enumerated() {
            let server = ReplicaID(number)
            guard let found = try? RaftReplica(node.configuration, recovering: node.log.records).state else {
                continue
            }
            state.log[server] = MembershipChange.Log(found.log, spec.members)
            // A term that the spec does not have is in the log too.
            let known = node.replica.state
            if (found.term, found.vote) == (known.term, known.vote) { continue }
            state.show(Ballot(term: found.term, hasVoted: found.vote != nil), of: server)
        }
    }
}

extension MembershipChange.State {
    fileprivate mutating func show(_ ballot: MembershipChangeDriver.Ballot, of server: ReplicaID) {
        term[server] = MembershipChange.Term(ballot.term)
        if ballot.hasVoted { voted.insert(server) } else { voted.remove(server) }
    }
}

extension MembershipChange.Log {
    /// The spec's view of real entries: their terms, and the configurations that are in effect with them.
    init(_ entries: [RaftEntry], _ members: ReplicaSet) {
        self.init()
        for entry in entries {
            var latest = configuration(from: members)
            if case .configuration(let voters) = entry.payload {
                let new = ReplicaSet(voters.new.voters.map { ReplicaID($0) })
                let old = ReplicaSet(voters.old.voters.map { ReplicaID($0) })
                latest = .init(old: voters.isJoint ? old : new, new: new)
            }
            append(MembershipChange.Entry(term: entry.term, latest))
        }
    }
}
