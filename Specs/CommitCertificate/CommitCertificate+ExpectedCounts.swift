public import QuorateLanguage

extension CommitCertificate {
    /// What an independent re-model in Python found, which hashes for itself.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(replicas: 4, faults: 1),
                .holds(distinct: 276, generated: 588, depth: 5, source: source)),
            SpecInstance(
                Self(replicas: 7, faults: 2),
                .holds(distinct: 11529, generated: 36939, depth: 7, source: source)),
            // One replica less: a liar that does not sign stops the others.
            SpecInstance(
                Self(replicas: 3, faults: 1),
                .violates(
                    "certificate of correct replicas alone", distinct: 45, generated: 63, depth: 4,
                    source: source)),
            // Nobody is faulty.
            SpecInstance(
                Self(replicas: 1, faults: 0), .holds(distinct: 9, generated: 11, depth: 3, source: source)),
            SpecInstance(
                Self(replicas: 4, faults: 1, mutant: .smallCertificate),
                .violates("one history", steps: 4, distinct: 660, generated: 1836, depth: 5, source: source)),
            // With two readers these break "one history" as well, a step later.
            SpecInstance(
                Self(replicas: 4, faults: 1, readers: 1, mutant: .uncheckedProof),
                .violates("authenticity", steps: 3, distinct: 276, generated: 532, depth: 4, source: source)),
            SpecInstance(
                Self(replicas: 4, faults: 1, readers: 1, mutant: .unsignedContents),
                .violates("authenticity", steps: 3, distinct: 348, generated: 748, depth: 4, source: source)),
        ]
    }
}
