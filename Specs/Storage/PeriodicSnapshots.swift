import QuorateFaults

/// Asynchronous replication by snapshots: writes are acknowledged at once, and what no snapshot has brought to the
/// replica is lost with the disk.
///
/// Patterson et al., "SnapMirror: File-System-Based Asynchronous Mirroring for Disaster Recovery", FAST 2002. A
/// snapshot is taken every `interval` ticks and is on the replica after `transfer` ticks at most. When the disk
/// fails, the replica goes on with the latest snapshot that has arrived. The recovery point, the age of the oldest
/// acknowledged write that may be lost, is the interval and the transfer together: a write just after one snapshot
/// waits for the next, and for its arrival. ``SynchronousMirroring`` loses none, and pays with a round trip for each
/// write.
///
/// Of the writes between two snapshots the state has the oldest, and of that its age, so that time needs no end. A
/// transfer takes no longer than an interval (not by the mutant slow-transfer either, which is late only where
/// `transfer` is shorter), and the copy at the start is complete.
struct PeriodicSnapshots: Spec {
    static let summary =
        "Snapshots of a disk go to a replica: what was written since the last one is lost with it."
    static let source =
        "Patterson et al., SnapMirror: File-System-Based Asynchronous Mirroring for Disaster Recovery (2002)"

    /// Ticks from one snapshot to the next.
    var interval: Int
    /// Greatest number of ticks until a snapshot has arrived.
    var transfer: Int
    /// Promise that no acknowledged write is lost, instead of a recovery point.
    var lossless: Bool
    var mutant: Mutant?

    /// Snapshots every `interval` ticks (1 to 6), each of which takes at most `transfer` ticks (1 to 6).
    init(interval: Int = 3, transfer: Int = 1, lossless: Bool = false, mutant: Mutant? = nil) {
        self.interval = interval
        self.transfer = transfer
        self.lossless = lossless
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("interval", \.interval, in: 1...6), Parameter("transfer", \.transfer, in: 1...6),
            Parameter("lossless", \.lossless),
        ]
    }
    var replicas: ReplicaSet { [] }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: ReplicaSet(count: 2), faults: 1, .crashStop, network: .asynchronous,
            placement: .only([0]),
            notes: [
                mutant == .slowTransfer
                    ? "a snapshot may be under way for longer than \(transfer) ticks"
                    : "a snapshot is under way for \(transfer) ticks at most"
            ])
    }

    func validate() throws {
        if transfer > interval {
            throw SpecError(
                spec: Self.name,
                message:
                    "transfer=\(transfer) is longer than interval=\(interval), and snapshots would pile up"
            )
        }
    }

    /// Age of a write in ticks.
    typealias Age = BoundedInt<0, 12>

    struct State: SpecState {
        /// Ticks since the latest snapshot.
        var sinceSnapshot: BoundedInt<0, 6> = 0
        var isUnderWay = false
        /// Oldest acknowledged write since the latest snapshot.
        @Packed var newest: Age? = nil
        /// Oldest acknowledged write that is in the snapshot under way and in none that has arrived.
        @Packed var carried: Age? = nil
        var hasFailed = false
        /// Oldest acknowledged write that is not on the replica when the disk fails.
        @Packed var lost: Age? = nil
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction { case acknowledgeWrite, takeSnapshot, arrive, tick, fail }

    func actions(in s: State, _ next: inout Next<Self>) {
        guard !s.hasFailed else { return }
        let isLate = s.isUnderWay && s.sinceSnapshot >= transfer && mutant != .slowTransfer
        next.take(.acknowledgeWrite, if: s.newest == nil) { $0.newest = 0 }
        next.take(.takeSnapshot, if: s.sinceSnapshot == interval && !s.isUnderWay) {
            $0.sinceSnapshot = 0
            $0.isUnderWay = true
            // A transfer that were given up would leave its writes to the next one.
            $0.carried = $0.carried ?? $0.newest
            $0.newest = nil
        }
        next.take(.arrive, if: s.isUnderWay) {
            $0.isUnderWay = false
            $0.carried = nil
        }
        next.take(.tick, if: s.sinceSnapshot < interval && !isLate) {
            $0.sinceSnapshot += 1
            $0.newest = $0.newest.map { $0 + 1 }
            $0.carried = $0.carried.map { $0 + 1 }
        }
        next.take(.fail) {
            $0.hasFailed = true
            $0.lost = $0.carried ?? $0.newest
        }
    }

    var requiredActions: [String] { ["arrive"] }

    /// Greatest age of an acknowledged write that may be lost.
    var recoveryPoint: Int { interval + transfer }

    var properties: [Property<State>] {
        let (bound, promised) = (recoveryPoint, mutant == .intervalAlone ? interval : recoveryPoint)
        let isReached = Property<State>.reachable("a write as old as the recovery point is lost") { s in
            s.lost.map { $0 == bound } ?? false
        }
        if lossless { return [.always("no acknowledged write is lost") { s in s.lost == nil }, isReached] }
        return [
            .always(
                "recovery point", when: { s in s.hasFailed },
                then: { s in s.lost.map { $0 <= promised } ?? true }),
            isReached,
        ]
    }
}
