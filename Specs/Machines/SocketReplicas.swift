import QuorateFaults

/// A page-table entry with a copy on each socket of a machine with non-uniform memory access (NUMA).
///
/// Achermann et al., "Mitosis: Transparently Self-Replicating Page-Tables for Large-Memory Machines", ASPLOS 2020: each
/// socket reads its own copy, and a write goes to all. Copies change as caches of translations do (Black et al.,
/// "Translation Lookaside Buffer Consistency: A Software Approach", ASPLOS 1989): the writer takes a lock and asks every
/// other socket to give up its copy; once all have acknowledged it writes the copies, and each can be read as soon as it
/// is written. When all have acknowledged that too, it releases the lock. *Coherence*: whichever copies can be read, a CPU
/// finds the same in all of them, so it makes no difference to programs that there are several.
///
/// Without `replicated` there is one copy, on r0, which the others read over the interconnect. `quorate costs` counts
/// what that takes: a remote read is a request and an answer, a local one no message at all.
///
/// Fault model: none; sockets of one machine fail together. Requests and values arrive at any time; their acknowledgments
/// are not steps of their own, since a writer that gets one late does nothing until then. Acquiring the lock is one step,
/// and counted as no message: its place is not part of what is compared.
struct SocketReplicas: Spec {
    static let summary = "Each socket reads its own copy of a table, and a writer invalidates them all first."
    static let source =
        "Achermann et al., Mitosis: Transparently Self-Replicating Page-Tables (2020);"
        + " Black et al., Translation Lookaside Buffer Consistency (1989)"

    var sockets: ReplicaSet
    /// A copy on each socket, instead of one copy on r0.
    var replicated: Bool
    /// Number of writes.
    var writes: Int
    var mutant: Mutant?

    /// A table on `sockets` sockets (1 to 4), written `writes` times (1 to 3).
    init(sockets: Int = 3, replicated: Bool = true, writes: Int = 2, mutant: Mutant? = nil) {
        self.sockets = ReplicaSet(count: sockets)
        self.replicated = replicated
        self.writes = writes
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("sockets", \.sockets, in: 1...4), Parameter("replicated", \.replicated),
            Parameter("writes", \.writes, in: 1...3),
        ]
    }
    var replicas: ReplicaSet { sockets }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: sockets, .none, network: .asynchronous,
            notes: ["the replicas are the sockets, with one CPU each; writes: \(writes)"])
    }

    /// Sockets that have a copy.
    var copies: ReplicaSet { replicated ? sockets : [0] }
    /// The socket whose copy a CPU reads.
    func home(of cpu: ReplicaID) -> ReplicaID { replicated ? cpu : 0 }

    /// The number of a write; 0 is what the entry was at first.
    typealias Version = BoundedInt<0, 3>

    struct State: SpecState {
        var copy = ReplicaMap<Version>(0)
        /// The write that each socket has under way, or 0.
        var writing = ReplicaMap<Version>(0)
        /// The sockets that have not yet acknowledged to each writer that their copy is invalid.
        var asked = ReplicaMap<ReplicaSet>([])
        /// The copies that each writer has written.
        var updated = ReplicaMap<ReplicaSet>([])
        /// Copies that can be read.
        var valid: ReplicaSet
        /// CPUs that have read.
        var readers = ReplicaSet()
        /// Writes begun.
        var begun: Version = 0
    }

    var initialStates: [State] { [State(valid: copies)] }

    enum Action: SpecAction {
        case read(ReplicaID)
        /// A writer takes the lock and asks the others to give up their copies.
        case beginWrite(ReplicaID)
        /// A socket gives up its copy and acknowledges.
        case invalidate(ReplicaID, writer: ReplicaID)
        case update(ReplicaID, writer: ReplicaID)
        /// A writer releases the lock.
        case endWrite(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in sockets {
            next.take(.read(i), if: s.valid.contains(home(of: i))) {
                $0.readers.insert(i)
            }
            write(i, s, &next)
        }
    }

    private func write(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let isLocked = sockets.contains { s.writing[$0] > 0 }
        let mayBegin = mutant == .noLock ? s.writing[i] == 0 : !isLocked
        next.take(.beginWrite(i), if: mayBegin && s.begun < writes) {
            $0.begun += 1
            $0.writing[i] = $0.begun
            guard mutant != .noInvalidation else { return }
            $0.asked[i] = copies - [i]
            $0.valid.remove(i)
        }
        guard s.writing[i] > 0 else { return }
        for j in s.asked[i] {
            next.take(.invalidate(j, writer: i)) {
                $0.asked[i].remove(j)
                $0.valid.remove(j)
            }
        }
        for j in copies - s.updated[i] {
            next.take(.update(j, writer: i), if: s.asked[i].isEmpty || mutant == .noWait) {
                $0.copy[j] = s.writing[i]
                $0.valid.insert(j)
                $0.asked[i].remove(j)
                $0.updated[i].insert(j)
            }
        }
        next.take(.endWrite(i), if: s.updated[i] == copies) {
            $0.writing[i] = 0
            $0.updated[i] = []
        }
    }

    /// Reads and writes that nobody has to begin; in a mutant, answers of CPUs that serve no interrupts.
    var environmentActions: [String] {
        ["read", "beginWrite"] + (mutant == .maskedInterrupts ? ["invalidate"] : [])
    }

    /// Steps of each socket: the writer's, and the answers to one.
    var fairness: [Fairness<Self>] {
        let serves = mutant != .maskedInterrupts
        return everyReplicaTakesSteps { action in
            switch action {
            case .read, .beginWrite: nil
            case .invalidate(let socket, _): serves ? socket : nil
            case .update(_, let writer), .endWrite(let writer): writer
            }
        }
    }

    var properties: [Property<State>] {
        let (sockets, copies, writes) = (sockets, copies, writes)
        return [
            .always("coherence") { s in
                s.valid.allSatisfy { i in s.valid.allSatisfy { s.copy[$0] == s.copy[i] } }
            },
            .leadsTo(
                "every write ends", from: { s in sockets.contains { s.writing[$0] > 0 } },
                to: { s in sockets.allSatisfy { s.writing[$0] == 0 } }),
            .reachable("every CPU has read") { s in s.readers == sockets },
            .reachable("every copy has the last write") { s in
                copies.allSatisfy { s.copy[$0] == writes } && sockets.allSatisfy { s.writing[$0] == 0 }
            },
            // Two that write at once leave which of them was last to chance, and fall by coherence.
        ] + (mutant == .noLock ? [] : [completion])
    }

    private var completion: Property<State> {
        let (sockets, copies) = (sockets, copies)
        return .always(
            "every copy has the last write between writes",
            when: { s in sockets.allSatisfy { s.writing[$0] == 0 } },
            then: { s in s.valid == copies && copies.allSatisfy { s.copy[$0] == s.begun } })
    }
}
