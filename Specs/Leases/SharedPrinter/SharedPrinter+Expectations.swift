import QuorateFaults

extension SharedPrinter {
    enum Mutant: String, SpecMutant {
        case votesAgain = "votes-again"
        case noWait = "no-wait"
        case ignoredSkew = "ignored-skew"
        case skewCountedOnce = "skew-counted-once"
        case noFencing = "no-fencing"
        case waitForReturn = "wait-for-return"

        var expectation: MutantExpectation {
            switch self {
            case .votesAgain:
                .breaks(
                    "one holder of each token",
                    "a department votes twice in a term, so that the term has two leaders and the token two holders"
                )
            case .noWait:
                .breaks(
                    "a lease begins when older ones are over",
                    "a new leader begins at once, while the old one still believes that it has the printer")
            case .ignoredSkew:
                .breaks(
                    "a lease begins when older ones are over",
                    "a new leader waits for the length of a lease on its own clock, which is the faster one")
            case .skewCountedOnce:
                .breaks(
                    "a lease begins when older ones are over",
                    "a new leader waits as if its clock could gain the skew only, and not fall behind first")
            case .noFencing:
                .breaks(
                    "no job of an older token after one of a newer",
                    "the printer takes every job, and a late one of an old holder spoils that of the new one")
            case .waitForReturn:
                .breaks(
                    "the printer for another after its holder has crashed",
                    "a new leader waits until the old one gives the printer back, as with a lock without expiry"
                )
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 63264, generated: 248_375, depth: 31),
            .holds(Self(announced: true), distinct: 45720, generated: 173_659, depth: 31),
            .holds(Self(lease: 2, crashes: 0), distinct: 21816, generated: 82213, depth: 38),
            .holds(Self(crashes: 0), distinct: 15816, generated: 60305, depth: 30),
            // Any single department makes a leader and a lease: two of them begin with the same token.
            .violates(
                "one holder of each token", Self(crashes: 0, quorum: 1), distinct: 98581, generated: 427_331,
                depth: 32, steps: 8),
            .caught(Self(mutant: .votesAgain), distinct: 117_360, generated: 492_565, depth: 36, steps: 12),
            .caught(Self(mutant: .noWait), distinct: 57760, generated: 234_455, depth: 25, steps: 12),
            .caught(Self(mutant: .ignoredSkew), distinct: 59456, generated: 238_225, depth: 27, steps: 13),
            .caught(
                Self(mutant: .skewCountedOnce), distinct: 61112, generated: 242_119, depth: 29, steps: 15),
            .caught(Self(mutant: .noFencing), distinct: 66672, generated: 259_501, depth: 32, steps: 21),
            // The multiplexer that is told the token and does not compare it.
            .caught(
                Self(announced: true, mutant: .noFencing), distinct: 49128, generated: 184_785, depth: 32,
                steps: 21),
            .caught(Self(mutant: .waitForReturn), distinct: 51744, generated: 204_773, depth: 25, steps: 13),
        ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "stepDown",
                because:
                    "whoever hears of a newer term may follow it at any time: what it gives up is in nobody's way"
            ),
            .waive(
                .dropGuard, "giveBack",
                because: "whoever gives up too early what it has or stands for is in nobody's way"),
            .waive(
                .dropGuard, "crash",
                because:
                    "the printer is never had twice however many crash, and progress is asked only of as many crashes as may be"
            ),
        ]
    }
}
