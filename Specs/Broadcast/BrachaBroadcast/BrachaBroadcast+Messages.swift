import QuorateFaults

extension BrachaBroadcast {
    /// Message of the paper, sent to everybody.
    public enum Message: FiniteValue { case initial(Value), echo(Value), ready(Value) }

    /// Replicas that have delivered each of the two values: four bytes, where votes would take a word.
    public struct Deliveries: Hashable, Sendable, BitwiseCopyable {
        private var zero = ReplicaSet()
        private var one = ReplicaSet()

        /// Replicas that have delivered `value`.
        public subscript(_ value: Value) -> ReplicaSet {
            @inline(__always) get { value == .zero ? zero : one }
            @inline(__always) set { if value == .zero { zero = newValue } else { one = newValue } }
        }

        /// Replicas that have delivered a value.
        var replicas: ReplicaSet { @inline(__always) get { zero | one } }
    }

    /// Number of echoes that make a replica echo, and ready: more than (n + f)/2.
    var echoRule: QuorumSize {
        switch mutant {
        case .echoesOf2f: QuorumSize(faults: 2)
        case .echoesOfAll: QuorumSize(replicas: 1)
        default: .byzantine
        }
    }

    /// Number of replicas that are ready and make others echo: f + 1.
    var joiningRule: QuorumSize {
        // More than there are, so that echoes alone count.
        mutant == .noAmplification ? QuorumSize(replicas: 1, plus: 1) : QuorumSize(faults: 1, plus: 1)
    }

    /// Number of replicas that are ready and make others ready: f + 1 again.
    var amplificationRule: QuorumSize {
        mutant == .hastyAmplification ? QuorumSize(faults: 1) : joiningRule
    }

    /// Number of replicas that are ready and make others deliver: 2f + 1.
    var deliveryRule: QuorumSize { QuorumSize(faults: mutant == .hastyDelivery ? 1 : 2, plus: 1) }

    /// Numbers of messages that a replica waits for.
    public struct Thresholds: Sendable {
        /// ECHOs that make a replica echo, and ready.
        public let echoes: Int
        /// READYs that make a replica echo.
        public let joining: Int
        /// READYs that make a replica ready.
        public let amplification: Int
        /// READYs that make a replica deliver.
        public let delivery: Int
    }

    /// Thresholds of this instance.
    public var thresholds: Thresholds {
        let n = allReplicas.count
        return Thresholds(
            echoes: echoRule(n: n, f: faults), joining: joiningRule(n: n, f: faults),
            amplification: amplificationRule(n: n, f: faults), delivery: deliveryRule(n: n, f: faults))
    }
}

extension BrachaBroadcast.State {
    /// The correct replicas that have sent a message of one kind, with either value.
    @inline(__always)
    func senders(
        of message: (BrachaBroadcast.Value) -> BrachaBroadcast.Message, in correct: CorrectReplicas
    ) -> ReplicaSet {
        votes.senders(of: message(.zero), in: correct) | votes.senders(of: message(.one), in: correct)
    }

    /// Value that a correct replica has echoed.
    func valueEchoed(by replica: ReplicaID, in correct: CorrectReplicas) -> BrachaBroadcast.Value {
        votes.senders(of: .echo(.one), in: correct).contains(replica) ? .one : .zero
    }
}
