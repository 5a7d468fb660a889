import QuorateFaults

/// Synchronous mirroring: a write is acknowledged once every copy of the disk has it, so that none is lost.
///
/// Patterson, Gibson and Katz, "A Case for Redundant Arrays of Inexpensive Disks (RAID)", SIGMOD 1988, level 1; for
/// mirrors at a distance, synchronous and not, see Ji, Veitch and Wilkes, "Seneca: Remote Mirroring Done Write", USENIX
/// 2003. Each write goes to all copies, in one order, and its application waits for all of them. A copy that fails is
/// left out from then on. The first copy that has not failed is the disk that is read, where the application runs;
/// the others are at the far end of a link. So the recovery point is 0: whatever was acknowledged is on every copy
/// that is left. What it costs is one round trip for each write, and, while a copy cannot be reached, all writes:
/// ``PeriodicSnapshots`` is the other way.
///
/// Abstracted: who fails is known to have failed, which a time-out cannot tell from a link that is down; the mutant
/// goes-on-alone takes the one for the other. A failed copy does not come back. The application outlives its disk and
/// goes on where the next copy is, with the write that it waits for.
struct SynchronousMirroring: Spec {
    static let summary = "A write is acknowledged once every copy of the disk has confirmed it."
    static let source =
        "Patterson, Gibson and Katz, A Case for Redundant Arrays of Inexpensive Disks (1988), level 1"

    var copies: ReplicaSet
    /// Number of writes.
    var writes: Int
    /// Greatest number of copies that fail, for good.
    var failures: Int
    var mutant: Mutant?

    /// A disk of `copies` copies (1 to 4), of which at most `failures` (0 to 3) fail, and `writes` writes (1 to 4).
    init(copies: Int = 2, writes: Int = 2, failures: Int = 1, mutant: Mutant? = nil) {
        self.copies = ReplicaSet(count: copies)
        self.writes = writes
        self.failures = failures
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("copies", \.copies, in: 1...4), Parameter("writes", \.writes, in: 1...4),
            Parameter("failures", \.failures, in: 0...3),
        ]
    }
    var replicas: ReplicaSet { copies }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: copies, faults: failures, .crashStop, network: .fifo,
            notes: [
                mutant == .deadLink
                    ? "a copy may be out of reach for ever" : "a copy that is out of reach is back in the end"
            ])
    }

    func validate() throws {
        if failures >= copies.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "failures=\(failures) of copies=\(copies.count) leave nothing to read; lower failures"
            )
        }
    }

    typealias Count = BoundedInt<0, 4>

    struct State: SpecState {
        /// Number of writes that each copy has.
        var written = ReplicaMap<Count>(0)
        /// Copies that have failed, and those that are out of reach for now.
        var failed = ReplicaSet()
        var unreachable = ReplicaSet()
        /// Number of writes that the application has made, and of those that were acknowledged to it.
        var issued: Count = 0
        var acknowledged: Count = 0
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case issue
        case write(ReplicaID)
        case acknowledge
        case cutOff(ReplicaID)
        case reconnect(ReplicaID)
        case fail(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let (live, disk) = (copies - s.failed, Self.disk(of: copies, s))
        next.take(.issue, if: s.issued == s.acknowledged && s.issued < writes) { $0.issued += 1 }
        next.take(
            .acknowledge,
            if: s.acknowledged < s.issued
                && awaited(s).allSatisfy { s.written[$0] > s.acknowledged }
        ) { $0.acknowledged += 1 }
        for copy in live {
            let isReachable = !s.unreachable.contains(copy)
            next.take(.write(copy), if: isReachable && s.written[copy] < s.issued) { $0.written[copy] += 1 }
            next.take(.cutOff(copy), if: isReachable && copy != disk) { $0.unreachable.insert(copy) }
            next.take(.reconnect(copy), if: !isReachable) { $0.unreachable.remove(copy) }
            next.take(.fail(copy), if: s.failed.count < failures) {
                $0.failed.insert(copy)
                // The application goes to where the disk now is.
                $0.unreachable -= [copy, Self.disk(of: copies, $0)]
            }
        }
    }

    /// Copies that a write must be on before it is acknowledged.
    private func awaited(_ s: State) -> ReplicaSet {
        switch mutant {
        case .acknowledgesFirst: [Self.disk(of: copies, s)]
        case .goesOnAlone: copies - s.failed - s.unreachable
        case .deadLink, nil: copies - s.failed
        }
    }

    /// Copy that is read, at the application's own site: the first that has not failed.
    private static func disk(of copies: ReplicaSet, _ s: State) -> ReplicaID {
        copies.first { !s.failed.contains($0) } ?? 0
    }

    /// Writes that nobody has to make, and what goes wrong.
    var environmentActions: [String] {
        ["issue", "cutOff", "fail"] + (mutant == .deadLink ? ["reconnect"] : [])
    }

    /// A copy is written to if it can be reached again and again, and one that cannot comes back.
    var fairness: [Fairness<Self>] {
        let write = copies.map { copy in
            Fairness<Self>.strong("\(copy) is written to") { $0 == .write(copy) }
        }
        let reconnect = copies.map { copy in
            Fairness<Self>.weak("\(copy) is reached again") { $0 == .reconnect(copy) }
        }
        return write + (mutant == .deadLink ? [] : reconnect)
            + [.weak("the application hears of its writes", actions: "acknowledge")]
    }

    private var waiting: Property<State> {
        .reachable("a write waits for a copy that is out of reach") { s in
            s.acknowledged < s.issued && !s.unreachable.isEmpty
        }
    }

    var properties: [Property<State>] {
        let (copies, writes) = (copies, writes)
        return [
            .always("no acknowledged write is lost") { s in
                s.written[Self.disk(of: copies, s)] >= s.acknowledged
            },
            .leadsTo(
                "every write is acknowledged", from: { s in s.acknowledged < s.issued },
                to: { s in s.acknowledged == s.issued }),
            .always("the disk is within reach") { s in !s.unreachable.contains(Self.disk(of: copies, s)) },
            .reachable("every write is acknowledged once") { s in s.acknowledged == writes },
            .reachable("every write is acknowledged in spite of all failures") { [failures] s in
                s.acknowledged == writes && s.failed.count == failures
            },
        ] + (copies.count > 1 ? [waiting] : [])
    }
}
