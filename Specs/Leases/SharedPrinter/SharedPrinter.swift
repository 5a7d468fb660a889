import QuorateFaults

/// A printer that one department at a time has: a leader by majority, a lease, and a fencing token at the printer.
///
/// Gray and Cheriton, "Leases" (1989), for the lease and the wait for its end; Ongaro and Ousterhout, "In Search of an
/// Understandable Consensus Algorithm" (2014), section 5.2, for terms and votes; Burrows, "The Chubby Lock Service"
/// (2006), section 2.4, for the sequencer that a resource compares with the most recent one it has seen. Each part
/// protects something else:
///
/// - the vote: no two departments come to the printer with the same token, which it could not tell apart;
/// - the lease, and the new leader's wait: nobody begins while another still believes, by its own clock, that it has the
///   printer; and the printer is had again after a crash;
/// - the token at the printer: a job that was sent in time and is late is refused once a newer one was seen.
///
/// From a text on split brain in distributed systems (problem 3638482; the device that is passed through is 3627662).
/// A department that wants the printer stands as a candidate. With the votes of a majority it leads its term, and from
/// the voters' logs it knows the last lease. Once that is over it proposes its own; the lease runs from then, before
/// anybody has heard of it, and is good when a majority has the entry in its log. The token is the term.
///
/// A device that is passed through to one of several virtual machines is the same system: hosts that stand for their
/// machines, the lease as an entry of the replicated log, and the multiplexer in place of the printer. With `announced` the
/// multiplexer is told the token of a lease before the machine uses the device, where a printer learns of it with a job.
///
/// Differences from the text: the leader grants the lease to its own department. Differences from Raft: the log has
/// leases only, one in each term, and a voter sends its last one along with its vote; so no log need be up-to-date. A
/// voter answers in the step in which it receives, and the answer counts at any time later. A job is printed in one
/// step: what the printer has begun it ends, and no token is needed for that.
struct SharedPrinter: Spec {
    static let summary =
        "A department prints with a majority's lease and a token that the printer compares."
    static let source = "Gray and Cheriton, Leases (1989); Burrows, The Chubby Lock Service (2006)"

    /// Departments, which all vote.
    var departments: ReplicaSet
    /// Departments that want the printer: the first of all.
    var applicants: ReplicaSet
    /// Number of terms; after the last nobody stands.
    var terms: Int
    /// Length of a lease, in ticks of the holder's clock.
    var lease: Int
    /// Greatest difference between two clocks, in ticks.
    var skew: Int
    /// Greatest number of departments that crash, for good.
    var crashes: Int
    /// Announcement of each lease's token to the device, before the holder uses it.
    var announced: Bool
    /// Number of votes and of log entries that are enough, or 0 for a majority.
    var quorum: Int
    var mutant: Mutant?

    /// Three departments (or 1 or 2), of which `applicants` want to print in up to `terms` (1 to 3) terms.
    init(
        departments: Int = 3, applicants: Int = 2, terms: Int = 2, lease: Int = 1, skew: Int = 1,
        crashes: Int = 1, announced: Bool = false, quorum: Int = 0, mutant: Mutant? = nil
    ) {
        self.departments = ReplicaSet(count: departments)
        self.applicants = ReplicaSet(count: applicants)
        self.terms = terms
        self.lease = lease
        self.skew = skew
        self.crashes = crashes
        self.announced = announced
        self.quorum = quorum
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("departments", \.departments, in: 1...3),
            Parameter("applicants", \.applicants, in: 1...3),
            Parameter("terms", \.terms, in: 1...3), Parameter("lease", \.lease, in: 1...2),
            Parameter("skew", \.skew, in: 1...2), Parameter("crashes", \.crashes, in: 0...1),
            Parameter("announced", \.announced), Parameter("quorum", \.quorum, in: 0...3),
        ]
    }
    var replicas: ReplicaSet { departments }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: departments, faults: crashes, .crashStop, network: [.lossy],
            notes: [
                "a lease is \(lease) on the clock of its holder; two clocks differ by at most \(skew)",
                "at most \(terms) terms; progress is not asked of a run that has used them up",
                "for progress: a lease is accepted, and that is heard, within its time again and again",
                "the printer does not crash",
            ])
    }

    func validate() throws {
        if !applicants.isSubset(of: departments) {
            throw SpecError(
                spec: Self.name,
                message:
                    "applicants=\(applicants.count) of departments=\(departments.count); lower applicants")
        }
        if departments.count - crashes < enough {
            throw SpecError(
                spec: Self.name,
                message:
                    "crashes=\(crashes) of departments=\(departments.count) leaves fewer than \(enough) that answer; lower crashes"
            )
        }
    }

    var enough: Int { quorum > 0 ? quorum : QuorumSize.majority(n: departments.count) }

    /// Stage of a department; one with a lease whose time is over may still think that it has the printer.
    enum Phase: FiniteValue { case idle, standing, leading, proposing, holding }
    /// Term of a leader, and token of its lease; 0 before the first.
    typealias Term = BoundedInt<0, 3>
    typealias Time = BoundedInt<0, 6>

    struct State: SpecState {
        /// Jobs on their way to the printer, by token.
        var jobs = FiniteSet<Term>()
        /// Senders of the votes for a candidate, or of the acceptances of a proposed lease.
        var heard = PerReplica<ReplicaSet, 3>(ReplicaSet())
        /// Departments that have voted in their term.
        var voted = ReplicaSet()
        var crashed = ReplicaSet()
        var phase = PerReplica<Phase, 3>(.idle)
        var term = PerReplica<Term, 3>(0)
        /// Last lease in the log, as far as a department knows.
        var lastLease = PerReplica<Term, 3>(0)
        /// Time that is left: of the older lease for a leader, of its own for a proposer or holder.
        var timer = PerReplica<Time, 3>(0)
        /// Ticks by which a clock is ahead of the slowest.
        var ahead = PerReplica<Time, 3>(0)
        /// Highest token that the printer has seen.
        var highest: Term = 0
        /// A job was printed after the printer had seen a newer token.
        var isSpoiled = false
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        /// A department whose patience is over stands in a new term.
        case stand(ReplicaID)
        case vote(ReplicaID, for: ReplicaID)
        /// A candidate, or leader, hears of a newer term.
        case stepDown(ReplicaID)
        /// A candidate has a majority, and begins to wait for the end of the lease before.
        case lead(ReplicaID)
        /// A leader sends its lease to all, and the lease begins.
        case propose(ReplicaID)
        case accept(ReplicaID, from: ReplicaID)
        /// A majority has the lease in its log.
        case hold(ReplicaID)
        /// A holder whose lease is over gives the printer back.
        case giveBack(ReplicaID)
        /// The device is told the token of a lease.
        case announce(ReplicaID)
        /// A holder whose clock says that its lease is good sends a job.
        case send(ReplicaID)
        /// A job arrives at the printer.
        case print(Term)
        case tick(ReplicaID)
        case crash(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in departments - s.crashed {
            elections(of: i, s, &next)
            leases(of: i, s, &next)
            next.take(.crash(i), if: s.crashed.count < crashes) { $0.crashed.insert(i) }
        }
        for token in s.jobs { next.take(.print(token)) { print(token, &$0) } }
        // The clock of a department that has crashed goes on; nobody asks those of others than applicants.
        for i in applicants { next.take(.tick(i), if: s.ahead[i] < skew) { tick(i, &$0) } }
    }

    /// A job is printed unless a newer one was seen.
    private func print(_ token: Term, _ s: inout State) {
        s.jobs.remove(token)
        guard token >= s.highest || mutant == .noFencing else { return }
        if token < s.highest { s.isSpoiled = true }
        s.highest = max(s.highest, token)
    }

    private func tick(_ i: ReplicaID, _ s: inout State) {
        s.ahead[i] += 1
        if s.timer[i] > 0 { s.timer[i] -= 1 }
        if let slowest = applicants.map({ s.ahead[$0].value }).min(), slowest > 0 {
            for j in applicants { s.ahead[j] -= slowest }
        }
    }
}
