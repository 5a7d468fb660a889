import QuorateFaults

/// A replicated run queue whose proposers cannot pass over a process that they have heard of.
///
/// From a text on Byzantine fault tolerance in operating systems, "Weaving Time and Causality into Trust":
/// processes are enqueued with signed logical timestamps,
/// ties are broken by the process's number, a decision to dequeue takes 2f + 1 replicas, and a replica
/// rejects a proposal as unfair only if the proposer has causally seen an earlier process and skipped it.
/// Process i is enqueued at replica i; its timestamp is one more than the latest that the replica has seen
/// (Lamport, "Time, Clocks, and the Ordering of Events", 1978). A vector clock is the set of the processes
/// whose enqueueing is in its past. A proposal carries the proposer's clock, and 2f + 1 replicas vote for
/// proposal and clock. The proposer of the second slot knows the decision of the first, so its clock covers
/// the clock that was decided; that is what ends the proposer's excuse: once a process is in a decided clock,
/// nothing that comes after it is dequeued before it (bounded overtaking, the safety side of "no
/// starvation").
///
/// Abstracted: two slots, whose proposers are the last replica and the one before; no view change, so a
/// silent proposer stalls its slot, which is no matter of fairness, and no property says that a slot is
/// decided in the end. Who votes for a proposal has seen the processes in its clock. Each replica enqueues
/// one process; a faulty one may claim to have seen nothing and so get an early timestamp, but only once,
/// because its next process would have this one in its clock.
///
/// Fault model: a faulty replica proposes whatever it likes to whomever it likes, with any clock that is well
/// formed, votes as it likes, and enqueues its process with any clock and the timestamp that belongs to it.
/// It tells everybody the same of that process, and so is not called Byzantine.
struct FairScheduler: ByzantineSpec {
    static let summary = "A proposal is unfair only if its proposer has seen an earlier process."
    static let source = "Byzantine fault tolerance in operating systems: a fair scheduler"

    /// All n replicas.
    var allReplicas: ReplicaSet
    /// The faulty replicas, every choice of f.
    var adversary: Adversary
    /// The processes, numbered like the replicas that enqueue them.
    var processes: ReplicaSet
    /// The number of decisions.
    var slots: Int
    /// The votes that decide, or 0 for 2f + 1.
    var quorum: Int
    var mutant: Mutant?

    /// A run queue on `replicas` replicas (2 to 5), `faults` of them faulty, with `processes` processes (1 to
    /// 3).
    init(
        replicas: Int = 4, faults: Int = 1, processes: Int = 3, slots: Int = 2, quorum: Int = 0,
        mutant: Mutant? = nil
    ) {
        allReplicas = ReplicaSet(count: replicas)
        adversary = Adversary(.every(faults))
        self.processes = ReplicaSet(count: processes)
        self.slots = slots
        self.quorum = quorum
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 2...5),
            Parameter("faults", \.adversary.count, in: 0...1),
            Parameter("processes", \.processes, in: 1...3), Parameter("slots", \.slots, in: 1...2),
            Parameter("quorum", \.quorum, in: 0...5),
        ]
    }
    var replicas: ReplicaSet { allReplicas }
    var requiredActions: [String] {
        ["enqueue", "receive", "propose", "accept"]
            + (adversary.count > 0 && processes.count > 1 ? ["reject"] : [])
    }

    func validate() throws {
        if processes.count > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "processes=\(processes.count) of replicas=\(allReplicas.count) have no home; lower it")
        }
    }

    var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: adversary.count,
            .boundedAdversary(
                limit: "a faulty replica tells everybody the same of the process that it enqueues", .signed),
            network: .asynchronous, placement: adversary.placement,
            notes: ["a proposer is not replaced: a silent one stalls its slot"])
    }

    struct State: ByzantineState {
        /// The votes in each slot; a proposer's own vote is its proposal.
        var first: MonotoneVotes<Proposal, TwoWords>
        var second: MonotoneVotes<Proposal, TwoWords>
        /// The clock with which each process was enqueued, by its home.
        var past = ReplicaMap<ProcessSet?>(nil)
        /// The processes that each correct replica has seen.
        var known = ReplicaMap<ProcessSet>(ProcessSet([]))
        /// Proposers that a correct replica calls unfair.
        var accused = ReplicaSet()
        /// The faulty replicas; chosen at the start.
        var faulty: FaultyReplicas
    }

    var initialStates: [State] {
        adversary.choices(among: allReplicas).map { faulty in
            let votes = MonotoneVotes<Proposal, TwoWords>(from: faulty, adversary)
            return State(first: votes, second: votes, faulty: faulty)
        }
    }

    /// The replica that proposes in `slot`: the last in the first slot, the one before in the second.
    func proposer(in slot: Slot) -> ReplicaID {
        ReplicaID(allReplicas.count - (slot == .first ? 1 : 2))
    }

    var quorumRule: QuorumSize {
        mutant == .quorumOfFPlusOne ? QuorumSize(faults: 1, plus: 1) : QuorumSize(faults: 2, plus: 1)
    }
    var quorumSize: Int { quorum > 0 ? quorum : quorumRule(n: allReplicas.count, f: adversary.count) }

    enum Action: SpecAction {
        case enqueue(ReplicaID, clock: ProcessSet)
        case receive(ReplicaID, process: ReplicaID)
        case propose(Slot, Proposal)
        case accept(ReplicaID, Slot, Proposal)
        case reject(ReplicaID, Slot, Proposal)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
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
                ) { $0.known[i.id] = ProcessSet(s.known[i.id].members | [process]) }
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
                $0.known[process] = ProcessSet(seen.members | [process])
            }
        } else {
            for clock in enqueued(in: s).subsets where isClosed(clock, in: s) {
                next.take(.enqueue(process, clock: ProcessSet(clock))) {
                    $0.past[process] = ProcessSet(clock)
                }
            }
        }
    }

    /// The steps of correct replicas in a slot once there is evidence that `previous` was decided in the one
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

    /// The proposal of a correct proposer: the first process in the queue that it has seen.
    private func fairProposal(of proposer: ReplicaID, after previous: Proposal?, in s: State) -> Proposal? {
        let clock = s.known[proposer].members | (previous?.clock.members ?? [])
        let waiting = clock - dequeued(by: previous)
        var oldest: ReplicaID?
        for process in waiting where oldest.map({ comes(process, before: $0, in: s) }) ?? true {
            oldest = process
        }
        return oldest.map { Proposal(process: $0, clock: ProcessSet(clock)) }
    }

    /// `replica` votes, and has now seen what the proposer had.
    private func vote(_ replica: ReplicaID, _ slot: Slot, _ proposal: Proposal, _ s: inout State) {
        s[slot].cast(proposal, by: replica)
        s.known[replica] = ProcessSet(s.known[replica].members | proposal.clock.members)
    }

    func hasVoted(_ i: CorrectReplica, in slot: Slot, _ s: State) -> Bool {
        Proposal.values.contains { s[slot].hasCast($0, by: i) }
    }

    func isDecided(_ proposal: Proposal, in slot: Slot, _ s: State) -> Evidence {
        s[slot][proposal].count >= quorumSize
    }

    var properties: [Property<State>] {
        let proposers = ReplicaSet(Slot.values.prefix(slots).map { proposer(in: $0) })
        let always: [Property<State>] = [
            .always("agreement", unless: { s in isAmbiguous(s) }),
            .always("no false accusation") { s in s.accused.isSubset(of: s.faulty.members) },
            .always("causal order", unless: { s in isOutOfCausalOrder(s) }),
            .always("bounded overtaking", unless: { s in hasOvertaken(s) }),
            .always("no process dequeued twice", unless: { s in isDequeuedTwice(s) }),
            .reachable("every slot is decided by correct replicas alone") { s in isDecidedByCorrect(s) },
        ]
        let overtaking = Property<State>.reachable(
            "a process that the proposer had not seen is passed over"
        ) { s in passesOverUnseen(s) }
        let accusation = Property<State>.reachable("an unfair proposer is accused") { s in
            !s.accused.isDisjoint(with: proposers)
        }
        let claim = Property<State>.reachable("a faulty replica enqueues a process") { s in
            s.faulty.members.contains { s.past[$0] != nil }
        }
        return always
            + (processes.count > 1 ? [overtaking] + (adversary.count > 0 ? [accusation] : []) : [])
            + (adversary.count > 0 ? [claim] : [])
    }
}
