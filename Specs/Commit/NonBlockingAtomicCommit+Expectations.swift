import QuorateFaults

extension NonBlockingAtomicCommit {
    enum Mutant: String, SpecMutant {
        case withoutTimeout = "without-timeout"

        var expectation: MutantExpectation {
            .breaks(
                "decision of every living participant",
                "participants wait for ever for a decision that has died with the coordinator")
        }
    }

    static var waivedMutants: [MutantWaiver] {
        let isLost =
            "who has not been asked when the coordinator dies hears no decision, and aborts on timeout"
        return [
            .waive(
                .dropGuard, "sendVote",
                because: "a vote sent too early is counted once all are asked, as any other"),
            .waive(.neverTake, "abortUnasked", because: isLost),
            .waive(.dropEffect, "abortUnasked", because: isLost),
            .waive(
                .dropInitialState,
                because: "votes are free, and whoever is against, one is enough to abort"),
        ]
    }

    /// TLC's figures are those of the manifest of tlaplus/Examples and of reruns. It repeats some actions once
    /// per partner, so its generated states are not ours.
    static let instances =
        expected(
            by: "TLC, an independent re-model in Python",
            [
                .holds(Self(participants: 2), distinct: 4284, depth: 18),
                .holds(Self(participants: 3), distinct: 730_842, depth: 29),
            ])
        + expected(
            by: "an independent re-model in Python",
            [.caught(Self(mutant: .withoutTimeout), distinct: 3752, generated: 12388, depth: 18, steps: 4)])
}
