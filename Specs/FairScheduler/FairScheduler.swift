public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

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
/// silent proposer stalls its slot, which is no matter of fairness. Who votes for a proposal has seen the
/// processes in its clock. Each replica enqueues one process; a faulty one may claim to have seen nothing and
/// so get an early timestamp, but only once, because its next process would have this one in its clock.
///
/// Fault model: a faulty replica proposes whatever it likes to whomever it likes, with any clock that is well
/// formed, votes as it likes, and enqueues its process with any clock and the timestamp that belongs to it.
/// It tells everybody the same of that process, and so is not called Byzantine.
public struct FairScheduler: ByzantineSpec {
    public static let summary = "A proposal is unfair only if its proposer has seen an earlier process."
    public static let source = "Byzantine fault tolerance in operating systems: a fair scheduler"

    /// All n replicas.
    public var allReplicas: ReplicaSet
    /// f, the number of faulty replicas.
    public var faults: Int { didSet { adversary.placement = .every(faults) } }
    /// The processes, numbered like the replicas that enqueue them.
    public var processes: ReplicaSet
    /// The number of decisions.
    public var slots: Int
    /// The votes that decide, or 0 for 2f + 1.
    public var quorum: Int
    public var mutant: Mutant?
    public var adversary: Adversary

    /// A run queue on `replicas` replicas (2 to 5), `faults` of them faulty, with `processes` processes (1 to
    /// 3).
    public init(
        replicas: Int = 4, faults: Int = 1, processes: Int = 3, slots: Int = 2, quorum: Int = 0,
        mutant: Mutant? = nil
    ) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.processes = ReplicaSet(count: processes)
        self.slots = slots
        self.quorum = quorum
        self.mutant = mutant
        adversary = Adversary(.every(faults))
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 2...5), Parameter("faults", \.faults, in: 0...1),
            Parameter("processes", \.processes, in: 1...3), Parameter("slots", \.slots, in: 1...2),
            Parameter("quorum", \.quorum, in: 0...5),
        ]
    }
    public var replicas: ReplicaSet { allReplicas }
    public var requiredActions: [Action.Kind] {
        [.enqueue, .receive, .propose, .accept] + (faults > 0 && processes.count > 1 ? [.reject] : [])
    }

    public func validate() throws {
        if processes.count > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "processes=\(processes.count) of replicas=\(allReplicas.count) have no home; lower it")
        }
    }

    public var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: faults,
            .boundedAdversary(
                limit: "a faulty replica tells everybody the same of the process that it enqueues", .signed),
            network: .asynchronous, placement: adversary.placement,
            notes: ["a proposer is not replaced: a silent one stalls its slot"])
    }

    public struct State: SpecState {
        /// The votes in each slot; a proposer's own vote is its proposal.
        var first: MonotoneVotes<Proposal, TwoWords>
        var second: MonotoneVotes<Proposal, TwoWords>
        /// The clock with which each process was enqueued, by its home.
        var past = ReplicaMap<ProcessSet?>(nil)
        /// The processes that each correct replica has seen.
        var known = ReplicaMap<ProcessSet>(ProcessSet([]))
        /// The proposers of which a correct replica says that they were unfair.
        var accused = ReplicaSet()
        /// The faulty replicas; chosen at the start.
        var faulty: FaultyReplicas
    }

    public var initialStates: [State] {
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
    var quorumSize: Int { quorum > 0 ? quorum : quorumRule(n: allReplicas.count, f: faults) }
}
