public import QuorateLanguage
import QuorateQuorums

extension MembershipChange {
    public var properties: [Property<State>] { safety + goals }

    private var safety: [Property<State>] {
        let (servers, terms) = (servers, terms)
        return [
            .always("one leader per term") { s in (1...terms).allSatisfy { s.elected[$0].count <= 1 } },
            .always("log matching") { s in
                for i in servers {
                    for j in servers where i < j {
                        let (log, other) = (s.log[i], s.log[j])
                        let common = log.commonLength(with: other)
                        var index = common + 1
                        while index <= min(log.count, other.count) {
                            if log[index].term == other[index].term { return false }
                            index += 1
                        }
                    }
                }
                return true
            },
            .always(
                "leader completeness", when: { s in (1...terms).contains { s.committed[$0].count > 0 } },
                then: { s in
                    for i in servers where s.isLeader(i) {
                        for t in 1..<s.term[i].value where !s.log[i].hasPrefix(s.committed[t]) {
                            return false
                        }
                    }
                    return true
                }),
            .always("committed entries stay") { s in
                for t in 1..<terms {
                    for later in t + 1...terms {
                        let (log, other) = (s.committed[t], s.committed[later])
                        if log.commonLength(with: other) < min(log.count, other.count) { return false }
                    }
                }
                return true
            },
        ]
    }

    private var goals: [Property<State>] {
        let (servers, members, terms) = (servers, members, terms)
        return [
            .reachable("a new configuration is committed") { s in
                (1...terms).contains { t in
                    let latest = s.committed[t].configuration(from: members)
                    return !latest.isJoint && latest.new != members
                }
            },
            .reachable("a leader elected by a new configuration") { s in
                servers.contains { i in
                    guard s.isLeader(i), s.log[i].lastTerm < s.term[i].value else { return false }
                    let latest = s.log[i].configuration(from: members)
                    return !latest.isJoint && latest.new != members
                }
            },
        ]
    }
}
