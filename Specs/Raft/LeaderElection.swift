import QuorateFaults

/// Raft's elections without end: terms follow each other until there is a leader that lives.
///
/// Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm" (2014), section 5.2. `Raft` has so many
/// terms and no more; here a term has no number, so that a run may go through infinitely many and come back to the same
/// state. What matters of a term is whether it is the newest that anybody has heard of: a candidate or leader of an older
/// one finds nobody's vote and no follower that stays. (A server behind may stand in the newest term on its next timeout,
/// as it does when it is one term behind; one further behind stands in a term that is over, which changes nothing here.)
/// Logs are left out: all are up-to-date.
///
/// The network is partially synchronous. Before `stabilise`, timers run out at any time. Afterwards they are as section
/// 5.2 wants them: no timer runs out while a leader sends heartbeats, or while an election is open that somebody can win,
/// since timeouts are random and long against a round trip. A message that is late is a step that is not taken yet: it is
/// owed as long as its term is the newest.
struct LeaderElection: Spec {
    static let summary = "Servers hold elections in term after term until one of them leads."
    static let source =
        "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), section 5.2"

    var servers: ReplicaSet
    /// Greatest number of servers that crash, for good.
    var crashes: Int
    /// Stabilisation, without which the property is asked from the start.
    var stabilises: Bool
    var mutant: Mutant?

    /// An election among `servers` servers (1 to 5), of which at most `crashes` (0 to 2) crash.
    init(servers: Int = 3, crashes: Int = 1, stabilises: Bool = true, mutant: Mutant? = nil) {
        self.servers = ReplicaSet(count: servers)
        self.crashes = crashes
        self.stabilises = stabilises
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("servers", \.servers, in: 1...5), Parameter("crashes", \.crashes, in: 0...2),
            Parameter("stabilises", \.stabilises),
        ]
    }
    var replicas: ReplicaSet { servers }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: servers, faults: crashes, .crashStop, network: .asynchronous,
            notes: [
                stabilises
                    ? "partial synchrony: from some step on no timer runs out while somebody leads or can win"
                    : "no stabilisation: timers run out at any time, for ever"
            ])
    }

    func validate() throws {
        if crashes >= majority {
            throw SpecError(
                spec: Self.name,
                message:
                    "crashes=\(crashes) of servers=\(servers.count) may leave no majority; lower crashes")
        }
    }

    var majority: Int { QuorumSize.majority(n: servers.count) }

    struct State: SpecState {
        /// Servers that have heard of the newest term, and what they have done in it.
        var current = ReplicaSet()
        var candidates = ReplicaSet()
        var leaders = ReplicaSet()
        var crashed = ReplicaSet()
        var votes = ReplicaMap<Raft.Vote>(.nobody)
        var isStable = false
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        /// A server whose timer has run out stands in a new term.
        case timeout(ReplicaID)
        /// A server that is behind stands in the newest term.
        case timeoutBehind(ReplicaID)
        /// The RequestVote of a candidate of the newest term finds a server that has not voted in it.
        case vote(ReplicaID, for: ReplicaID)
        /// A candidate has the votes of a majority.
        case lead(ReplicaID)
        /// The heartbeat of the newest term's leader.
        case follow(ReplicaID, leader: ReplicaID)
        case crash(ReplicaID)
        case stabilise
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let live = servers - s.crashed
        for i in live {
            stand(i, s, &next)
            for j in s.candidates & live where j != i {
                next.take(.vote(i, for: j), if: s.votes[i] == .nobody) {
                    $0.current.insert(i)
                    $0.votes[i] = Raft.Vote(for: j)
                }
            }
            next.take(.lead(i), if: s.candidates.contains(i) && voters(for: i, s).count >= majority) {
                $0.candidates.remove(i)
                $0.leaders.insert(i)
            }
            for j in s.leaders & live where j != i {
                next.take(.follow(i, leader: j), if: !s.current.contains(i) || s.candidates.contains(i)) {
                    $0.current.insert(i)
                    $0.candidates.remove(i)
                }
            }
            next.take(.crash(i), if: s.crashed.count < crashes) { $0.crashed.insert(i) }
        }
        next.take(.stabilise, if: stabilises && !s.isStable) { $0.isStable = true }
    }

    private func stand(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let mayRunOut = !s.isStable || isDue(s) || mutant == .equalTimeouts && (s.leaders - s.crashed).isEmpty
        next.take(
            .timeout(i),
            if: mayRunOut && (s.current.contains(i) || s.current.isEmpty) && !s.leaders.contains(i)
        ) {
            $0.current = [i]
            $0.candidates = [i]
            $0.leaders = []
            $0.votes = ReplicaMap(.nobody)
            $0.votes[i] = Raft.Vote(for: i)
        }
        next.take(.timeoutBehind(i), if: mayRunOut && !s.current.contains(i) && !s.current.isEmpty) {
            $0.current.insert(i)
            $0.candidates.insert(i)
            $0.votes[i] = Raft.Vote(for: i)
        }
    }

    private func voters(for i: ReplicaID, _ s: State) -> ReplicaSet {
        servers.filter { s.votes[$0] == Raft.Vote(for: i) }
    }

    /// End of waiting: no leader lives, and no candidate that lives can still win the newest term.
    func isDue(_ s: State) -> Bool {
        let live = servers - s.crashed
        if !(s.leaders & live).isEmpty { return false }
        let undecided = live.filter { s.votes[$0] == .nobody }.count
        return (s.candidates & live).allSatisfy { voters(for: $0, s).count + undecided < majority }
    }

    /// Every live server answers and counts, and its timer runs out where waiting does not help.
    var fairness: [Fairness<Self>] {
        everyReplicaTakesSteps { action in
            switch action {
            case .vote(let i, _), .lead(let i), .follow(let i, _): i
            default: nil
            }
        }
            + servers.map { server in
                .weak("the timer of \(server) runs out where it is due") { [self] action, s in
                    switch action {
                    case .timeout(server), .timeoutBehind(server): isDue(s)
                    default: false
                    }
                }
            }
    }

    var environmentActions: [String] { ["crash", "stabilise"] }

    var properties: [Property<State>] {
        let (servers, majority, stabilises) = (servers, majority, stabilises)
        return [
            .always("one leader per term") { s in s.leaders.count <= 1 },
            .leadsTo(
                "a leader in the end", from: { s in s.isStable || !stabilises },
                to: { s in !(s.leaders - s.crashed).isEmpty }),
            .reachable("all the crashes, and a leader") { [crashes] s in
                s.crashed.count == crashes && !(s.leaders - s.crashed).isEmpty
            },
            .reachable("the vote is split") { s in
                let voted = servers.filter { s.votes[$0] != .nobody }
                return voted == servers && s.leaders.isEmpty
                    && servers.allSatisfy { i in
                        servers.filter { s.votes[$0] == Raft.Vote(for: i) }.count < majority
                    }
            },
        ] + (servers.count > 2 ? [heartbeat] : [])
    }

    /// With one or two servers, a leader has all votes.
    private var heartbeat: Property<State> {
        .reachable("a server that has not voted hears of the leader") { s in
            s.current.contains { s.votes[$0] == .nobody }
        }
    }
}
