public import QuorateLanguage

extension MachineMigration {
    /// What an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(),
                .holds(distinct: 1568, generated: 3660, depth: 10, source: source)),
            SpecInstance(
                Self(faults: 0, quorum: 3),
                .holds(distinct: 1646, generated: 5051, depth: 13, source: source)),
            // Where every verifier checks the link, the destination need not check it again.
            SpecInstance(
                Self(destinationChecks: false),
                .holds(distinct: 1568, generated: 3660, depth: 10, source: source)),
            // The rule as the text has it: the last checkpoint before the migration is genuine, and the next
            // must follow from it.
            SpecInstance(
                Self(checkpoints: 1, mutant: .uncheckedHistory),
                .holds(distinct: 4208, generated: 11216, depth: 7, source: source)),
            // One checkpoint alone may be mixed, or a rollback.
            SpecInstance(
                Self(checkpoints: 1, mutant: .oneCheckpoint),
                .violates(
                    "memory and registers of one time", steps: 5, distinct: 4832, generated: 12452, depth: 7,
                    source: source)),
            SpecInstance(
                Self(mixing: false, mutant: .oneCheckpoint),
                .violates(
                    "no rollback", steps: 7, distinct: 69488, generated: 187_680, depth: 10, source: source)),
            SpecInstance(
                Self(mixing: false, mutant: .staleCheckpoint),
                .violates(
                    "no rollback", steps: 5, distinct: 2688, generated: 7876, depth: 10, source: source)),
            // With n = 3f, n - f signatures are too few and 2f + 1 too many.
            SpecInstance(
                Self(verifiers: 3, quorum: 2),
                .violates(
                    "no rollback", steps: 4, distinct: 300, generated: 549, depth: 7, source: source)),
            SpecInstance(
                Self(verifiers: 3, checkpoints: 1, quorum: 2, mutant: .uncheckedHistory),
                .violates(
                    "one history", steps: 2, distinct: 381, generated: 702, depth: 5, source: source)),
            // 2f + 1 of more than 3f + 1 verifiers need not have a correct one in common.
            SpecInstance(
                Self(verifiers: 5),
                .violates(
                    "no rollback", steps: 7, distinct: 24820, generated: 81025, depth: 13, source: source)),
            SpecInstance(
                Self(verifiers: 5, quorum: 4),
                .holds(distinct: 8230, generated: 25255, depth: 13, source: source)),
            SpecInstance(
                Self(verifiers: 7, faults: 2),
                .holds(distinct: 476_448, generated: 1_853_523, depth: 16, source: source, isLong: true)),
        ]
    }
}
