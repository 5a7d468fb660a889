import QuorateFaults

extension LostUpdate {
    enum Mutant: String, SpecMutant {
        case stoppedHolder = "stopped-holder"

        var expectation: MutantExpectation {
            .breaks("termination", "a thread may stop while it holds the lock, and the others wait for ever")
        }
    }

    /// Stateright's figure: its examples document 13 states for two threads.
    static let instances =
        expected(
            by: "Stateright, an independent re-model in Python",
            [
                .violates(
                    "count of every update", Self(lock: false), distinct: 13, generated: 15, depth: 4,
                    steps: 4)
            ])
        + expected(
            by: "an independent re-model in Python",
            [
                .violates(
                    "count of every update", Self(threads: 3, lock: false), distinct: 84, generated: 112,
                    depth: 6, steps: 4),
                .holds(Self(threads: 2, lock: true), distinct: 17, generated: 17, depth: 8),
                .holds(Self(threads: 3, lock: true), distinct: 61, generated: 61, depth: 12),
                // The states and steps of the sound spec.
                .caught(Self(mutant: .stoppedHolder), distinct: 17, generated: 17, depth: 8, steps: 1),
            ])
}
