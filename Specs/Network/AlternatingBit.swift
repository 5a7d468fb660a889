import QuorateFaults

/// The alternating bit protocol: reliable transfer, one value at a time, over two queues that lose messages.
///
/// Bartlett, Scantlebury and Wilkinson, "A Note on Reliable Full-Duplex Transmission over Half-Duplex Links",
/// CACM 12 (1969), in the form of Lamport, "Specifying Systems" (2002), chapter 14, module AlternatingBit.
/// Differences from the module: the bits 0 and 1 are false and true, there are two data values, and queues are finite:
/// what is sent into a full one is not sent, and a new value waits until there is room. What the two queues are for is
/// said without them in ``AlternatingBitAbstract``.
struct AlternatingBit: Spec {
    static let summary = "A sender repeats each value under one bit until that bit comes back."
    static let source =
        "Bartlett, Scantlebury and Wilkinson, A Note on Reliable Full-Duplex Transmission (1969);"
        + " Lamport, Specifying Systems (2002), chapter 14"

    /// Number of messages that a queue holds at most.
    var queueLength: Int
    var mutant: Mutant?

    /// The protocol over queues of `queueLength` messages, 1 to 8.
    init(queueLength: Int = 2, mutant: Mutant? = nil) {
        self.queueLength = queueLength
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] { [Parameter("queueLength", \.queueLength, in: 1...8)] }
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
        /// Queue from the sender to the receiver.
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

    enum Action: SpecAction {
        case sendNewValue(Datum), resend, receiveMessage
        case sendAck, receiveAck
        case loseMessage(at: Int), loseAck(at: Int)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let isAcknowledged = s.senderAck == s.senderBit
        // A step into a full queue changes nothing; the module has one that leads beyond the bound, and both count
        // among the generated states.
        let (hasRoom, hasRoomForAck) = (s.messages.count < queueLength, s.acks.count < queueLength)
        for datum in Datum.values {
            next.take(.sendNewValue(datum), if: isAcknowledged) {
                guard hasRoom else { return }
                $0.senderBit.toggle()
                $0.sent = datum
                $0.messages.append(Message($0.senderBit, datum))
            }
        }
        next.take(.resend, if: !isAcknowledged) {
            if hasRoom { $0.messages.append(Message(s.senderBit, s.sent)) }
        }
        next.take(.receiveMessage, if: !s.messages.isEmpty) {
            let message = $0.messages.removeFirst()
            $0.receiverBit = message.bit
            $0.received = message.datum
        }
        next.take(.sendAck) { if hasRoomForAck { $0.acks.append(s.receiverBit) } }
        next.take(.receiveAck, if: !s.acks.isEmpty) { $0.senderAck = $0.acks.removeFirst() }
        next.takeLosses(of: s.messages, in: .lossy, { .loseMessage(at: $0) }) { $0.messages.remove(at: $1) }
        next.takeLosses(of: s.acks, in: .lossy, { .loseAck(at: $0) }) { $0.acks.remove(at: $1) }
    }

    /// Losses, and a new value, which nobody has to have.
    var environmentActions: [String] { ["sendNewValue", "loseMessage", "loseAck"] }

    var requiredActions: [String] { ["loseAck"] }

    /// Formula ABFairness of the module: both sides repeat what they say, and a queue that carries something again and
    /// again is received from again and again. With weak fairness a queue may lose everything.
    var fairness: [Fairness<Self>] {
        [
            .weak("the sender repeats", actions: "resend"), .weak("the receiver repeats", actions: "sendAck"),
            mutant == .weakMessageQueue
                ? .weak("messages get through", actions: "receiveMessage")
                : .strong("messages get through", actions: "receiveMessage"),
            mutant == .weakAckQueue
                ? .weak("acknowledgements get through", actions: "receiveAck")
                : .strong("acknowledgements get through", actions: "receiveAck"),
        ]
    }

    /// The first two say together that every state, without its queues, is one of ``AlternatingBitAbstract``. The
    /// module's SentLeadsToRcvd asks for the value alone; here it must have come with the bit that it was sent with.
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
            .leadsTo(
                "sent leads to received", from: { s in s.senderAck != s.senderBit },
                to: { s in s.receiverBit == s.senderBit && s.received == s.sent }),
            .leadsTo(
                "received leads to acknowledged",
                from: { s in s.senderAck != s.senderBit && s.receiverBit == s.senderBit },
                to: { s in s.senderAck == s.senderBit }),
            .reachable("an outdated acknowledgement under way") { s in
                !s.acks.isEmpty && s.acks[0] != s.receiverBit
            },
            .reachable("a value that every message has lost") { s in
                s.receiverBit != s.senderBit && s.messages.isEmpty
            },
        ]
    }
}
