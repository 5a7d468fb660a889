import QuorateFaults

/// Service of the alternating bit protocol, said without queues: each value is received and acknowledged.
///
/// Lamport, "Specifying Systems" (2002), chapter 14, module ABCorrectness: the specification that
/// ``AlternatingBit`` implements. Differences from the module: the bits 0 and 1 are false and true, and there
/// are two data values.
struct AlternatingBitAbstract: Spec {
    static let summary = "A sender hands over one value at a time to a receiver that acknowledges it."
    static let source = "Lamport, Specifying Systems (2002), chapter 14, module ABCorrectness"

    var mutant: Mutant?

    var replicas: ReplicaSet { [] }
    var assumptions: Assumptions? { Assumptions(replicas: ReplicaSet(count: 2), .none, network: .absent) }

    /// Value that is transferred.
    enum Datum: FiniteValue { case d1, d2 }

    struct State: SpecState {
        /// Bit of the value that is being sent.
        var senderBit: Bool
        /// Latest bit that was acknowledged.
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
        case sendNewValue(Datum), receiveMessage, receiveAck
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for datum in Datum.values {
            next.take(.sendNewValue(datum), if: s.senderAck == s.senderBit) {
                $0.senderBit.toggle()
                $0.sent = datum
            }
        }
        next.take(.receiveMessage, if: s.receiverBit != s.senderBit) {
            $0.receiverBit = s.senderBit
            $0.received = s.sent
        }
        next.take(.receiveAck, if: s.receiverBit != s.senderAck) { $0.senderAck = s.receiverBit }
    }

    /// A new value, which nobody has to have.
    var environmentActions: [String] { ["sendNewValue"] }

    /// Formula ABCFairness of the module.
    var fairness: [Fairness<Self>] {
        let receiver = Fairness<Self>.weak("the receiver receives", actions: "receiveMessage")
        let sender = Fairness<Self>.weak("the sender hears of it", actions: "receiveAck")
        return switch mutant {
        case .idleReceiver: [sender]
        case .deafSender: [receiver]
        case nil: [receiver, sender]
        }
    }

    /// The module's SentLeadsToRcvd asks for the value alone; here it must have come with the bit that it was sent
    /// with.
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
            .deadlockFreedom(),
        ]
    }
}
