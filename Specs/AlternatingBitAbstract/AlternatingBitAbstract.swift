import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// What the alternating bit protocol does, said without queues: each value is received and acknowledged.
///
/// Lamport, "Specifying Systems" (2002), chapter 14, module ABCorrectness: the specification that
/// ``AlternatingBit`` implements. Differences from the module: the bits 0 and 1 are false and true, and there
/// are two data values.
public struct AlternatingBitAbstract: Spec {
    public static let summary = "A sender hands over one value at a time to a receiver that acknowledges it."
    public static let source = "Lamport, Specifying Systems (2002), chapter 14, module ABCorrectness"

    /// The specification; it has no parameters.
    public init() {}

    public var replicas: ReplicaSet { [] }
    public var assumptions: Assumptions? {
        Assumptions(replicas: ReplicaSet(count: 2), .none, network: .absent)
    }

    /// What is transferred.
    public enum Datum: PackedEnum { case d1, d2 }

    public struct State: SpecState {
        /// The bit of the value that is being sent.
        var senderBit: Bool
        /// The bit that was acknowledged latest.
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
}
