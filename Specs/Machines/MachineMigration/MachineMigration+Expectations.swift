import QuorateFaults

private let n: Quantity = "n", f: Quantity = "f"
private let signers: SetExpression = "C", reporters: SetExpression = "R", liars: SetExpression = "F"

extension MachineMigration {
    enum Mutant: String, SpecMutant {
        case oneCheckpoint = "one-checkpoint"
        case uncheckedHistory = "unchecked-history"
        case staleCheckpoint = "stale-checkpoint"
        case signingAfterReport = "signing-after-report"
        case quorumOfFPlusOne = "quorum-f-plus-1"

        var expectation: MutantExpectation {
            switch self {
            case .oneCheckpoint:
                .breaks(
                    "memory and registers of one time",
                    "a single checkpoint with 2f + 1 signatures is believed, whatever it follows from")
            case .uncheckedHistory:
                .breaks(
                    "memory and registers of one time",
                    "verifiers sign what they are shown, so that a mixed state runs on into a second one")
            case .staleCheckpoint:
                .breaks(
                    "no rollback", "two consecutive checkpoints are believed although there are newer ones")
            case .signingAfterReport:
                .breaks(
                    "no rollback", "a verifier signs a newer checkpoint after it has reported the latest one")
            case .quorumOfFPlusOne:
                .breaks(
                    "no rollback",
                    "f + 1 signatures and f + 1 reports are enough, and may miss the signers of a newer checkpoint"
                )
            }
        }
    }

    static let instances = expected(by: "an independent re-model in Python", rows)
    private static let rows: [SpecInstance<Self>] = [
        .holds(Self(), distinct: 1568, generated: 3660, depth: 10),
        .holds(Self(faults: 0, quorum: 3), distinct: 1646, generated: 5051, depth: 13),
        // Where every verifier checks the link, the destination need not check it again.
        .holds(Self(destinationChecks: false), distinct: 1568, generated: 3660, depth: 10),
        // The rule as the text has it: the last checkpoint before the migration is genuine, and the next
        // must follow from it.
        .holds(Self(checkpoints: 1, mutant: .uncheckedHistory), distinct: 4208, generated: 11216, depth: 7),
        // One checkpoint alone may be mixed, or a rollback.
        .caught(
            Self(checkpoints: 1, mutant: .oneCheckpoint), distinct: 4832, generated: 12452, depth: 7,
            steps: 5),
        .violates(
            "no rollback", Self(mixing: false, mutant: .oneCheckpoint), distinct: 69488,
            generated: 187_680, depth: 10, steps: 7),
        .caught(
            Self(mixing: false, mutant: .staleCheckpoint), distinct: 2688, generated: 7876, depth: 10,
            steps: 5),
        // With n = 3f, n - f signatures are too few and 2f + 1 too many.
        .violates(
            "no rollback", Self(verifiers: 3, quorum: 2), distinct: 300, generated: 549, depth: 7,
            steps: 4),
        .violates(
            "one history", Self(verifiers: 3, checkpoints: 1, quorum: 2, mutant: .uncheckedHistory),
            distinct: 381, generated: 702, depth: 5, steps: 2),
        // 2f + 1 of more than 3f + 1 verifiers need not have a correct one in common.
        .violates("no rollback", Self(verifiers: 5), distinct: 24820, generated: 81025, depth: 13, steps: 7),
        .holds(Self(verifiers: 5, quorum: 4), distinct: 8230, generated: 25255, depth: 13),
        .holds(
            Self(verifiers: 7, faults: 2), distinct: 476_448, generated: 1_853_523, depth: 16,
            isLong: true),
    ]

    var claims: [Claim] {
        let size = quorum > 0 ? .number(quorum) : quorumRule.quantity()
        let share = Claim.intersection(
            "common-correct-verifier", "A certificate and 2f + 1 reports share a correct verifier.",
            source: Self.source, of: (signers, reporters), each: { $0.count >= size }, outside: liars
        ) { n == 3 * f + 1 }
        let available = Claim.availability(
            "available-certificate", "The correct verifiers can certify a checkpoint.", source: Self.source,
            of: size, without: liars
        ) { n == 3 * f + 1 }
        let run = share.run(
            by: Self.name, mutant: mutant?.rawValue,
            settings: ["verifiers": n, "faults": f, "quorum": .number(quorum)])
        return [mutant == .quorumOfFPlusOne ? run.refuted(["n": 4, "f": 1]) : run, available]
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "verifiers are alike, so each choice of the faulty ones says what another says")
        ]
    }
}
