import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// The alternating bit protocol: reliable transfer, one value at a time, over two queues that lose messages.
///
/// Bartlett, Scantlebury and Wilkinson, "A Note on Reliable Full-Duplex Transmission over Half-Duplex Links",
/// CACM 12 (1969), in the form of Lamport, "Specifying Systems" (2002), chapter 14, module AlternatingBit.
/// Differences from the module: the bits 0 and 1 are false and true, and there are two data values.
/// What the two queues are for is said without them in ``AlternatingBitAbstract``.
public struct AlternatingBit: Spec {
    public static let summary = "A sender repeats each value under one bit until that bit comes back."
    public static let source =
        "Bartlett, Scantlebury and Wilkinson, A Note on Reliable Full-Duplex Transmission (1969);"
        + " Lamport, Specifying Systems (2002), chapter 14"

    /// How many messages a queue holds within the constraint.
    public var queueLength: Int

    /// The protocol, explored as long as no queue holds more than `queueLength` messages, 1 to 7.
    public init(queueLength: Int = 2) { self.queueLength = queueLength }

    public var parameters: [Parameter<Self>] { [Parameter("queueLength", \.queueLength, in: 1...7)] }
    public var replicas: ReplicaSet { [] }
    public var assumptions: Assumptions? {
        Assumptions(replicas: ReplicaSet(count: 2), .none, network: [.lossy, .fifo])
    }

    /// What is transferred.
    public enum Datum: PackedEnum { case d1, d2 }

    /// A value on its way to the receiver, with the sender's bit.
    struct Message: PackedValue {
        var bit: Bool
        var datum: Datum

        static var valueCount: Int { 2 * Datum.valueCount }
        var packed: UInt64 { bit.packed | datum.packed << 1 }

        init(_ bit: Bool, _ datum: Datum) {
            self.bit = bit
            self.datum = datum
        }

        init(packed: UInt64) { self.init(Bool(packed: packed & 1), Datum(packed: packed >> 1)) }
    }

    public struct State: SpecState {
        /// From the sender to the receiver. One place more than the constraint allows at most, because a
        /// state outside the constraint is still reached.
        var messages = Channel<Message, 8>()
        /// From the receiver to the sender: bits that were received.
        var acks = Channel<Bool, 8>()
        /// The bit of the value that is being sent.
        var senderBit: Bool
        /// The latest bit that came back.
        var senderAck: Bool
        /// The bit that was received latest.
        var receiverBit: Bool
        var sent: Datum
        var received: Datum
    }

    public var initialStates: [State] {
        var states: [State] = []
        for bit in [false, true] {
            for sent in Datum.allCases {
                for received in Datum.allCases {
                    states.append(
                        State(
                            senderBit: bit, senderAck: bit, receiverBit: bit, sent: sent, received: received))
                }
            }
        }
        return states
    }

    public var constraint: StateConstraint<State>? {
        let queueLength = queueLength
        return StateConstraint(
            "both queues hold at most \(queueLength) \(queueLength == 1 ? "message" : "messages")"
        ) { s in
            s.messages.count <= queueLength && s.acks.count <= queueLength
        }
    }
}
