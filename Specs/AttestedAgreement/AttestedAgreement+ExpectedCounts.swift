public import QuorateLanguage

extension AttestedAgreement {
    /// What an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(replicas: 3, faults: 1), .holds(distinct: 873, generated: 3084, depth: 6, source: source)
            ),
            SpecInstance(
                Self(replicas: 4, faults: 1),
                .holds(distinct: 3476, generated: 14160, depth: 8, source: source)),
            SpecInstance(
                Self(replicas: 5, faults: 2),
                .holds(distinct: 170_090, generated: 1_066_730, depth: 10, source: source)),
            // Nobody is faulty.
            SpecInstance(
                Self(replicas: 3, faults: 0),
                .holds(distinct: 125, generated: 307, depth: 6, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, mutant: .rolledBackCounter),
                .violates("agreement", steps: 7, distinct: 14466, generated: 70980, depth: 14, source: source)
            ),
            SpecInstance(
                Self(replicas: 3, faults: 1, mutant: .unattestedVotes),
                .violates("agreement", steps: 4, distinct: 387, generated: 1920, depth: 6, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, mutant: .uncheckedCounter),
                .violates("agreement", steps: 6, distinct: 1041, generated: 3636, depth: 6, source: source)),
        ]
    }
}
