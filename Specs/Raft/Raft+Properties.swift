public import QuorateLanguage
import QuorateQuorums

extension Raft {
    public var properties: [Property<State>] {
        electionProperties + (entries > 0 ? replicationProperties + replicationGoals : [])
    }

    private var electionProperties: [Property<State>] {
        let (servers, terms) = (servers, lastTerm)
        return [
            .always("one leader per term") { s in
                (1...terms).allSatisfy { s.leaders(of: $0, among: servers).count <= 1 }
            },
            .reachable("a leader in the last term") { s in
                servers.contains { s.role[$0] == .leader && s.term[$0].value == terms }
            },
            .reachable("a leader restarts") { s in
                servers.contains { i in
                    let term = s.term[i].value
                    return s.role[i] == .follower && s.leaders(of: term, among: servers).contains(i)
                }
            },
        ]
    }

    private var replicationProperties: [Property<State>] {
        let (servers, terms) = (servers, lastTerm)
        return [
            .always("log matching") { s in
                for i in servers {
                    for j in servers where i < j {
                        let (log, other) = (s.log[i], s.log[j])
                        // Where both have an entry of the same term, the entries before it are the same.
                        if log[2] != 0 && log[2] == other[2] && log[1] != other[1] { return false }
                    }
                }
                return true
            },
            .always(
                "leader completeness", when: { s in (1...terms).contains { s.committedLength(in: $0) > 0 } },
                then: { s in
                    for t in 1..<terms {
                        let committed = s.committed(in: t, of: servers)
                        for later in t + 1...terms {
                            for i in servers {
                                if let log = s.appends[later][i], !log.hasPrefix(committed) { return false }
                            }
                        }
                    }
                    return true
                }),
            .always("committed entries stay") { s in
                for t in 1..<terms {
                    let committed = s.committed(in: t, of: servers)
                    for later in t + 1...terms {
                        let other = s.committed(in: later, of: servers)
                        if !committed.hasPrefix(other) && !other.hasPrefix(committed) { return false }
                    }
                }
                return true
            },
        ]
    }

    private var replicationGoals: [Property<State>] {
        let (servers, terms) = (servers, lastTerm)
        let commit = Property<State>.reachable("an entry is committed") { s in
            (1...terms).contains { s.committedLength(in: $0) > 0 }
        }
        // With fewer servers the next leader needs the vote of the one that has the entry.
        guard servers.count >= 3 && terms >= 2 else { return [commit] }
        let overwriting = Property<State>.reachable("an entry is overwritten") { s in
            servers.contains { i in
                (1...terms).contains { t in
                    guard let sent = s.appends[t][i], s.term[i].value > t else { return false }
                    return !s.log[i].hasPrefix(sent)
                }
            }
        }
        return [commit, overwriting]
    }
}

extension Raft.State {
    /// Those of `servers` that have led `term`.
    public func leaders(of term: Int, among servers: ReplicaSet) -> ReplicaSet {
        var leaders = ReplicaSet()
        guard term > 0 else { return leaders }
        for i in servers where appends[term][i] != nil { leaders.insert(i) }
        return leaders
    }
}
