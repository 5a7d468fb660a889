public import QuorateLanguage

extension UniqueIdentifiers {
    /// What an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(Self(), .holds(distinct: 6724, generated: 26244, depth: 8, source: source)),
            SpecInstance(
                Self(faults: 0, quorum: 3),
                .holds(distinct: 9801, generated: 49501, depth: 10, source: source)),
            SpecInstance(
                Self(servers: 7, faults: 2, identifiers: 1),
                .holds(distinct: 7245, generated: 22953, depth: 6, source: source)),
            // n = 3f: 2f + 1 signatures are safe but need the villain's, 2f are not safe.
            SpecInstance(
                Self(servers: 3, faults: 1),
                .violates(
                    "everybody gets a user ID though the faulty are silent", distinct: 363, generated: 927,
                    depth: 6, source: source)),
            SpecInstance(
                Self(servers: 3, faults: 1, quorum: 2),
                .violates(
                    "unique identifiers", steps: 4, distinct: 1323, generated: 4287, depth: 8, source: source)
            ),
            // Two quorums of 2f = 4 out of 7 may share a villain only.
            SpecInstance(
                Self(servers: 7, faults: 2, identifiers: 1, quorum: 4),
                .violates(
                    "unique identifiers", steps: 6, distinct: 11655, generated: 39753, depth: 7,
                    source: source)),
            SpecInstance(
                Self(mutant: .quorumFPlus1),
                .violates(
                    "unique identifiers", steps: 4, distinct: 23716, generated: 115_812, depth: 10,
                    source: source)),
            SpecInstance(
                Self(mutant: .mixedCertificate),
                .violates(
                    "unique identifiers", steps: 4, distinct: 30276, generated: 143_380, depth: 10,
                    source: source)),
            SpecInstance(
                Self(mutant: .signsAgain),
                .violates(
                    "unique identifiers", steps: 6, distinct: 82944, generated: 525_316, depth: 16,
                    source: source)),
            SpecInstance(
                Self(mutant: .namesOnly),
                .violates(
                    "unique identifiers", steps: 6, distinct: 6724, generated: 26244, depth: 8, source: source
                )),
        ]
    }
}
