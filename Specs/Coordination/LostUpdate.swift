import QuorateFaults

/// Threads that increment a shared counter by reading it and writing it back, with or without a lock around.
///
/// Berenson, Bernstein, Gray, Melton, O'Neil and O'Neil, "A Critique of ANSI SQL Isolation Levels", SIGMOD
/// 1995, phenomenon P4. The program is that of Stateright's examples increment and increment_lock, whose
/// program counters are the phases here; threads are numbered from 0, as there.
struct LostUpdate: Spec {
    static let summary = "Threads increment a shared counter by reading it and writing it back."
    static let source =
        "Berenson et al., A Critique of ANSI SQL Isolation Levels (1995), phenomenon P4"

    var threads: ReplicaSet
    /// A lock that a thread holds while it reads and writes.
    var lock: Bool
    var mutant: Mutant?

    /// `threads` threads, 1 to 16, that increment once each.
    init(threads: Int = 2, lock: Bool = true, mutant: Mutant? = nil) {
        self.threads = ReplicaSet(count: threads)
        self.lock = lock
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [Parameter("threads", \.threads, in: 1...16), Parameter("lock", \.lock)]
    }
    var replicas: ReplicaSet { threads }
    var assumptions: Assumptions? { Assumptions(replicas: threads, .none, network: .absent) }

    /// A thread's next step; `acquiring` (0) and `releasing` (3 of increment_lock) occur only with a lock.
    enum Phase: FiniteValue { case acquiring, reading, writing, releasing, done }

    struct State: SpecState {
        /// The value that each thread has read.
        var copy = ReplicaMap<BoundedInt<0, 16>>(0)
        var phase: ReplicaMap<Phase>
        /// The shared counter.
        var counter: BoundedInt<0, 16> = 0
        var isLocked = false
    }

    var initialStates: [State] { [State(phase: ReplicaMap(lock ? .acquiring : .reading))] }

    enum Action: SpecAction {
        case acquire(ReplicaID), read(ReplicaID), write(ReplicaID), release(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for t in threads {
            let phase = s.phase[t]
            next.take(.acquire(t), if: phase == .acquiring && !s.isLocked) {
                $0.isLocked = true
                $0.phase[t] = .reading
            }
            next.take(.read(t), if: phase == .reading) {
                $0.copy[t] = s.counter
                $0.phase[t] = .writing
            }
            next.take(.write(t), if: phase == .writing) {
                $0.counter = s.copy[t] + 1
                $0.phase[t] = lock ? .releasing : .done
            }
            next.take(.release(t), if: phase == .releasing) {
                $0.isLocked = false
                $0.phase[t] = .done
            }
        }
    }

    var environmentActions: [String] { mutant == .stoppedHolder ? ["read", "write", "release"] : [] }

    /// Steps of every thread; in the mutant one that has the lock may stop.
    var fairness: [Fairness<Self>] {
        let stops = mutant == .stoppedHolder
        return everyReplicaTakesSteps { action in
            switch action {
            case .acquire(let t): t
            case .read(let t), .write(let t), .release(let t): stops ? nil : t
            }
        }
    }

    var properties: [Property<State>] {
        let threads = threads
        return [
            .always("count of every update") { s in
                s.counter == threads.filter { s.phase[$0] == .releasing || s.phase[$0] == .done }.count
            },
            .deadlockFreedom(unless: { s in threads.allSatisfy { s.phase[$0] == .done } }),
            .eventually("termination") { s in threads.allSatisfy { s.phase[$0] == .done } },
            .reachable("every thread is done") { s in threads.allSatisfy { s.phase[$0] == .done } },
        ]
    }
}
