import QuorateFaults

extension BlockchainCustody {
    enum Mutant: String, SpecMutant {
        case firstConfirmation = "first-confirmation"
        case stalledChain = "stalled-chain"
        case ignoredTransaction = "ignored-transaction"

        var expectation: MutantExpectation {
            switch self {
            case .firstConfirmation:
                .breaks(
                    "one custodian",
                    "the giver settles as soon as a transaction of the receiver is in a block")
            case .stalledChain:
                .breaks(
                    "the transfer ends",
                    "the chain may stop growing for ever, so that a transaction in its last block stays there"
                )
            case .ignoredTransaction:
                .breaks("the transfer ends", "nobody has to take the transaction into a block")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 61, generated: 92, depth: 11),
            .holds(Self(confirmations: 1, reorganisable: 0), distinct: 15, generated: 20, depth: 5),
            // Six blocks, as is the custom.
            .holds(Self(confirmations: 6, reorganisable: 5), distinct: 88, generated: 146, depth: 14),
            // Beyond the bound.
            .violates(
                "one custodian", Self(confirmations: 2), distinct: 182, generated: 309, depth: 12, steps: 9),
            .violates(
                "one custodian", Self(confirmations: 6, reorganisable: 6), distinct: 354, generated: 585,
                depth: 23, steps: 17),
            .caught(Self(mutant: .firstConfirmation), distinct: 101, generated: 174, depth: 11, steps: 9),
            // The states and steps of the sound spec.
            .caught(Self(mutant: .stalledChain), distinct: 61, generated: 92, depth: 11, steps: 2),
            .caught(Self(mutant: .ignoredTransaction), distinct: 61, generated: 92, depth: 11, steps: 1),
        ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "publish",
                because: "the chain takes one of the two whenever they come, and both parties go by the chain"
            )
        ]
    }
}
