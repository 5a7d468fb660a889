public import QuorateLanguage

extension TrustedRead {
    /// What an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(Self(), .holds(distinct: 1024, generated: 3716, depth: 10, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1), .holds(distinct: 192, generated: 483, depth: 8, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 0), .holds(distinct: 256, generated: 929, depth: 10, source: source)
            ),
            SpecInstance(
                Self(replicas: 5, faults: 2),
                .holds(distinct: 2560, generated: 9290, depth: 10, source: source)),
            // n = 2f: what is trusted is still right, but nothing need ever be.
            SpecInstance(
                Self(replicas: 2, faults: 1),
                .violates(
                    "a read completes though the faulty are silent", distinct: 32, generated: 50, depth: 6,
                    source: source)),
            SpecInstance(
                Self(replicas: 4, faults: 2),
                .violates(
                    "a read completes though the faulty are silent", distinct: 384, generated: 966, depth: 8,
                    source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, silent: true),
                .holds(distinct: 108, generated: 219, depth: 8, source: source)),
            SpecInstance(
                Self(replicas: 2, faults: 1, silent: true),
                .violates(
                    "every read completes", steps: 4, distinct: 18, generated: 26, depth: 4, source: source)),
            SpecInstance(
                Self(mutant: .trustFCopies),
                .violates("integrity", steps: 2, distinct: 4356, generated: 19276, depth: 10, source: source)),
            SpecInstance(
                Self(mutant: .countReplies),
                .violates("integrity", steps: 3, distinct: 3600, generated: 14644, depth: 10, source: source)),
            SpecInstance(
                Self(mutant: .unlabelledReplies),
                .violates("integrity", steps: 4, distinct: 2116, generated: 8452, depth: 10, source: source)),
            SpecInstance(
                Self(mutant: .waitForEveryone),
                .violates(
                    "a read completes though the faulty are silent", distinct: 400, generated: 1124,
                    depth: 10, source: source)),
        ]
    }
}
