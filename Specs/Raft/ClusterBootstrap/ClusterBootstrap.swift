import QuorateFaults

/// A Raft server that is alone brings in the others: the least change of membership in which it matters by which
/// configuration an entry is committed.
///
/// Ongaro, "Consensus: Bridging Theory and Practice" (2014), chapter 4: a server uses the latest configuration of its log,
/// committed or not, for elections and for commitment. r0 begins as the only member, and appends the configuration of
/// all servers when it likes. That is one step, and safe: nobody else can be elected without that entry, and so without
/// all that r0 has committed alone before it.
///
/// What is appended after it needs the new majority. A leader that finds the old configuration satisfied, which it is by
/// itself, commits entries that the others do not have, and they elect another leader:
/// https://github.com/databendlabs/openraft/pull/364. Where members change one at a time or by joint consensus the
/// majorities of neighbouring configurations meet, which hides the mistake for long.
///
/// What is abstracted, as in `MembershipChange`, where servers are replaced as well: an election is one step, with no more
/// voters than the candidate needs; a follower takes one entry at a time out of the log of a server that leads a term, as
/// it is now. Progress is not asked for.
struct ClusterBootstrap: Spec {
    static let summary =
        "A Raft server that is alone brings in the others, who then count for every majority."
    static let source = "Ongaro, Consensus: Bridging Theory and Practice (2014), chapter 4"

    var servers: ReplicaSet
    /// Number of terms.
    var terms: Int
    /// Greatest length of a log.
    var entries: Int
    var mutant: Mutant?

    /// `servers` servers (2 to 5), terms 1 to `terms` (1 to 3), logs of at most `entries` entries (1 to 3).
    init(servers: Int = 3, terms: Int = 2, entries: Int = 3, mutant: Mutant? = nil) {
        self.servers = ReplicaSet(count: servers)
        self.terms = terms
        self.entries = entries
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("servers", \.servers, in: 2...5), Parameter("terms", \.terms, in: 1...3),
            Parameter("entries", \.entries, in: 1...3),
        ]
    }
    var replicas: ReplicaSet { servers }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: servers, faults: (servers.count - 1) / 2, .crashRecovery,
            network: [.lossy, .duplicating],
            notes: [
                "member at first: r0; terms: \(terms); entries of a log: at most \(entries)",
                "a server that is silent cannot be told from one that is down, so f bounds no run",
            ])
    }

    /// A term; 0 is before the first.
    typealias Term = BoundedInt<0, 3>

    struct State: SpecState {
        var log = ReplicaMap(Log())
        var term = ReplicaMap<Term>(0)
        /// Entries that the leader of each term has committed; kept for the property.
        var committed = PerKey<Term, Log, 4>(Log())
        /// Servers that have been elected in each term.
        var elected = PerKey<Term, ReplicaSet, 4>([])
        /// Servers that have voted in their term.
        var voted = ReplicaSet()

        func isLeader(_ i: ReplicaID) -> Bool { elected[term[i]].contains(i) }
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        /// A candidate is elected by itself and `voters`.
        case elect(ReplicaID, term: Int, voters: ReplicaSet)
        case append(ReplicaID, leader: ReplicaID)
        case commit(ReplicaID, length: Int)
        case propose(ReplicaID)
        /// The leader appends the configuration of all servers.
        case bringIn(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in servers {
            let members = configuration(of: s.log[i])
            if members.contains(i) { elect(i, by: members, s, &next) }
            guard s.isLeader(i) else { continue }
            for j in servers - [i] { append(j, i, s, &next) }
            commit(i, s, &next)
            let term = s.term[i].value
            let hasRoom = s.log[i].count < entries
            next.take(.propose(i), if: hasRoom) { $0.log[i].append(term, isChange: false) }
            next.take(.bringIn(i), if: hasRoom && members != servers) {
                $0.log[i].append(term, isChange: true)
            }
        }
    }

    /// Latest configuration in `log`.
    private func configuration(of log: Log) -> ReplicaSet { log.hasChange ? servers : [0] }

    private func majority(of members: ReplicaSet) -> Int { QuorumSize.majority(n: members.count) }

    @inline(__always)
    private func elect(
        _ i: ReplicaID, by members: ReplicaSet, _ s: State, _ next: inout Next<Self>
    ) {
        var number = s.term[i].value + 1
        while number <= terms {
            let term = Term(number)
            let others = (members - [i]).filter { j in
                let mayVote = s.term[j] < term || s.term[j] == term && !s.voted.contains(j)
                return mayVote && s.log[i].isUpToDate(for: s.log[j])
            }
            for voters in others.subsets where voters.count + 1 == majority(of: members) {
                next.take(.elect(i, term: number, voters: voters)) {
                    for j in voters | [i] {
                        $0.term[j] = term
                        $0.voted.insert(j)
                    }
                    $0.elected[term].insert(i)
                }
            }
            number += 1
        }
    }

    @inline(__always)
    private func append(_ j: ReplicaID, _ leader: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (term, log) = (s.term[leader], s.log[leader])
        let common = s.log[j].commonLength(with: log)
        next.take(.append(j, leader: leader), if: common < log.count && s.term[j] <= term) {
            if $0.term[j] < term {
                $0.term[j] = term
                $0.voted.remove(j)
            }
            $0.log[j] = log.prefix(common + 1)
        }
    }

    @inline(__always)
    private func commit(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (term, log) = (s.term[i], s.log[i])
        let members = mutant == .oldQuorum ? [0] : configuration(of: log)
        var length = log.count
        while length > s.committed[term].count && log.term(at: length) == term.value {
            let having = members.filter {
                s.term[$0] == term && s.log[$0].commonLength(with: log) >= length
            }
            next.take(.commit(i, length: length), if: having.count >= majority(of: members)) {
                $0.committed[term] = log.prefix(length)
            }
            length -= 1
        }
    }

    var properties: [Property<State>] {
        let (servers, terms) = (servers, terms)
        let succession = Property<State>.reachable("another server is elected") { s in
            (1...terms).contains { !s.elected[Term($0)].isSubset(of: [0]) }
        }
        let useOfAll = Property<State>.reachable("an entry is committed by all servers' configuration") { s in
            (1...terms).contains { s.committed[Term($0)].hasEntryAfterChange }
        }
        return [
            // A leader has what it has committed itself, too: its log only grows.
            .always(
                "leader completeness",
                when: { s in (1...terms).contains { s.committed[Term($0)].count > 0 } },
                then: { s in
                    servers.allSatisfy { i in
                        !s.isLeader(i)
                            || (1...terms).allSatisfy {
                                Term($0) > s.term[i] || s.log[i].hasPrefix(s.committed[Term($0)])
                            }
                    }
                }),
            .reachable("the configuration of all servers is committed") { s in
                (1...terms).contains { s.committed[Term($0)].hasChange }
            },
        ] + (terms > 1 ? [succession] : []) + (entries > 1 ? [useOfAll] : [])
    }
}
