public import QuorateLanguage

extension CorrelatedBug {
    /// What an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(replicas: 4, faults: 1, programs: 4),
                .holds(distinct: 360, generated: 884, depth: 7, source: source)),
            SpecInstance(
                Self(replicas: 7, faults: 2, programs: 7),
                .holds(distinct: 5642, generated: 22505, depth: 10, source: source)),
            // A program on two replicas is still within f.
            SpecInstance(
                Self(replicas: 7, faults: 2, programs: 4),
                .holds(distinct: 3044, generated: 11990, depth: 10, source: source)),
            // f = N, whatever N is.
            SpecInstance(
                Self(replicas: 4, faults: 1, programs: 1),
                .violates("correctness", steps: 4, distinct: 99, generated: 251, depth: 7, source: source)),
            SpecInstance(
                Self(replicas: 7, faults: 2, programs: 1),
                .violates(
                    "correctness", steps: 5, distinct: 851, generated: 3455, depth: 10, source: source)),
            SpecInstance(
                Self(replicas: 4, faults: 1, mutant: .sameProgram),
                .violates("correctness", steps: 4, distinct: 99, generated: 251, depth: 7, source: source)),
        ]
    }
}
