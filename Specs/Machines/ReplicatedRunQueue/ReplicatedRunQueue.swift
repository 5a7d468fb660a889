import QuorateFaults

/// A run queue of a core, with copies on its neighbours, one of which takes over when the core fails.
///
/// Baumann et al., "The Multikernel: A New OS Architecture for Scalable Multicore Systems", SOSP 2009, replicate the
/// state of an operating system on the cores, which agree by messages. What it takes here:
/// - *epochs*: each takeover begins one, and a core that has promised one refuses what comes from an earlier one;
/// - *sequence numbers*: they order the changes of an epoch;
/// - *tombstones*: a thread that has exited leaves an entry with a number, as Demers et al. have it ("Epidemic Algorithms
///   for Replicated Database Maintenance", PODC 1987: death certificates);
/// - *leases*: a core touches its queue only while its lease lasts, and nobody takes over before it is over (Gray and
///   Cheriton, "Leases", SOSP 1989). A timer stops the thread that runs when the lease is over.
///
/// A new thread counts as admitted, and one that has exited as dead, once the entry is on a majority of the cores; a
/// takeover reads a majority and goes on with the newest entry. Until an exit is known to a majority it may be undone.
///
/// Fault model: cores crash for good; a core may also be so slow that it is taken for one that has crashed.
///
/// What is abstracted, and why nothing is missed:
/// - One thread is followed: what happens to one says nothing about another.
/// - A message is the sender's newest entry, and arrives at any time, also when its sender has crashed or lost the queue.
///   One with an older entry could have arrived before, since whoever receives it only keeps it.
/// - A takeover, and the renewal of a lease, are one step. By messages a core would count from when it asked, and those
///   that answer from when they did, so the core stops before any of them lets another take over.
struct ReplicatedRunQueue: Spec {
    static let summary =
        "Neighbours keep copies of a core's run queue and take it over when its lease is over."
    static let source =
        "Baumann et al., The Multikernel (2009); Gray and Cheriton, Leases (1989);"
        + " Demers et al., Epidemic Algorithms for Replicated Database Maintenance (1987), death certificates"

    var cores: ReplicaSet
    /// Greatest number of cores that crash.
    var crashes: Int
    /// Number of epochs: one more than there are takeovers.
    var epochs: Int
    /// Number of times that a thread is put at another place of its queue, in all.
    var requeues: Int
    /// Length of a lease in ticks.
    var term: Int
    /// Greatest difference, in ticks, between the owner's clock and its neighbours'.
    var skew: Int
    var mutant: Mutant?

    /// A run queue on `cores` cores (3 to 5), of which `crashes` crash.
    init(
        cores: Int = 3, crashes: Int = 1, epochs: Int = 2, requeues: Int = 2, term: Int = 1, skew: Int = 1,
        mutant: Mutant? = nil
    ) {
        self.cores = ReplicaSet(count: cores)
        self.crashes = crashes
        self.epochs = epochs
        self.requeues = requeues
        self.term = term
        self.skew = skew
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("cores", \.cores, in: 3...5), Parameter("crashes", \.crashes, in: 0...2),
            Parameter("epochs", \.epochs, in: 2...3), Parameter("requeues", \.requeues, in: 0...2),
            Parameter("term", \.term, in: 1...3), Parameter("skew", \.skew, in: 1...2),
        ]
    }
    var replicas: ReplicaSet { cores }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: cores, faults: crashes, .crashStop, network: [.lossy, .duplicating],
            notes: [
                "length of a lease in ticks: \(term); difference of the clocks: at most \(skew)",
                "epochs: at most \(epochs); changes of the thread's place in its queue: at most \(requeues)",
            ])
    }

    var majority: Int { QuorumSize.majority(n: cores.count) }

    typealias Epoch = BoundedInt<0, 3>
    typealias Ticks = BoundedInt<0, 5>

    enum Content: FiniteValue, CaseIterable { case nothing, ready, tombstone }

    /// Knowledge of a core about the thread, with the epoch and the sequence number of the change.
    struct Entry: FiniteValue {
        typealias MapStorage = TwoWords

        var epoch: Epoch = 0
        var number: BoundedInt<0, 4> = 0
        var content = Content.nothing
    }

    /// The thread itself, as the rest of the system has been told.
    enum Life: FiniteValue, CaseIterable { case unborn, spawned, admitted, exiting, dead }

    enum Clock: FiniteValue, CaseIterable { case owner, neighbours }

    struct State: SpecState {
        var entry = ReplicaMap(Entry())
        /// The newest epoch that each core has heard of.
        var promised = ReplicaMap<Epoch>(1)
        /// The epoch in which each core has taken the queue over, or 0.
        var taken = ReplicaMap<Epoch>(0)
        var running = ReplicaSet()
        var crashed = ReplicaSet()
        var life = Life.unborn
        /// Ticks since the lease was renewed, by the two clocks.
        var elapsed = PerKey<Clock, Ticks, 2>(0)
        /// The owner in the newest epoch, and the epoch.
        var owner = ReplicaID(0)
        var epoch: Epoch = 1
    }

    var initialStates: [State] {
        var state = State()
        state.taken[0] = 1
        return [state]
    }

    enum Action: SpecAction {
        case spawn(ReplicaID), requeue(ReplicaID), run(ReplicaID), exit(ReplicaID)
        /// A core finds the new thread on a majority.
        case admit(ReplicaID)
        /// A core finds the exit on a majority.
        case bury(ReplicaID)
        /// A core receives the entry of another, which owns the queue or did.
        case replicate(ReplicaID, from: ReplicaID)
        case renew(ReplicaID)
        case tick(Clock)
        case takeOver(ReplicaID, quorum: ReplicaSet)
        case crash(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in cores - s.crashed {
            if owns(i, s) { schedule(i, s, &next) }
            for j in cores where j != i { replicate(i, from: j, s, &next) }
            takeOver(i, s, &next)
            next.take(.crash(i), if: s.crashed.count < crashes) {
                $0.crashed.insert(i)
                $0.running.remove(i)
            }
        }
        passTime(s, &next)
    }

    private func schedule(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let entry = s.entry[i]
        let isReady = entry.content == .ready
        next.take(.spawn(i), if: s.life == .unborn) {
            $0.entry[i] = Entry(epoch: s.taken[i], number: entry.number + 1, content: .ready)
            $0.life = .spawned
        }
        next.take(.requeue(i), if: isReady && !s.running.contains(i) && entry.number <= requeues) {
            $0.entry[i].number += 1
        }
        let having = cores.filter { s.entry[$0].content == .ready && s.entry[$0].epoch == s.taken[i] }.count
        next.take(
            .admit(i), if: s.life == .spawned && isReady && (having >= majority || mutant == .earlyAdmission)
        ) { $0.life = .admitted }
        let isKnown = s.life != .unborn && s.life != .spawned
        next.take(.run(i), if: isReady && isKnown && !s.running.contains(i)) { $0.running.insert(i) }
        next.take(.exit(i), if: isReady && s.running.contains(i)) {
            $0.running.remove(i)
            $0.entry[i].number += 1
            $0.entry[i].content = mutant == .noTombstone ? .nothing : .tombstone
            $0.life = .exiting
        }
        let knowing = cores.filter { s.entry[$0] == entry }.count
        next.take(.bury(i), if: s.life == .exiting && !isReady && knowing >= majority) { $0.life = .dead }
    }

    private func passTime(_ s: State, _ next: inout Next<Self>) {
        let (owner, neighbours) = (s.elapsed[.owner].value, s.elapsed[.neighbours].value)
        next.take(.tick(.owner), if: owner < term && owner - neighbours < skew) {
            $0.elapsed[.owner] += 1
            // The timer goes off.
            if owner + 1 == term && mutant != .noLease { $0.running.remove(s.owner) }
        }
        next.take(.tick(.neighbours), if: neighbours < term + skew && neighbours - owner < skew) {
            $0.elapsed[.neighbours] += 1
        }
        let isOwner = !s.crashed.contains(s.owner) && owner + neighbours > 0
        next.take(.renew(s.owner), if: isOwner) { $0.elapsed = PerKey(0) }
    }
}
