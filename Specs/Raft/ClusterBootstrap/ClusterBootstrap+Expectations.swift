import QuorateFaults

extension ClusterBootstrap {
    enum Mutant: String, SpecMutant {
        case oldQuorum = "old-quorum"

        var expectation: MutantExpectation {
            .breaks(
                "leader completeness",
                "a leader commits by the configuration before the current one, in which it is alone")
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(entries: 2), distinct: 932, generated: 1762, depth: 10),
            .holds(Self(), distinct: 4637, generated: 10446, depth: 13),
            .holds(Self(terms: 3), distinct: 39851, generated: 86860, depth: 15),
            .caught(Self(mutant: .oldQuorum), distinct: 5564, generated: 13928, depth: 15, steps: 6),
        ])
}
