import QuorateFaults

extension ClusterReboot {
    enum Mutant: String, SpecMutant {
        case quorumFPlus1 = "quorum-f-plus-1"
        case grantsAgain = "grants-again"
        case earlyRelease = "early-release"
        case unprovenRelease = "unproven-release"

        var expectation: MutantExpectation {
            switch self {
            case .quorumFPlus1: .breaks("mutual exclusion", "f + 1 grants make a certificate")
            case .grantsAgain:
                .breaks("mutual exclusion", "a machine grants the same turn to everybody who asks")
            case .earlyRelease:
                .breaks(
                    "mutual exclusion", "a machine releases its turn when it goes down, not when it is back")
            case .unprovenRelease:
                .breaks(
                    "mutual exclusion",
                    "a release counts although its sender shows no certificate for the turn")
            }
        }
    }

    static let instances =
        expected(by: "an independent re-model in Python", rows) + expected(by: "Quorate", smallRows)
    /// Small enough for mutants from outside: both turns without faults, and one turn with a villain.
    private static let smallRows: [SpecInstance<Self>] = [
        .holds(Self(machines: 2, faults: 0, quorum: 2), distinct: 39, generated: 51, depth: 10),
        .holds(Self(turns: 1), distinct: 968, generated: 2056, depth: 6),
        .holds(Self(machines: 3, faults: 0, quorum: 2), distinct: 4144, generated: 11848, depth: 12),
    ]
    private static let rows: [SpecInstance<Self>] = [
        .holds(Self(), distinct: 47040, generated: 142_240, depth: 12),
        .holds(Self(sockets: true), distinct: 47040, generated: 146_032, depth: 12),
        .holds(Self(faults: 0, quorum: 3), distinct: 54821, generated: 210_005, depth: 14),
        // The re-model took one of the 21 placements, which are all alike.
        .holds(
            Self(machines: 7, faults: 2, turns: 1), distinct: 853_818, generated: 3_474_681, depth: 8,
            isLong: true),
        // n = 3f: 2f + 1 grants are safe but need the villain's, 2f are not safe.
        .violates(
            "one machine after another reboots though the faulty are silent", Self(machines: 3),
            distinct: 243, generated: 351, depth: 10),
        .violates(
            "mutual exclusion", Self(machines: 3, quorum: 2), distinct: 4911, generated: 13095, depth: 12,
            steps: 4),
        .caught(Self(turns: 1, mutant: .quorumFPlus1), distinct: 5936, generated: 16000, depth: 12, steps: 4),
        .caught(
            Self(turns: 1, mutant: .grantsAgain), distinct: 256_000, generated: 1_428_484, depth: 21,
            steps: 6),
        .caught(Self(mutant: .earlyRelease), distinct: 58428, generated: 178_384, depth: 12, steps: 7),
        .caught(Self(mutant: .unprovenRelease), distinct: 213_976, generated: 885_532, depth: 12, steps: 6),
    ]

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "machines are alike, so each choice of the faulty ones says what another says")
        ]
    }
}
