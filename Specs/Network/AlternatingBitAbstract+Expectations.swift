import QuorateFaults

extension AlternatingBitAbstract {
    // Each mutant drops an obligation, and leaves states and steps as they are.
    enum Mutant: String, SpecMutant {
        case idleReceiver = "idle-receiver"
        case deafSender = "deaf-sender"

        var expectation: MutantExpectation {
            switch self {
            case .idleReceiver: .breaks("sent leads to received", "the receiver need not receive")
            case .deafSender:
                .breaks("received leads to acknowledged", "the sender need not hear what was received")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "receiveMessage",
                because: "what is received again is what the receiver has, but for the value before the first"
            ),
            .waive(
                .dropInitialState,
                because: "another one is the same but for the names of the two bits and of the two values"),
        ]
    }

    /// TLC's figures are those of the manifest of tlaplus/Examples.
    static let instances = expected(
        by: "TLC, an independent re-model in Python",
        [
            .holds(Self(), distinct: 20, generated: 36, depth: 2),
            .caught(Self(mutant: .idleReceiver), distinct: 20, generated: 36, depth: 2),
            .caught(Self(mutant: .deafSender), distinct: 20, generated: 36, depth: 2),
        ])
}
