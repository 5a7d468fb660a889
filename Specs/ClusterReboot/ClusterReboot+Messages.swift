public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension ClusterReboot {
    /// The first turn or the second.
    public enum Turn: PackedEnum { case first, second }

    /// A signed message: a turn is granted to a machine, or given back by its sender.
    public struct Message: PackedValue {
        // Eight numbers for each turn: one for a grant to each of seven machines, the last for the release.
        @usableFromInline let number: UInt8

        /// The turn goes to `machine`.
        @inline(__always)
        static func grant(_ turn: Turn, to machine: ReplicaID) -> Message {
            Message(packed: turn.packed &* 8 &+ UInt64(machine.rawValue))
        }

        /// The sender has no more use for the turn.
        @inline(__always)
        static func release(_ turn: Turn) -> Message { Message(packed: turn.packed &* 8 &+ 7) }

        public static var valueCount: Int { 16 }
        @inline(__always)
        public var packed: UInt64 { UInt64(number) }
        @inline(__always)
        public init(packed: UInt64) { number = UInt8(truncatingIfNeeded: packed) }
    }
}

extension ClusterReboot.Message: SpecDescribable {
    /// As in `grant second to r2`.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        let turn = ClusterReboot.Turn(packed: packed &>> 3)
        let machine = packed & 7
        return .string(machine == 7 ? "release \(turn)" : "grant \(turn) to r\(machine)")
    }
}

extension ClusterReboot {
    public var messages: [Message] {
        Turn.values.prefix(turns).flatMap { turn in
            machines.map { Message.grant(turn, to: $0) } + [.release(turn)]
        }
    }
    public func faulty(in state: State) -> FaultyReplicas { state.faulty }
    public func send(_ message: Message, from sender: ReplicaID, in state: inout State) {
        state.sent.cast(message, by: sender)
    }
    public func correctPart(of state: State) -> State {
        var part = state
        part.sent = state.sent.without(state.faulty)
        return part
    }
}
