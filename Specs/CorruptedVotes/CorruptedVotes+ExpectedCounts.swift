public import QuorateLanguage

extension CorruptedVotes {
    /// What an independent re-model in Python found, for each fault with and without a checksum.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            // 2f + 1 replicas: the checksum helps against a flipped bit, and against nothing else.
            SpecInstance(
                Self(replicas: 3, faults: 1, fault: .bitFlip, hasChecksum: true),
                .holds(distinct: 462, generated: 1038, depth: 5, source: source)),
            SpecInstance(
                Self(replicas: 5, faults: 2, fault: .bitFlip, hasChecksum: true),
                .holds(distinct: 32500, generated: 117_520, depth: 8, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, fault: .bitFlip, hasChecksum: false),
                .violates("agreement", steps: 5, distinct: 738, generated: 1662, depth: 5, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, fault: .byteOrder, hasChecksum: true),
                .violates("agreement", steps: 5, distinct: 3600, generated: 7968, depth: 5, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, fault: .byteOrder, hasChecksum: false),
                .violates("agreement", steps: 5, distinct: 3600, generated: 7968, depth: 5, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, fault: .equivocation, hasChecksum: true),
                .violates("agreement", steps: 4, distinct: 273, generated: 561, depth: 4, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, fault: .equivocation, hasChecksum: false),
                .violates("agreement", steps: 4, distinct: 273, generated: 561, depth: 4, source: source)),
            // 3f + 1 replicas survive each of them without a checksum.
            SpecInstance(
                Self(replicas: 4, faults: 1, fault: .bitFlip, hasChecksum: false),
                .holds(distinct: 3124, generated: 8692, depth: 7, source: source)),
            SpecInstance(
                Self(replicas: 4, faults: 1, fault: .byteOrder, hasChecksum: false),
                .holds(distinct: 31264, generated: 86656, depth: 7, source: source)),
            SpecInstance(
                Self(replicas: 4, faults: 1, fault: .equivocation, hasChecksum: false),
                .holds(distinct: 1096, generated: 2776, depth: 6, source: source)),
            // Nothing is struck.
            SpecInstance(
                Self(replicas: 3, faults: 0), .holds(distinct: 85, generated: 181, depth: 6, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, mutant: .noChecksum),
                .violates("agreement", steps: 5, distinct: 738, generated: 1662, depth: 5, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, mutant: .byteOrder),
                .violates("agreement", steps: 5, distinct: 3600, generated: 7968, depth: 5, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, mutant: .equivocation),
                .violates("agreement", steps: 4, distinct: 273, generated: 561, depth: 4, source: source)),
        ]
    }
}
