import QuorateFaults

extension TrustedRead {
    enum Mutant: String, SpecMutant {
        case trustFCopies = "trust-f-copies"
        case countReplies = "count-replies"
        case unlabelledReplies = "unlabelled-replies"
        case waitForEveryone = "wait-for-everyone"

        var expectation: MutantExpectation {
            switch self {
            case .trustFCopies:
                .breaks("integrity", "f identical copies are trusted, which may all come from villains")
            case .countReplies:
                .breaks(
                    "integrity",
                    "f + 1 replies are enough for any of them, whether or not they are identical")
            case .unlabelledReplies:
                .breaks(
                    "integrity",
                    "a reply does not say of which page it is: a late one counts for the next page")
            case .waitForEveryone:
                .breaks(
                    "a read completes though the faulty are silent",
                    "the reader wants identical copies from all n replicas")
            }
        }
    }

    private static let completion = "a read completes though the faulty are silent"

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "another one is the same but for the names of the Byzantine replicas")
        ]
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 1024, generated: 3716, depth: 10),
            .holds(Self(replicas: 3), distinct: 192, generated: 483, depth: 8),
            .holds(Self(replicas: 3, faults: 0), distinct: 256, generated: 929, depth: 10),
            .holds(Self(replicas: 5, faults: 2), distinct: 2560, generated: 9290, depth: 10),
            // n = 2f: what is trusted is still right, but nothing need ever be.
            .violates(completion, Self(replicas: 2), distinct: 32, generated: 50, depth: 6, steps: 2),
            .violates(completion, Self(faults: 2), distinct: 384, generated: 966, depth: 8, steps: 3),
            .holds(Self(replicas: 3, silent: true), distinct: 108, generated: 219, depth: 8),
            .violates(
                "every read completes", Self(replicas: 2, silent: true), distinct: 18, generated: 26,
                depth: 4, steps: 4),
            .caught(Self(mutant: .trustFCopies), distinct: 4356, generated: 19276, depth: 10, steps: 2),
            .caught(Self(mutant: .countReplies), distinct: 3600, generated: 14644, depth: 10, steps: 3),
            .caught(Self(mutant: .unlabelledReplies), distinct: 2116, generated: 8452, depth: 10, steps: 4),
            .caught(Self(mutant: .waitForEveryone), distinct: 400, generated: 1124, depth: 10, steps: 4),
        ])
}
