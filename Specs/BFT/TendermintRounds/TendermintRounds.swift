import QuorateFaults

/// Tendermint at one height, in rounds without end: a proposal, prevotes and precommits, with locked and
/// valid values.
///
/// Buchman, Kwon and Milosevic, "The latest gossip on BFT consensus" (2018), Algorithm 1, whose lines are
/// meant below. What is examined is termination, which a Byzantine replica could prevent for ever in the
/// algorithm before that paper (tendermint/tendermint#1047): replicas were locked and unlocked by turns,
/// and a proposer did not propose the value that had unlocked it.
///
/// All go from round to round together, in three steps: the proposer of the round, which is each in turn,
/// proposes; all prevote; all precommit. Before the network is stable a message may come too late in its
/// round, for some or for all. After that messages of correct replicas come in time, and what one has heard
/// all hear while they wait for precommits (lines 47 and 65). A Byzantine replica proposes and votes to
/// each of the others what and when it likes, for instance so late that one sees a quorum of prevotes and
/// others do not before they precommit.
///
/// Differences from the paper: a round is numbered by its place among those that a lock, a valid value or a
/// proof stems from, so that the states are finite and a run without end is a loop; of what could be proved
/// about earlier rounds only the last proof of each value is kept, since an earlier one serves no purpose;
/// there are two values, and one that is proposed afresh may be either. The spec `Tendermint` looks at few
/// rounds, but at every interleaving in them.
struct TendermintRounds: Spec {
    static let summary = "Replicas lock on values from round to round, and decide once the network is stable."
    static let source = "Buchman, Kwon, Milosevic, The latest gossip on BFT consensus (2018)"

    /// The n replicas, which propose in turn.
    let replicas = ReplicaSet(count: 4)
    /// Number of Byzantine replicas, for which the quorums are made: f.
    var faults: Int
    /// Number of rounds before the network is stable.
    var unstable: Int
    var mutant: Mutant?

    /// Four replicas, `faults` of them Byzantine (0 or 1), and `unstable` rounds (0 to 3) before the
    /// network is stable.
    init(faults: Int = 1, unstable: Int = 1, mutant: Mutant? = nil) {
        self.faults = faults
        self.unstable = unstable
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [Parameter("faults", \.faults, in: 0...1), Parameter("unstable", \.unstable, in: 0...3)]
    }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: replicas, faults: faults, .byzantine(.signed), network: .synchronousRounds,
            placement: .every(faults),
            notes: [
                "one height, all replicas in the same round; two values",
                "messages of the first \(unstable) rounds may come too late",
            ])
    }

    /// Size of a quorum: n - f, which is the 2f + 1 of the paper.
    var quorum: Int { replicas.count - faults }

    enum Value: FiniteValue, CaseIterable { case first, second }

    enum Step: FiniteValue { case propose, prevote, precommit, decided }

    /// Place of a round among those that are remembered, from 1; 0 for none, which is -1 in the paper.
    typealias Round = BoundedInt<0, 9>

    /// Value with the round in which a quorum has prevoted it.
    struct Lock: Hashable, Sendable, BitwiseCopyable {
        var round: Round = 0
        var value = Value.first
    }

    /// Variables of a replica.
    struct Replica: Hashable, Sendable, BitwiseCopyable {
        /// lockedRound and lockedValue.
        var locked = Lock()
        /// validRound and validValue.
        var valid = Lock()
    }

    struct State: SpecState {
        var replica = PerReplica<Replica, 4>(Replica())
        /// Last rounds in which each value has had, or a Byzantine replica could show that it has had, a
        /// quorum of prevotes.
        var proven = PerKey<Value, Round, 2>(0)
        /// Replicas that have prevoted each value in this round.
        var prevotes = PerKey<Value, ReplicaSet, 2>(ReplicaSet())
        var faulty: ReplicaSet
        /// Proposal of a correct proposer, with validRound.
        @Packed var proposal: Value? = nil
        var validRound: Round = 0
        var proposer: ReplicaID = 0
        var step = Step.propose
        /// Rounds that are left before the network is stable.
        var unstable: BoundedInt<0, 3>
        /// Values that a quorum may have precommitted, the Byzantine replicas among them.
        var isChosen = PerKey<Value, Bool, 2>(false)
    }

    var initialStates: [State] {
        replicas.subsets(ofSize: faults).map { State(faulty: $0, unstable: BoundedInt(unstable)) }
    }

    enum Action: SpecAction {
        case propose(Value)
        case prevote(first: ReplicaSet, second: ReplicaSet)
        case precommit(Value, by: ReplicaSet, heardBy: ReplicaSet)
        case precommitNothing
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        switch s.step {
        case .propose:
            if s.faulty.contains(s.proposer) {
                prevoteForAnything(in: s, &next)
            } else {
                propose(in: s, &next)
            }
        case .prevote: prevoteForProposal(in: s, &next)
        case .precommit: precommit(in: s, &next)
        case .decided: break
        }
    }

    /// Lines 11 to 19.
    private func propose(in s: State, _ next: inout Next<Self>) {
        let replica = s.replica[s.proposer]
        let known = mutant == .proposesAfresh ? replica.locked : replica.valid
        for value in Value.values where known.round == 0 || known.value == value {
            next.take(.propose(value)) {
                $0.proposal = value
                $0.validRound = known.round
                $0.step = .prevote
            }
        }
    }

    /// Lines 22 to 33: a lock is given up for a proof that is not older.
    private func accepts(_ value: Value, provenIn round: Round, _ i: ReplicaID, in s: State) -> Bool {
        let locked = s.replica[i].locked
        return locked.round == 0 || locked.value == value || round >= locked.round || mutant == .ignoresLocks
    }

    private func prevoteForProposal(in s: State, _ next: inout Next<Self>) {
        let proposal = s.proposal ?? .first
        let willing = (replicas - s.faulty).filter { accepts(proposal, provenIn: s.validRound, $0, in: s) }
        for voters in s.unstable == 0 ? [willing] : Array(willing.subsets) {
            let isFirst = proposal == .first
            prevote(first: isFirst ? voters : [], second: isFirst ? [] : voters, in: s, &next)
        }
    }

    /// Prevotes in a round of a Byzantine proposer, which sends each replica what it likes.
    private func prevoteForAnything(in s: State, _ next: inout Next<Self>) {
        let correct = replicas - s.faulty
        let willing = { value in correct.filter { accepts(value, provenIn: s.proven[value], $0, in: s) } }
        for first in willing(.first).subsets {
            for second in (willing(.second) - first).subsets {
                prevote(first: first, second: second, in: s, &next)
            }
        }
    }

    private func prevote(first: ReplicaSet, second: ReplicaSet, in s: State, _ next: inout Next<Self>) {
        next.take(.prevote(first: first, second: second)) {
            $0.prevotes[.first] = first
            $0.prevotes[.second] = second
            $0.proposal = nil
            $0.validRound = 0
            $0.step = .precommit
        }
    }

    /// Lines 36 to 46: who hears a quorum of prevotes in time precommits; who hears it later keeps it in
    /// mind.
    private func precommit(in s: State, _ next: inout Next<Self>) {
        let correct = replicas - s.faulty
        guard let value = Value.values.first(where: { s.prevotes[$0].count >= quorum - faults }) else {
            next.take(.precommitNothing) { beginRound(&$0) }
            return
        }
        let isSettled = s.unstable == 0 && s.prevotes[value].count >= quorum
        for voters in isSettled ? [correct] : Array(correct.subsets) {
            let allHear = s.unstable == 0 && !voters.isEmpty && mutant != .leavesAtOnce
            for others in allHear ? [correct - voters] : Array((correct - voters).subsets) {
                next.take(.precommit(value, by: voters, heardBy: voters | others)) {
                    lock(value, voters, others, &$0)
                    if voters.count >= quorum { $0.step = .decided } else { beginRound(&$0) }
                }
            }
        }
    }

    /// Rounds go on. No Byzantine replica is needed for that: the step without its votes is always among
    /// those owed.
    var fairness: [Fairness<Self>] {
        [.weak("rounds go on", actions: "propose", "prevote", "precommit", "precommitNothing")]
    }

    var properties: [Property<State>] {
        let replicas = replicas
        let always: [Property<State>] = [
            .always("agreement") { s in !(s.isChosen[.first] && s.isChosen[.second]) },
            .eventually("termination") { s in s.step == .decided },
        ]
        guard faults > 0 && unstable > 1 else { return always }
        let isLocked = { @Sendable (s: State, value: Value) in
            replicas.contains { s.replica[$0].locked.round > 0 && s.replica[$0].locked.value == value }
        }
        return always + [
            .reachable("two are locked on different values") { isLocked($0, .first) && isLocked($0, .second) }
        ]
    }
}
