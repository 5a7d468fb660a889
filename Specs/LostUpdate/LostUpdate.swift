import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Threads that increment a shared counter by reading it and writing it back, with or without a lock around.
///
/// Berenson, Bernstein, Gray, Melton, O'Neil and O'Neil, "A Critique of ANSI SQL Isolation Levels", SIGMOD
/// 1995, phenomenon P4. The program is that of Stateright's examples increment and increment_lock, whose
/// program counters are the phases here; threads are numbered from 0, as there.
public struct LostUpdate: Spec {
    public static let summary = "Threads increment a shared counter by reading it and writing it back."
    public static let source =
        "Berenson et al., A Critique of ANSI SQL Isolation Levels (1995), phenomenon P4"

    /// The threads.
    public var threads: ReplicaSet
    /// Whether a thread holds a lock while it reads and writes.
    public var lock: Bool

    /// `threads` threads, 1 to 16, that increment once each.
    public init(threads: Int = 2, lock: Bool = true) {
        self.threads = ReplicaSet(count: threads)
        self.lock = lock
    }

    public var parameters: [Parameter<Self>] {
        [Parameter("threads", \.threads, in: 1...16), Parameter("lock", \.lock)]
    }
    public var replicas: ReplicaSet { threads }
    public var assumptions: Assumptions? {
        Assumptions(replicas: threads, .none, network: .absent)
    }

    /// What a thread does next; `acquiring` (0) and `releasing` (3 of increment_lock) occur only with a lock.
    public enum Phase: PackedEnum { case acquiring, reading, writing, releasing, done }

    public struct State: SpecState {
        /// What a thread has read.
        var copy = ReplicaMap<BoundedInt<0, 16>>(0)
        var phase: ReplicaMap<Phase>
        /// The shared counter.
        var counter: BoundedInt<0, 16> = 0
        var isLocked = false
    }

    public var initialStates: [State] { [State(phase: ReplicaMap(lock ? .acquiring : .reading))] }
}
