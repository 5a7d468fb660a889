import QuorateFaults

extension ReplicatedRunQueue {
    enum Mutant: String, SpecMutant {
        case earlyAdmission = "early-admission"
        case noTombstone = "no-tombstone"
        case noEpochs = "no-epochs"
        case noNumbers = "no-sequence-numbers"
        case noLease = "no-lease"
        case ignoredSkew = "ignored-skew"
        case quorumOfAll = "quorum-of-all"

        var expectation: MutantExpectation {
            switch self {
            case .earlyAdmission:
                .breaks("no thread lost", "a new thread counts as admitted before a neighbour has a copy")
            case .noTombstone:
                .breaks("no resurrection", "a thread that exits is removed and leaves no tombstone")
            case .noEpochs:
                .breaks(
                    "no resurrection",
                    "entries are ordered by their numbers alone, and a stale owner's copy has the highest")
            case .noNumbers:
                .breaks("no resurrection", "entries of one epoch cannot be told apart by age")
            case .noLease:
                .breaks("no thread on two cores", "a neighbour takes a slow core for one that has crashed")
            case .ignoredSkew:
                .breaks(
                    "no thread on two cores",
                    "a neighbour waits for the lease by its own clock, which may be fast")
            case .quorumOfAll:
                .breaks(
                    "a thread of a crashed core runs again",
                    "whoever takes over waits for all cores, and one has crashed")
            }
        }
    }

    static let instances =
        figures
        // Small enough for mutants from outside that ask about crashes.
        + expected(
            by: "Quorate", [.holds(Self(requeues: 0), distinct: 5330, generated: 19320, depth: 16)])

    private static let figures = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 35292, generated: 138_151, depth: 20),
            .holds(Self(crashes: 0, term: 2), distinct: 15266, generated: 64535, depth: 23),
            .holds(Self(epochs: 3, requeues: 0), distinct: 24670, generated: 94484, depth: 21),
            // One core of three is no majority: it cannot know what the others have done.
            .violates(
                "a thread of a crashed core runs again", Self(crashes: 2, requeues: 0), distinct: 9215,
                generated: 34335, depth: 17, steps: 8),
            .caught(
                Self(requeues: 0, mutant: .earlyAdmission), distinct: 6460, generated: 23724, depth: 16,
                steps: 6),
            .caught(
                Self(requeues: 0, mutant: .noTombstone), distinct: 7026, generated: 25688, depth: 17,
                steps: 11),
            .caught(Self(mutant: .noEpochs), distinct: 35184, generated: 134_159, depth: 20, steps: 14),
            .caught(
                Self(requeues: 0, mutant: .noNumbers), distinct: 6282, generated: 23120, depth: 17, steps: 11),
            .caught(
                Self(requeues: 0, mutant: .noLease), distinct: 7155, generated: 29633, depth: 14, steps: 6),
            .caught(
                Self(requeues: 0, mutant: .ignoredSkew), distinct: 6618, generated: 24664, depth: 15, steps: 7
            ),
            .caught(
                Self(requeues: 0, mutant: .quorumOfAll), distinct: 3066, generated: 10748, depth: 16, steps: 7
            ),
        ])
}
