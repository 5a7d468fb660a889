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
