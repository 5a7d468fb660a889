import QuorateFaults

/// Register on replicas, some of them Byzantine: a client that has written or read a quorum has met the
/// others.
///
/// Malkhi and Reiter, "Byzantine Quorum Systems", Distributed Computing 11 (1998), section 5 (dissemination
/// quorums, for data that the writer signs). Differences from the paper: one writer, whose k-th write has
/// timestamp k; one read; a replica's answer and its delivery are one step. A replica never forgets, so
/// nothing is lost by leaving out the network: a late message is a late step. Operations end as long as the correct
/// replicas are a quorum.
///
/// Fault model: Byzantine replicas, signed values, asynchronous network. A Byzantine replica may acknowledge
/// a write that it does not keep, and may answer with any value that the writer has signed so far, or not at
/// all. Replicas are interchangeable, so the Byzantine ones are the last.
struct ReplicatedRegister: Spec {
    static let summary = "A writer and a reader meet in the correct replicas that their quorums share."
    static let source = "Malkhi and Reiter, Byzantine Quorum Systems (1998), section 5"

    /// All n replicas.
    var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that the quorums are made for.
    var faults: Int
    /// The number of writes.
    var writes: Int
    /// The size of a quorum, or 0 for that of the paper, ⌈(n + f + 1)/2⌉.
    var quorum: Int
    var mutant: Mutant?

    /// A register on `replicas` replicas (1 to 7), `faults` of them Byzantine, written `writes` times (1 to
    /// 3).
    init(replicas: Int = 4, faults: Int = 1, writes: Int = 2, quorum: Int = 0, mutant: Mutant? = nil) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.writes = writes
        self.quorum = quorum
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...7), Parameter("faults", \.faults, in: 0...3),
            Parameter("writes", \.writes, in: 1...3), Parameter("quorum", \.quorum, in: 0...7),
        ]
    }
    var replicas: ReplicaSet { allReplicas }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: faults, .byzantine(.signed),
            network: .asynchronous, placement: .representative(faults))
    }

    func validate() throws {
        if faults > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of replicas=\(allReplicas.count) cannot be Byzantine; lower faults"
            )
        }
    }

    /// The replicas that follow the protocol: all but the last `faults`.
    var correct: ReplicaSet { ReplicaSet(count: allReplicas.count - faults) }

    var rule: QuorumSize { mutant == .quorumOf2f ? QuorumSize(faults: 2) : .byzantine }
    var quorums: ThresholdQuorums {
        ThresholdQuorums(of: allReplicas, size: quorum > 0 ? quorum : rule(n: allReplicas.count, f: faults))
    }

    /// A write's number; 0 is the value that is there at the start.
    typealias Timestamp = BoundedInt<0, 3>

    enum ReaderPhase: FiniteValue { case idle, reading, finished }

    struct State: SpecState {
        /// The latest write that each correct replica keeps.
        var stored = ReplicaMap<Timestamp>(0)
        /// The replicas that have acknowledged the latest write begun.
        var acknowledged = ReplicaSet()
        /// The replicas that have answered the reader.
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

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case beginWrite
        case acknowledge(ReplicaID)
        case completeWrite
        case beginRead
        case answer(ReplicaID, timestamp: Int)
        case completeRead
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let (correct, quorums) = (correct, quorums)
        next.take(.beginWrite, if: s.begun == s.completed && s.begun < writes) {
            $0.begun += 1
            $0.acknowledged = ReplicaSet()
        }
        next.take(.completeWrite, if: s.completed < s.begun && quorums.isQuorum(s.acknowledged)) {
            $0.completed = $0.begun
        }
        next.take(.beginRead, if: s.reader == .idle) {
            $0.reader = .reading
            $0.expected = $0.completed
        }
        next.take(.completeRead, if: s.reader == .reading && quorums.isQuorum(s.heard)) {
            $0.reader = .finished
        }
        for r in allReplicas {
            let isCorrect = correct.contains(r)
            next.take(.acknowledge(r), if: s.begun > 0 && !s.acknowledged.contains(r)) {
                $0.acknowledged.insert(r)
                if isCorrect { $0.stored[r] = $0.begun }
            }
            // A correct replica answers with what it keeps, a Byzantine one with whatever will pass for
            // signed.
            let first = isCorrect ? s.stored[r].value : 0
            let last = isCorrect ? first : mutant == .uncheckedSignature ? writes : s.begun.value
            for timestamp in first...last {
                next.take(
                    .answer(r, timestamp: timestamp), if: s.reader == .reading && !s.heard.contains(r)
                ) {
                    $0.heard.insert(r)
                    $0.latestHeard = max($0.latestHeard, Timestamp(timestamp))
                }
            }
        }
    }

    /// Operations that nobody has to begin.
    var environmentActions: [String] { ["beginWrite", "beginRead"] }

    /// Steps of the correct replicas and of the clients; what a Byzantine replica may do, it need not do.
    var fairness: [Fairness<Self>] {
        let replicas = correct.map { replica in
            Fairness<Self>.weak("\(replica) takes steps") { action in
                switch action {
                case .acknowledge(let r), .answer(let r, _): r == replica
                case .beginWrite, .completeWrite, .beginRead, .completeRead: false
                }
            }
        }
        return replicas + [
            .weak("the writer goes on", actions: "completeWrite"),
            .weak("the reader goes on", actions: "completeRead"),
        ]
    }

    var properties: [Property<State>] {
        [
            .always(
                "regularity", when: { s in s.reader == .finished }, then: { s in s.latestHeard >= s.expected }
            ),
            .always("authenticity") { s in s.latestHeard <= s.begun },
            .always("acknowledgement of what is stored") { [correct] s in
                s.begun == 0
                    ? s.acknowledged.isEmpty
                    : (s.acknowledged & correct).allSatisfy { s.stored[$0] == s.begun }
            },
            .leadsTo(
                "every write ends", from: { s in s.completed < s.begun }, to: { s in s.completed == s.begun }),
            .leadsTo(
                "every read ends", from: { s in s.reader == .reading }, to: { s in s.reader == .finished }),
            .reachable("a read returns a value that was written") { s in
                s.reader == .finished && s.latestHeard > 0
            },
        ] + (quorum == 0 && allReplicas.count >= faults + 3 ? [haste] : [])
    }

    /// With fewer replicas, a quorum is all of them.
    private var haste: Property<State> {
        .reachable("a read does not wait for everybody") { [allReplicas] s in
            s.reader == .finished && s.heard != allReplicas
        }
    }
}
