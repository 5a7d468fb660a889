import QuorateFaults

extension AlternatingBit {
    // Each mutant weakens an obligation, and leaves states and steps as they are.
    enum Mutant: String, SpecMutant {
        case weakMessageQueue = "weak-message-queue"
        case weakAckQueue = "weak-ack-queue"

        var expectation: MutantExpectation {
            switch self {
            case .weakMessageQueue:
                .breaks(
                    "sent leads to received",
                    "the queue to the receiver is only weakly fair: it may lose whatever enters it")
            case .weakAckQueue:
                .breaks(
                    "received leads to acknowledged",
                    "the queue to the sender is only weakly fair: it may lose whatever enters it")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "resend",
                because: "what is repeated after its acknowledgement is what the receiver has, under its bit"),
            .waive(
                .dropEffect, "loseAck",
                because: "the queue without the lost acknowledgement is one into which it was never sent"),
            .waive(
                .dropInitialState,
                because: "another one is the same but for the names of the two bits and of the two values"),
        ]
    }

    /// TLC's figures are those of the manifest of tlaplus/Examples.
    static let instances = expected(
        by: "TLC, an independent re-model in Python",
        [
            .holds(Self(queueLength: 2), distinct: 240, generated: 1392, depth: 9),
            .caught(Self(mutant: .weakMessageQueue), distinct: 240, generated: 1392, depth: 9),
            .caught(Self(mutant: .weakAckQueue), distinct: 240, generated: 1392, depth: 9),
        ])
}
