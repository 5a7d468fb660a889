import QuorateFaults

extension AtomicCommitWithDetector {
    enum Mutant: String, SpecMutant {
        case ignoredNo = "ignored-no"

        var expectation: MutantExpectation {
            .breaks(
                "termination", "a process that has received a No goes on waiting for a Yes of everybody")
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "votes and suspicions are free, and only a commit stands on one choice of them")
        ]
    }

    /// TLC's figures are those of the manifest of tlaplus/Examples and of reruns.
    static let instances =
        expected(
            by: "TLC, an independent re-model in Python",
            [
                .holds(Self(processes: 2), distinct: 551, generated: 2288, depth: 8),
                .holds(Self(processes: 3), distinct: 24922, generated: 159_538, depth: 15),
            ])
        + expected(
            by: "TLC",
            [
                .holds(
                    Self(processes: 4), distinct: 1_887_015, generated: 16_737_716, depth: 24, isLong: true)
            ])
        + expected(
            by: "an independent re-model in Python",
            [
                .caught(
                    Self(processes: 2, mutant: .ignoredNo), distinct: 451, generated: 1794, depth: 8, steps: 6
                )
            ])
}
