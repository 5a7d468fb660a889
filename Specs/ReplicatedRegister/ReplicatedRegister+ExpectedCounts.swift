public import QuorateLanguage

extension ReplicatedRegister {
    /// What an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(replicas: 4, faults: 1),
                .holds(distinct: 6031, generated: 26530, depth: 17, source: source)),
            SpecInstance(
                Self(replicas: 5, faults: 1),
                .holds(distinct: 22771, generated: 125_633, depth: 20, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 0),
                .holds(distinct: 1816, generated: 5335, depth: 14, source: source)),
            // Safe at n = 3f too, but then a Byzantine replica that is silent keeps everybody waiting.
            SpecInstance(
                Self(replicas: 3, faults: 1),
                .holds(distinct: 559, generated: 1852, depth: 15, source: source)),
            // Majorities are enough for crashes and too few for a Byzantine replica.
            SpecInstance(
                Self(replicas: 5, faults: 1, quorum: 3),
                .violates(
                    "regularity", steps: 10, distinct: 52665, generated: 282_699, depth: 19, source: source)),
            SpecInstance(
                Self(replicas: 4, faults: 1, mutant: .quorumOf2f),
                .violates(
                    "regularity", steps: 8, distinct: 13867, generated: 60760, depth: 16, source: source)),
            SpecInstance(
                Self(replicas: 4, faults: 1, mutant: .uncheckedSignature),
                .violates(
                    "authenticity", steps: 2, distinct: 6367, generated: 27995, depth: 17, source: source)),
        ]
    }
}
