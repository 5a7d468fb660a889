public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension BrachaBroadcast {
    /// The three messages of the paper, all of them sent to everybody.
    public enum Message: PackedValue {
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
