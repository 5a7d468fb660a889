public import QuorateLanguage

extension Raft {
    /// What an independent re-model in Python found; figures that it takes too long for are Quorate's.
    public static var instances: [SpecInstance<Self>] {
        elections + replication + mutantInstances
    }

    private static var remodel: String { "an independent re-model in Python" }

    private static var elections: [SpecInstance<Self>] {
        [
            SpecInstance(
                Self(servers: 3, terms: 1, entries: 0),
                .holds(distinct: 123, generated: 268, depth: 6, source: remodel)),
            SpecInstance(
                Self(servers: 3, terms: 2, entries: 0),
                .holds(distinct: 6959, generated: 27985, depth: 11, source: remodel)),
            SpecInstance(
                Self(servers: 3, terms: 3, entries: 0),
                .holds(distinct: 324_139, generated: 1_643_521, depth: 16, source: remodel, isLong: true)),
            SpecInstance(
                Self(servers: 4, terms: 2, entries: 0),
                .holds(distinct: 118_025, generated: 684_989, depth: 14, source: remodel)),
            SpecInstance(
                Self(servers: 5, terms: 1, entries: 0),
                .holds(distinct: 4323, generated: 15786, depth: 10, source: remodel)),
        ]
    }

    private static var replication: [SpecInstance<Self>] {
        [
            SpecInstance(
                Self(servers: 1, terms: 2, entries: 1),
                .holds(distinct: 33, generated: 34, depth: 8, source: remodel)),
            SpecInstance(
                Self(servers: 2, terms: 2, entries: 1),
                .holds(distinct: 397, generated: 781, depth: 12, source: remodel)),
            SpecInstance(
                Self(servers: 3, terms: 1, entries: 2),
                .holds(distinct: 1209, generated: 3802, depth: 10, source: remodel)),
            SpecInstance(
                Self(servers: 3, terms: 2, entries: 1),
                .holds(distinct: 48245, generated: 184_210, depth: 16, source: remodel)),
            SpecInstance(
                Self(servers: 3, terms: 2, entries: 2),
                .holds(distinct: 263_381, generated: 1_112_422, depth: 19, source: remodel)),
            SpecInstance(
                Self(servers: 5, terms: 1, entries: 1),
                .holds(distinct: 25833, generated: 108_821, depth: 13, source: remodel)),
            SpecInstance(
                Self(figure8: true),
                .holds(distinct: 348_162, generated: 1_703_440, depth: 19, source: remodel, isLong: true)),
        ]
    }

    private static var mutantInstances: [SpecInstance<Self>] {
        let broken: [(Self, String, steps: Int, distinct: Int, generated: Int, depth: Int)] = [
            (Self(mutant: .appendsStaleEntries), "leader completeness", 9, 67199, 322_672, 17),
            (Self(mutant: .countsOldTerms), "leader completeness", 10, 688_646, 3_094_376, 21),
            (Self(mutant: .countsOldVotes), "one leader per term", 7, 73013, 296_947, 17),
            (Self(mutant: .keepsConflicts), "leader completeness", 5, 248_486, 1_291_200, 19),
            (Self(terms: 1, entries: 0, mutant: .minority), "one leader per term", 4, 323, 1111, 9),
            (Self(mutant: .skipsConsistencyCheck), "log matching", 10, 560_381, 2_521_696, 23),
            (Self(mutant: .truncatesAlways), "leader completeness", 10, 148_199, 622_756, 22),
            (Self(mutant: .volatileLog), "leader completeness", 10, 201_893, 830_194, 22),
            (Self(terms: 1, entries: 0, mutant: .volatileVote), "one leader per term", 7, 5902, 25312, 20),
            (Self(mutant: .votesForAnyLog), "leader completeness", 9, 59609, 225_442, 17),
            (Self(terms: 1, entries: 0, mutant: .votesTwice), "one leader per term", 6, 7159, 47596, 15),
        ]
        return broken.map { spec, property, steps, distinct, generated, depth in
            SpecInstance(
                spec,
                .violates(
                    property, steps: steps, distinct: distinct, generated: generated, depth: depth,
                    source: remodel, isLong: distinct > 300_000))
        }
    }
}
