import QuorateFaults

extension ConnectionClose {
    enum Mutant: String, SpecMutant {
        case noTimeWait = "no-time-wait"
        case unorderedFin = "unordered-fin"
        case lateData = "late-data"
        case idleUser = "idle-user"

        var expectation: MutantExpectation {
            switch self {
            case .noTimeWait:
                .breaks(
                    "both error-free or neither",
                    "an end forgets the connection once it has sent its last ACK")
            case .unorderedFin:
                .breaks("FIN after all data", "a FIN is taken though data before it has not arrived")
            case .lateData:
                .breaks("FIN after all data", "a user sends data after its FIN, which the peer has taken")
            case .idleUser:
                .breaks(
                    "both ends close in order", "a user need not close in turn, and the peer waits for it")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "lose",
                because: "a loss that hits no segment counts as one, and leaves fewer of those that hit")
        ]
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(losses: 0, userTimeout: 1, timeWait: 1), distinct: 184, generated: 329, depth: 11),
            .holds(Self(), distinct: 960, generated: 1907, depth: 14),
            .holds(Self(losses: 2, userTimeout: 3, timeWait: 3), distinct: 2854, generated: 6490, depth: 16),
            // As many losses as the less patient end waits for rounds.
            .violates(
                "both error-free or neither", Self(losses: 2), distinct: 2627, generated: 5882, depth: 16,
                steps: 9),
            .violates(
                "both error-free or neither", Self(losses: 2, userTimeout: 4), distinct: 2862,
                generated: 6506, depth: 17, steps: 11),
            .violates(
                "both error-free or neither", Self(losses: 2, timeWait: 4), distinct: 2715, generated: 5970,
                depth: 16, steps: 11),
            .caught(Self(mutant: .noTimeWait), distinct: 936, generated: 1899, depth: 14, steps: 9),
            .caught(Self(mutant: .unorderedFin), distinct: 2133, generated: 4833, depth: 14, steps: 3),
            .caught(Self(mutant: .lateData), distinct: 1404, generated: 2841, depth: 14, steps: 4),
            // The states and steps of the sound spec.
            .caught(Self(mutant: .idleUser), distinct: 960, generated: 1907, depth: 14),
        ])
}
