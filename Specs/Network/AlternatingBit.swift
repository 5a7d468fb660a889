import QuorateFaults

/// The alternating bit protocol: reliable transfer, one value at a time, over two queues that lose messages.
///
/// Bartlett, Scantlebury and Wilkinson, "A Note on Reliable Full-Duplex Transmission over Half-Duplex Links",
/// CACM 12 (1969), in the form of Lamport, "Specifying Systems" (2002), chapter 14, module AlternatingBit.
/// Differences from the module: the bits 0 and 1 are false and true, and there are two data values.
/// What the two queues are for is said without them in ``AlternatingBitAbstract``.
struct AlternatingBit: Spec {
    static let summary = "A sender repeats each value under one bit until that bit comes back."
    static let source =
        "Bartlett, Scantlebury and Wilkinson, A Note on Reliable Full-Duplex Transmission (1969);"
        + " Lamport, Specifying Systems (2002), chapter 14"

    /// Number of messages that a queue holds within the constraint.
    var queueLength: Int

    /// The protocol, explored as long as no queue holds more than `queueLength` messages, 1 to 7.
    init(queueLength: Int = 2) { self.queueLength = queueLength }

    var parameters: [Parameter<Self>] { [Parameter("queueLength", \.queueLength, in: 1...7)] }
    var replicas: ReplicaSet { [] }
    var assumptions: Assumptions? {
        Assumptions(replicas: ReplicaSet(count: 2), .none, network: [.lossy, .fifo])
    }

    /// Value that is transferred.
    enum Datum: FiniteValue { case d1, d2 }

    /// Value on its way to the receiver, with the sender's bit.
    struct Message: FiniteValue {
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

    struct State: SpecState {
        /// Queue from the sender to the receiver. One place more than the constraint allows at most, because a
        /// state outside the constraint is still reached.
        var messages = Channel<Message, 8>()
        /// Queue from the receiver to the sender: bits that were received.
        var acks = Channel<Bool, 8>()
        /// Bit of the value that is being sent.
        var senderBit: Bool
        /// Latest bit that came back.
        var senderAck: Bool
        /// Latest bit that was received.
        var receiverBit: Bool
        var sent: Datum
        var received: Datum
    }

    var initialStates: [State] {
        [false, true].flatMap { bit in
            Datum.values.flatMap { sent in
                Datum.values.map { received in
                    State(senderBit: bit, senderAck: bit, receiverBit: bit, sent: sent, received: received)
                }
            }
        }
    }

    var constraint: StateConstraint<State>? {
        let queueLength = queueLength
        return StateConstraint(
            "both queues hold at most \(queueLength) \(queueLength == 1 ? "message" : "messages")"
        ) { s in s.messages.count <= queueLength && s.acks.count <= queueLength }
    }

    enum Action: SpecAction {
        case sendNewValue(Datum), resend, receiveMessage
        case sendAck, receiveAck
        case loseMessage(at: Int), loseAck(at: Int)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let isAcknowledged = s.senderAck == s.senderBit
        for datum in Datum.values {
            next.take(.sendNewValue(datum), if: isAcknowledged) {
                $0.senderBit.toggle()
                $0.sent = datum
                $0.messages.append(Message($0.senderBit, datum))
            }
        }
        next.take(.resend, if: !isAcknowledged) { $0.messages.append(Message(s.senderBit, s.sent)) }
        next.take(.receiveMessage, if: !s.messages.isEmpty) {
            let message = $0.messages.removeFirst()
            $0.receiverBit = message.bit
            $0.received = message.datum
        }
        next.take(.sendAck) { $0.acks.append(s.receiverBit) }
        next.take(.receiveAck, if: !s.acks.isEmpty) { $0.senderAck = $0.acks.removeFirst() }
        next.takeLosses(of: s.messages, in: .lossy, { .loseMessage(at: $0) }) { $0.messages.remove(at: $1) }
        next.takeLosses(of: s.acks, in: .lossy, { .loseAck(at: $0) }) { $0.acks.remove(at: $1) }
    }

    /// Together these say that every state, without its queues, is one of ``AlternatingBitAbstract``.
    var properties: [Property<State>] {
        [
            .always(
                "delivery of the value sent",
                when: { s in s.senderAck != s.senderBit && s.receiverBit == s.senderBit },
                then: { s in s.received == s.sent }),
            .always(
                "acknowledgement of received values only",
                when: { s in s.senderAck == s.senderBit },
                then: { s in s.receiverBit == s.senderBit }),
            .reachable("an outdated acknowledgement under way") { s in
                !s.acks.isEmpty && s.acks[0] != s.receiverBit
            },
        ]
    }
}
