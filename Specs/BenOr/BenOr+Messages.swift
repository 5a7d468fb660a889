public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension BenOr {
    /// The messages of a round, all of them sent to everybody: the paper's (1, r, v), and its (2, r, v, D)
    /// and (2, r, ?).
    public enum Message: PackedValue {
        case report(round: Int, Value)
        case proposal(round: Int, Value?)

        // Five messages for each of three rounds.
        public static var valueCount: Int { 15 }

        public var packed: UInt64 {
            switch self {
            case .report(let round, let value): Self.first(of: round) &+ value.packed
            case .proposal(let round, let value?): Self.first(of: round) &+ 2 &+ value.packed
            case .proposal(let round, nil): Self.first(of: round) &+ 4
            }
        }

        public init(packed: UInt64) {
            let round = Int(truncatingIfNeeded: packed / 5) &+ 1
            switch packed % 5 {
            case 0, 1: self = .report(round: round, Value(packed: packed % 5))
            case 2, 3: self = .proposal(round: round, Value(packed: packed % 5 &- 2))
            default: self = .proposal(round: round, nil)
            }
        }

        @inline(__always)
        private static func first(of round: Int) -> UInt64 { UInt64(truncatingIfNeeded: (round &- 1) &* 5) }
    }

    /// Who has decided each of the two values: four bytes, where votes would take a word.
    public struct Decisions: Hashable, Sendable, BitwiseCopyable {
        private var zero = ReplicaSet()
        private var one = ReplicaSet()

        subscript(_ value: Value) -> ReplicaSet {
            @inline(__always) get { value == .zero ? zero : one }
            @inline(__always) set { if value == .zero { zero = newValue } else { one = newValue } }
        }

        /// Whoever has decided.
        var replicas: ReplicaSet { @inline(__always) get { zero.union(one) } }
    }

    /// The messages of the rounds that there are.
    public var messages: [Message] { Message.values.filter { $0.packed < UInt64(rounds * 5) } }

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

extension BenOr.State {
    /// The correct replicas that have reported in `round`.
    @inline(__always)
    func reporters(in round: Int, _ correct: CorrectReplicas) -> ReplicaSet {
        votes.senders(of: .report(round: round, .zero), in: correct)
            .union(votes.senders(of: .report(round: round, .one), in: correct))
    }

    /// The correct replicas that have proposed in `round`, perhaps nothing.
    @inline(__always)
    func proposers(in round: Int, _ correct: CorrectReplicas) -> ReplicaSet {
        votes.senders(of: .proposal(round: round, .zero), in: correct)
            .union(votes.senders(of: .proposal(round: round, .one), in: correct))
            .union(votes.senders(of: .proposal(round: round, nil), in: correct))
    }
}
