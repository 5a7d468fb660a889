import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// A register on replicas of which some are Byzantine: whoever has written or read a quorum has met the others.
///
/// Malkhi and Reiter, "Byzantine Quorum Systems", Distributed Computing 11 (1998), section 5 (dissemination quorums, for
/// data that the writer signs). Differences from the paper: one writer, whose k-th write has timestamp k; one read; a
/// replica's answer and its delivery are one step. A replica never forgets, so nothing is lost by leaving out the network:
/// a late message is a late step.
///
/// Fault model: Byzantine replicas, signed values, asynchronous network. A Byzantine replica may acknowledge a write that
/// it does not keep, and may answer with any value that the writer has signed so far, or not at all. Replicas are
/// interchangeable, so the Byzantine ones are the last.
public struct ReplicatedRegister: Spec {
    public static let summary = "A writer and a reader meet in the correct replicas that their quorums share."
    public static let source = "Malkhi and Reiter, Byzantine Quorum Systems (1998), section 5"

    /// All n replicas.
    public var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that the quorums are made for.
    public var faults: Int
    /// The number of writes.
    public var writes: Int
    /// The size of a quorum, or 0 for that of the paper, ⌈(n + f + 1)/2⌉.
    public var quorum: Int
    public var mutant: Mutant?

    /// A register on `replicas` replicas (1 to 7), `faults` of them Byzantine, written `writes` times (1 to 3).
    public init(replicas: Int = 4, faults: Int = 1, writes: Int = 2, quorum: Int = 0, mutant: Mutant? = nil) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.writes = writes
        self.quorum = quorum
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...7), Parameter("faults", \.faults, in: 0...3),
            Parameter("writes", \.writes, in: 1...3), Parameter("quorum", \.quorum, in: 0...7),
        ]
    }
    public var replicas: ReplicaSet { allReplicas }
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: faults, .byzantine(.signed),
            network: .asynchronous, placement: .representative(faults))
    }

    public func validate() throws {
        if faults > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of replicas=\(allReplicas.count) cannot be Byzantine; lower faults"
            )
        }
    }

    /// The replicas that follow the protocol: all but the last `faults`.
    var correct: ReplicaSet { ReplicaSet(count: allReplicas.count - faults) }

    /// The rule for the size of a quorum.
    var rule: QuorumSize { mutant == .quorumOf2f ? QuorumSize(faults: 2) : .byzantine }

    /// The quorums of this instance.
    var quorums: ThresholdQuorums {
        ThresholdQuorums(of: allReplicas, size: quorum > 0 ? quorum : rule(n: allReplicas.count, f: faults))
    }

    /// A write's number; 0 is the value that is there at the start.
    public typealias Timestamp = BoundedInt<0, 3>

    public enum ReaderPhase: PackedEnum { case idle, reading, finished }

    public struct State: SpecState {
        /// The latest write that each correct replica keeps.
        var stored = ReplicaMap<Timestamp>(0)
        /// Who has acknowledged the latest write begun.
        var acknowledged = ReplicaSet()
        /// Who has answered the reader.
        var heard = ReplicaSet()
        /// The latest write begun, and the latest of which the writer knows that a quorum has it.
        var begun: Timestamp = 0
        var completed: Timestamp = 0
        var reader = ReaderPhase.idle
        /// The latest write that was completed when the read began.
        var expected: Timestamp = 0
        /// The latest write that the reader has heard of.
        var latestHeard: Timestamp = 0
    }

    public var initialStates: [State] { [State()] }
}
