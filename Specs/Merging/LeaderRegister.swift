import QuorateFaults

/// A register that names the one leader: written by majority vote in terms, or merged like other replicated data.
///
/// Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm" (2014), sections 5.1 and 5.2, for the vote;
/// Shapiro et al., "A Comprehensive Study of Convergent and Commutative Replicated Data Types" (2011), section 3.2, for
/// the register that is merged, where the later term wins. Each node has a copy: a term and the name of a leader for it. A
/// node that stands writes its own name for the next term. Another node adopts the name for a term that is newer than its
/// own, which is its vote, and so it has one in each term. Who has the votes of a majority leads.
///
/// No vote tells an old leader at once that there is a new one. What it orders counts only once a majority has taken it,
/// and a node takes no order of a term that is older than its own; so a leader is in command while a majority would take
/// its orders, and an old one is in command of nothing. A merged copy asks nobody, so there whoever finds its own name
/// is in command, until copies are merged again.
///
/// A node gives its vote in the step in which it is asked. That hides no race: a vote is counted at any time later, when
/// its node may have gone on to other terms, and one that was asked for by a node that has gone on itself elects nobody.
/// Copies survive what may happen to a node, so that a crash is a pause.
///
/// That there is a leader in the end is another matter, for which see the election without end, `LeaderElection`.
struct LeaderRegister: Spec {
    static let summary = "Nodes write the name of the leader into a register, each term by majority vote."
    static let source =
        "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), sections 5.1, 5.2"

    /// The nodes, each of which has a copy of the register.
    var nodes: ReplicaSet
    /// The number of terms.
    var terms: Int
    var mutant: Mutant?

    /// A register on `nodes` nodes, 3 to 5, for `terms` terms, 2 or 3.
    init(nodes: Int = 3, terms: Int = 2, mutant: Mutant? = nil) {
        self.nodes = ReplicaSet(count: nodes)
        self.terms = terms
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [Parameter("nodes", \.nodes, in: 3...5), Parameter("terms", \.terms, in: 2...3)]
    }
    var replicas: ReplicaSet { nodes }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: nodes, .none, network: .lossy,
            notes: ["a vote is asked for and given in one step, and counted at any time later"])
    }

    var majority: Int { QuorumSize.majority(n: nodes.count) }
    /// The number of votes that make a leader.
    var enough: Int { mutant == .halfTheVotes ? nodes.count / 2 : majority }

    typealias Term = BoundedInt<0, 3>

    struct State: SpecState {
        /// The copy of each node: the newest term that it knows, and the name in it.
        var term = ReplicaMap<Term>(0)
        var name = ReplicaMap<ReplicaID?>(nil)
        /// The nodes that have voted for each one in the term in which it stands.
        var voters = ReplicaMap<ReplicaSet>(ReplicaSet())
        /// The nodes that take themselves for the leader.
        var leaders = ReplicaSet()
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        /// A node writes its own name for the next term.
        case stand(ReplicaID)
        /// A node takes over another's copy, and so votes for it.
        case adopt(ReplicaID, from: ReplicaID)
        /// A node finds that it leads.
        case lead(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for n in nodes {
            next.take(.stand(n), if: !s.leaders.contains(n) && s.term[n] < terms) {
                $0.term[n] += 1
                $0.name[n] = n
                $0.voters[n] = [n]
            }
            let hasVotes = mutant == .mergedRegister || s.voters[n].count >= enough
            next.take(.lead(n), if: s.name[n] == n && hasVotes && !s.leaders.contains(n)) {
                $0.leaders.insert(n)
            }
            for o in nodes where o != n {
                next.take(.adopt(n, from: o), if: adopts(n, from: o, s)) { adopt(n, from: o, &$0) }
            }
        }
    }

    /// Rule by which a node takes over another's copy.
    private func adopts(_ n: ReplicaID, from o: ReplicaID, _ s: State) -> Bool {
        switch mutant {
        case .mergedRegister:
            // Of two names for a term the greater one wins, so that copies agree in the end.
            s.term[o] > s.term[n] || s.term[o] == s.term[n] && s.name[o].packed > s.name[n].packed
        case .votesAgain:
            s.name[o] == o && s.term[o] >= s.term[n] && !s.voters[o].contains(n)
        case .halfTheVotes, .actsAlone, nil:
            s.name[o] == o && s.term[o] > s.term[n]
        }
    }

    private func adopt(_ n: ReplicaID, from o: ReplicaID, _ s: inout State) {
        if mutant != .mergedRegister { s.voters[o].insert(n) }
        // A second vote in a term changes nothing about the first.
        if mutant == .votesAgain && s.term[n] == s.term[o] { return }
        s.term[n] = s.term[o]
        s.name[n] = s.name[o]
        s.voters[n] = []
        s.leaders.remove(n)
    }

    /// The leaders whose orders are carried out. Where nobody is asked, the runs may be those of the design: what differs
    /// is what a leader may do in them.
    private func inCommand(_ s: State) -> ReplicaSet {
        switch mutant {
        case .mergedRegister, .actsAlone: s.leaders
        case .halfTheVotes, .votesAgain, nil:
            s.leaders.filter { leader in
                nodes.filter { s.term[$0] <= s.term[leader] }.count >= majority
            }
        }
    }

    var properties: [Property<State>] {
        let oldLeader = Property<State>.reachable("an old leader has lost command to a new one") { s in
            s.leaders.count > 1 && inCommand(s).count == 1
        }
        return [
            .always("one leader at all times") { s in inCommand(s).count <= 1 },
            .reachable("a leader of the last term is in command") { s in
                inCommand(s).contains { s.term[$0] == terms }
            },
            // Where leaders ask nobody, none loses command.
        ] + (mutant == .mergedRegister || mutant == .actsAlone ? [] : [oldLeader])
    }
}
