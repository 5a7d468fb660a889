import QuorateFaults

extension BrachaBroadcast {
    /// The three messages of the paper, all of them sent to everybody.
    public enum Message: FiniteValue {
        case initial(Value), echo(Value), ready(Value)

        public static var valueCount: Int { 6 }

        public var packed: UInt64 {
            switch self {
            case .initial(let value): value.packed
            case .echo(let value): value.packed &+ 2
            case .ready(let value): value.packed &+ 4
            }
        }

        public init(packed: UInt64) {
            let value = Value(packed: packed & 1)
            switch packed &>> 1 {
            case 0: self = .initial(value)
            case 1: self = .echo(value)
            default: self = .ready(value)
            }
        }
    }

    /// Who has delivered each of the two values: four bytes, where votes would take a word.
    public struct Deliveries: Hashable, Sendable, BitwiseCopyable {
        private var zero = ReplicaSet()
        private var one = ReplicaSet()

        /// Who has delivered `value`.
        public subscript(_ value: Value) -> ReplicaSet {
            @inline(__always) get { value == .zero ? zero : one }
            @inline(__always) set { if value == .zero { zero = newValue } else { one = newValue } }
        }

        /// Whoever has delivered a value.
        var replicas: ReplicaSet { @inline(__always) get { zero.union(one) } }
    }

    public var messages: [Message] { Array(Message.values) }

    public func faulty(in state: State) -> FaultyReplicas { state.faulty }

    public func send(_ message: Message, from sender: ReplicaID, in state: inout State) {
        state.votes.cast(message, by: sender)
    }

    public func correctPart(of state: State) -> State {
        var part = state
        part.votes = state.votes.without(state.faulty)
        return part
    }

    /// More than (n + f)/2: so many echoes make a replica echo, and ready.
    var echoRule: QuorumSize {
        switch mutant {
        case .echoesOf2f: QuorumSize(faults: 2)
        case .echoesOfAll: QuorumSize(replicas: 1)
        default: .byzantine
        }
    }

    /// f + 1: so many replicas that are ready make others echo.
    var joiningRule: QuorumSize {
        // More than there are, so that echoes alone count.
        mutant == .noAmplification ? QuorumSize(replicas: 1, plus: 1) : QuorumSize(faults: 1, plus: 1)
    }

    /// f + 1 again: so many replicas that are ready make others ready.
    var amplificationRule: QuorumSize {
        mutant == .hastyAmplification ? QuorumSize(faults: 1) : joiningRule
    }

    /// 2f + 1: when so many replicas are ready, a replica delivers.
    var deliveryRule: QuorumSize { QuorumSize(faults: mutant == .hastyDelivery ? 1 : 2, plus: 1) }

    /// The numbers of messages that a replica waits for.
    public struct Thresholds: Sendable {
        /// So many ECHOs make a replica echo, and ready.
        public let echoes: Int
        /// So many READYs make a replica echo.
        public let joining: Int
        /// So many READYs make a replica ready.
        public let amplification: Int
        /// So many READYs make a replica deliver.
        public let delivery: Int
    }

    /// How many of each are enough.
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
        votes.senders(of: message(.zero), in: correct).union(votes.senders(of: message(.one), in: correct))
    }

    /// The value that a correct replica has echoed.
    func valueEchoed(by replica: ReplicaID, in correct: CorrectReplicas) -> BrachaBroadcast.Value {
        votes.senders(of: .echo(.one), in: correct).contains(replica) ? .one : .zero
    }
}
