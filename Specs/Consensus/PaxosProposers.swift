import QuorateFaults

/// Single-decree Paxos with proposers that remember: each has ballots of its own, begins a later one when it gives up the
/// one before, and may restart.
///
/// Lamport, "Paxos Made Simple" (2001), section 2. In `Paxos` a proposer is its ballot; here it is a process, which can
/// mix its ballots up. An implementation has counted promises for an earlier ballot of the same proposer
/// (https://github.com/luohaha/MyPaxos/issues/18). And a proposer that restarts must not use its ballot again: section
/// 2.5 has it keep the highest ballot on stable storage, phxpaxos begins above the promise of its own acceptor
/// (https://github.com/Tencent/phxpaxos/issues/145, which asks what would happen otherwise).
///
/// Proposer p has the ballots p, p + the number of proposers, and so on. It asks all acceptors, once for each ballot, and
/// proposes the value of the latest vote that the promises of a majority report, or any value where there is none: its client may want another one in each
/// ballot.
/// Messages are sets that only grow, so a promise may be counted late; as in `Paxos` what an acceptor remembers follows
/// from what it has sent, and a promise's report is the latest vote before its ballot, which no later vote changes. The
/// votes say for which value they are, since in a mutant a ballot may have two, and promises report either. Progress is
/// asked for in `Paxos`.
struct PaxosProposers: Spec {
    static let summary = "Proposers go from ballot to ballot, and restart, while acceptors choose one value."
    static let source = "Lamport, Paxos Made Simple (2001), section 2"

    var acceptors: ReplicaSet
    var proposers: ReplicaSet
    /// Highest ballot; the lowest is 0.
    var ballots: Int
    var mutant: Mutant? { didSet { makeRoomForMutant() } }
    var variant: Variant?

    /// `acceptors` acceptors (1 to 5), `proposers` proposers (1 to 3), ballots 0 to `ballots` (0 to 2) and two values.
    init(
        acceptors: Int = 3, proposers: Int = 2, ballots: Int = 1, mutant: Mutant? = nil,
        variant: Variant? = nil
    ) {
        self.acceptors = ReplicaSet(count: acceptors)
        self.proposers = ReplicaSet(count: proposers)
        self.ballots = ballots
        self.mutant = mutant
        self.variant = variant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("acceptors", \.acceptors, in: 1...5), Parameter("proposers", \.proposers, in: 1...3),
            Parameter("ballots", \.ballots, in: 0...2),
        ]
    }
    var replicas: ReplicaSet { acceptors | proposers }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: acceptors, faults: (acceptors.count - 1) / 2, .crashRecovery,
            network: [.lossy, .duplicating],
            notes: [
                "acceptors keep everything they have sent; one that is silent cannot be told from one that is down",
                mutant == .reusedBallot
                    ? "proposers restart without their ballot"
                    : "proposers restart, and keep the highest ballot that they have begun",
            ])
    }

    typealias Ballot = BoundedInt<0, 2>
    /// One of two values; which one a proposer may choose freely is up to its client.
    enum Value: FiniteValue, CaseIterable { case a, b }

    /// Promise or vote of an acceptor, by ballot.
    struct Vote: FiniteValue {
        let ballot: Ballot
        let value: Value
    }

    struct State: SpecState {
        /// The ballot of each proposer, or nil.
        var ballot = ReplicaMap<Ballot?>(nil)
        /// Prepare messages, by ballot.
        var prepared = FiniteSet<Ballot>()
        /// Acceptors that have promised to ignore the ballots before.
        var promises = Votes<Ballot>()
        var proposals = FiniteSet<Vote>()
        /// Acceptors that have voted.
        var votes = PerKey<Vote, ReplicaSet, 6>([])
        /// Proposers that may still propose a value in their ballot.
        var preparing = ReplicaSet()
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        /// A proposer begins a ballot of its own.
        case prepare(ReplicaID, ballot: Int)
        case promise(ReplicaID, ballot: Int)
        case propose(ReplicaID, ballot: Int, Value)
        case vote(ReplicaID, ballot: Int, Value)
        /// A proposer forgets its promises.
        case restart(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for p in proposers { propose(p, s, &next) }
        for a in acceptors { accept(a, s, &next) }
    }

    @inline(__always)
    private func propose(_ p: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (current, own) = (s.ballot[p]?.value ?? -1, ballots(of: p, upTo: ballots))
        for ballot in own where ballot > current {
            next.take(.prepare(p, ballot: ballot)) {
                $0.ballot[p] = Ballot(ballot)
                $0.prepared.insert(Ballot(ballot))
                $0.preparing.insert(p)
            }
        }
        let isPreparing = s.preparing.contains(p)
        for value in Value.values where isPreparing {
            next.take(.propose(p, ballot: current, value), if: mayPropose(value, in: current, p, s)) {
                $0.proposals.insert(Vote(ballot: Ballot(current), value: value))
                $0.preparing.remove(p)
            }
        }
        let forgets = mutant == .reusedBallot
        next.take(.restart(p), if: forgets ? current >= 0 : isPreparing) {
            $0.preparing.remove(p)
            if forgets { $0.ballot[p] = nil }
        }
    }

    /// Ballots of proposer `p`, up to `last`.
    private func ballots(of p: ReplicaID, upTo last: Int) -> StrideThrough<Int> {
        stride(from: p.number, through: last, by: proposers.count)
    }

    /// Condition of phase 2a: of the promises that are counted, a quorum reports no vote after one for `value`, or none.
    private func mayPropose(_ value: Value, in ballot: Int, _ p: ReplicaID, _ s: State) -> Bool {
        if isUnprepared(ballot, of: p) { return true }
        let counted =
            mutant == .latePromises
            ? ballots(of: p, upTo: ballot) : stride(from: ballot, through: ballot, by: 1)
        var latest = ballot - 1
        while latest >= -1 {
            var (promisers, isReported) = (ReplicaSet(), latest < 0)
            for a in acceptors {
                for promised in counted where s.promises[Ballot(promised)].contains(a) {
                    let report = s.latestVote(of: a, before: promised)
                    if report <= latest { promisers.insert(a) }
                    if report == latest && report >= 0 && s.hasVoted(a, report, value) { isReported = true }
                }
            }
            if isReported && quorums.isQuorum(promisers) { return true }
            latest -= 1
        }
        return false
    }

    /// Ballot of proposer `p` that does without phase 1: none, in the protocol.
    @inline(__always)
    private func isUnprepared(_ ballot: Int, of p: ReplicaID) -> Bool {
        variant == .unpreparedFirstBallot && ballot == 0
            || mutant == .unpreparedFirstBallots && ballot == p.number
    }

    @inline(__always)
    private func accept(_ a: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let highest = max(s.latestVote(of: a, before: ballots + 1), s.latestPromise(of: a, upTo: ballots))
        for number in 0...ballots {
            let ballot = Ballot(number)
            next.take(.promise(a, ballot: number), if: number > highest && s.prepared.contains(ballot)) {
                $0.promises[ballot].insert(a)
            }
            for value in Value.values where number >= highest && !s.hasVoted(a, number, value) {
                let vote = Vote(ballot: ballot, value: value)
                next.take(.vote(a, ballot: number, value), if: s.proposals.contains(vote)) {
                    $0.votes[vote].insert(a)
                }
            }
        }
    }

    var quorums: ThresholdQuorums {
        ThresholdQuorums(of: acceptors, size: QuorumSize.majority(n: acceptors.count))
    }

    var properties: [Property<State>] {
        let (quorums, ballots) = (quorums, ballots)
        let isChosen = { @Sendable (value: Value, s: State) in
            (0...ballots).contains { quorums.isQuorum(s.votes[Vote(ballot: Ballot($0), value: value)]) }
        }
        return [
            .always("agreement") { s in !(isChosen(.a, s) && isChosen(.b, s)) },
            .reachable("a value is chosen") { s in isChosen(.a, s) || isChosen(.b, s) },
            .reachable("a value is chosen without a minority of the acceptors") { [acceptors] s in
                let silent = acceptors.filter { s.latestPromise(of: $0, upTo: ballots) < 0 }
                return (isChosen(.a, s) || isChosen(.b, s)) && silent.count >= (acceptors.count - 1) / 2
            },
            .reachable("a proposer restarts before it has proposed") { [self] s in
                proposers.contains { !s.preparing.contains($0) && hasProposedNothing($0, in: s) }
            },
        ]
    }

    /// Ballot of proposer `p` that it has begun last, without a proposal.
    private func hasProposedNothing(_ p: ReplicaID, in s: State) -> Bool {
        let begun = ballots(of: p, upTo: ballots).map { Ballot($0) }.filter(s.prepared.contains)
        guard let last = begun.last else { return false }
        return Value.allCases.allSatisfy { !s.proposals.contains(Vote(ballot: last, value: $0)) }
    }
}

extension PaxosProposers.State {
    func hasVoted(_ acceptor: ReplicaID, _ ballot: Int, _ value: PaxosProposers.Value) -> Bool {
        votes[PaxosProposers.Vote(ballot: PaxosProposers.Ballot(ballot), value: value)].contains(acceptor)
    }

    /// The latest ballot before `end` in which `acceptor` has voted, or -1.
    func latestVote(of acceptor: ReplicaID, before end: Int) -> Int {
        var ballot = end - 1
        while ballot >= 0 && !hasVoted(acceptor, ballot, .a) && !hasVoted(acceptor, ballot, .b) {
            ballot -= 1
        }
        return ballot
    }

    /// The latest ballot up to `last` that `acceptor` has promised, or -1.
    func latestPromise(of acceptor: ReplicaID, upTo last: Int) -> Int {
        var ballot = last
        while ballot >= 0 && !promises[PaxosProposers.Ballot(ballot)].contains(acceptor) { ballot -= 1 }
        return ballot
    }
}

/// No acceptor that is no proposer is special, and no value.
extension PaxosProposers: SymmetricSpec {
    var interchangeable: Interchangeable { .all(acceptors, but: proposers).and(values: Value.values) }
}
