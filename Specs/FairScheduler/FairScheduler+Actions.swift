import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension FairScheduler {
    /// Enqueueing, hearing of a process, proposing, and voting for a proposal or rejecting it.
    public enum Action: SpecAction {
        case enqueue(ReplicaID, clock: ProcessSet)
        case receive(ReplicaID, process: ReplicaID)
        case propose(Slot, Proposal)
        case accept(ReplicaID, Slot, Proposal)
        case reject(ReplicaID, Slot, Proposal)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case enqueue, receive, propose, accept, reject
        }

        public var kind: Kind {
            switch self {
            case .enqueue: .enqueue
            case .receive: .receive
            case .propose: .propose
            case .accept: .accept
            case .reject: .reject
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: allReplicas)
        for process in processes where s.past[process] == nil { enqueue(process, correct, s, &next) }
        for i in correct {
            for process in processes {
                let past = s.past[process] ?? ProcessSet([])
                let isNew = s.past[process] != nil && !s.known[i.id].members.contains(process)
                // Causal delivery: first what the process's home had seen.
                next.take(
                    .receive(i.id, process: process),
                    if: isNew && past.members.isSubset(of: s.known[i.id].members)
                ) { $0.known[i.id] = ProcessSet(s.known[i.id].members.union([process])) }
            }
        }
        decide(in: .first, after: nil, given: Evidence(true), correct, s, &next)
        guard slots == 2 else { return }
        // Only what some correct replica has voted for can have been decided.
        for previous in Proposal.values where !s.first.senders(of: previous, in: correct).isEmpty {
            let decided = isDecided(previous, in: .first, s)
            decide(in: .second, after: previous, given: decided, correct, s, &next)
        }
    }

    /// A process enters the queue: with what its home has seen, or what a faulty home claims to have seen.
    private func enqueue(
        _ process: ReplicaID, _ correct: CorrectReplicas, _ s: State, _ next: inout Next<Self>
    ) {
        if let home = correct[process] {
            let seen = s.known[home.id]
            next.take(.enqueue(process, clock: seen)) {
                $0.past[process] = seen
                $0.known[process] = ProcessSet(seen.members.union([process]))
            }
        } else {
            for clock in enqueued(in: s).subsets where isClosed(clock, in: s) {
                next.take(.enqueue(process, clock: ProcessSet(clock))) {
                    $0.past[process] = ProcessSet(clock)
                }
            }
        }
    }

    /// What correct replicas do in a slot once there is evidence that `previous` was decided in the slot
    /// before.
    private func decide(
        in slot: Slot, after previous: Proposal?, given decided: Evidence, _ correct: CorrectReplicas,
        _ s: State, _ next: inout Next<Self>
    ) {
        let proposer = proposer(in: slot)
        if let i = correct[proposer], !hasVoted(i, in: slot, s),
            let proposal = fairProposal(of: proposer, after: previous, in: s)
        {
            next.take(.propose(slot, proposal), given: decided) { vote(proposer, slot, proposal, &$0) }
        }
        for proposal in Proposal.values where isWellFormed(proposal, in: s) {
            let offered = decided && s[slot][proposal].contains(proposer)
            for i in correct where !hasVoted(i, in: slot, s) {
                let rejects = rejects(i.id, proposal, after: previous, in: s)
                next.take(.accept(i.id, slot, proposal), if: !rejects, given: offered) {
                    vote(i.id, slot, proposal, &$0)
                }
                next.take(
                    .reject(i.id, slot, proposal), if: rejects && !s.accused.contains(proposer),
                    given: offered
                ) { $0.accused.insert(proposer) }
            }
        }
    }

    /// What a correct proposer proposes: the first process in the queue that it has seen.
    private func fairProposal(of proposer: ReplicaID, after previous: Proposal?, in s: State) -> Proposal? {
        let clock = s.known[proposer].members.union(previous?.clock.members ?? [])
        let waiting = clock.subtracting(dequeued(by: previous))
        var oldest: ReplicaID?
        for process in waiting where oldest.map({ comes(process, before: $0, in: s) }) ?? true {
            oldest = process
        }
        return oldest.map { Proposal(process: $0, clock: ProcessSet(clock)) }
    }

    /// `replica` votes, and has now seen what the proposer had.
    private func vote(_ replica: ReplicaID, _ slot: Slot, _ proposal: Proposal, _ s: inout State) {
        s[slot].cast(proposal, by: replica)
        s.known[replica] = ProcessSet(s.known[replica].members.union(proposal.clock.members))
    }

    func hasVoted(_ i: CorrectReplica, in slot: Slot, _ s: State) -> Bool {
        for proposal in Proposal.values where s[slot].hasCast(proposal, by: i) { return true }
        return false
    }

    func isDecided(_ proposal: Proposal, in slot: Slot, _ s: State) -> Evidence {
        s[slot][proposal].count >= quorumSize
    }
}
