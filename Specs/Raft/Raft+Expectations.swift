import QuorateFaults

extension Raft {
    public enum Mutant: String, SpecMutant {
        case appendsStaleEntries = "appends-stale-entries"
        case countsOldTerms = "counts-old-terms"
        case countsOldVotes = "counts-old-votes"
        case countsUnwrittenEntries = "counts-unwritten-entries"
        case keepsConflicts = "keeps-conflicts"
        case minority = "minority"
        case skipsConsistencyCheck = "skips-consistency-check"
        case truncatesAlways = "truncates-always"
        case volatileLog = "volatile-log"
        case volatileVote = "volatile-vote"
        case votesForAnyLog = "votes-for-any-log"
        case votesTwice = "votes-twice"

        public var expectation: MutantExpectation {
            switch self {
            case .appendsStaleEntries:
                .breaks("leader completeness", "a follower takes entries from the leader of an earlier term")
            case .countsOldTerms:
                .breaks(
                    "leader completeness", "a leader commits an entry of an earlier term by counting copies")
            case .countsOldVotes:
                .breaks("one leader per term", "a candidate counts the votes of its earlier elections")
            // Claimed to be harmless: https://github.com/goraft/raft/pull/150.
            case .countsUnwrittenEntries:
                .breaks(
                    "leader completeness",
                    "a leader counts itself for an entry that it has not written, and loses it when it restarts"
                )
            case .keepsConflicts:
                .breaks("leader completeness", "a follower acknowledges entries that conflict with its own")
            case .minority: .breaks("one leader per term", "half of the servers are taken for a majority")
            case .skipsConsistencyCheck:
                .breaks("log matching", "a follower takes an entry whatever the entry before it is")
            case .truncatesAlways:
                .breaks("leader completeness", "a late AppendEntries removes the entries behind its own")
            case .volatileLog: .breaks("leader completeness", "a restart loses the log")
            case .volatileVote: .breaks("one leader per term", "a restart loses the vote, not the term")
            case .votesForAnyLog:
                .breaks("leader completeness", "a server votes for a candidate whose log is behind its own")
            case .votesTwice: .breaks("one leader per term", "a server votes for everybody who asks")
            }
        }
    }

    public enum Variant: String, SpecVariant {
        case halfOfEven = "half-of-even"
        case writesLate = "writes-late"

        public var expectation: VariantExpectation {
            switch self {
            case .halfOfEven:
                .holds(
                    "half of an even number of servers commit: they meet every majority that elects",
                    source: "Howard, Malkhi and Spiegelman, Flexible Paxos (2016), section 3;"
                        + " https://github.com/rabbitmq/ra/issues/500")
            case .writesLate:
                .holds(
                    "a leader sends entries that it has not written, and counts itself once it has",
                    source: "Ongaro, Consensus: Bridging Theory and Practice (2014), section 10.2.1;"
                        + " https://github.com/etcd-io/etcd/pull/4753")
            }
        }
    }

    /// With an odd number of servers, half of them and a majority are the same.
    mutating func makeRoomForVariant() {
        if variant == .halfOfEven && servers.count % 2 == 1 { servers = ReplicaSet(count: 4) }
    }

    /// Two bugs take three or four terms to show, more than a search from the beginning gets through quickly,
    /// and one takes two entries.
    mutating func makeRoomForMutant() {
        switch mutant {
        case .countsOldTerms, .keepsConflicts: figure8 = true
        case .skipsConsistencyCheck: entries = 2
        default: break
        }
    }

    public static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "reject",
                because:
                    "an answer that nobody has asked for tells of a term that there is, which anybody may enter"
            ),
            .waive(
                .dropEffect, "refuse",
                because: "a request that is refused and changes nothing is one that is lost"),
        ]
    }

    /// Figures that the re-model takes too long for are Quorate's.
    public static let instances = expected(
        by: "an independent re-model in Python", elections + replication + variants + mutants)

    private static let elections: [SpecInstance<Self>] = [
        .holds(Self(terms: 1, entries: 0), distinct: 123, generated: 268, depth: 6),
        .holds(Self(terms: 2, entries: 0), distinct: 6959, generated: 27985, depth: 11),
        .holds(Self(terms: 3, entries: 0), distinct: 324_139, generated: 1_643_521, depth: 16, isLong: true),
        .holds(Self(servers: 4, terms: 2, entries: 0), distinct: 118_025, generated: 684_989, depth: 14),
        .holds(Self(servers: 5, terms: 1, entries: 0), distinct: 4323, generated: 15786, depth: 10),
    ]

    private static let replication: [SpecInstance<Self>] = [
        .holds(Self(servers: 1), distinct: 33, generated: 34, depth: 8),
        .holds(Self(servers: 2), distinct: 397, generated: 781, depth: 12),
        .holds(Self(terms: 1, entries: 2), distinct: 1209, generated: 3802, depth: 10),
        .holds(Self(), distinct: 48245, generated: 184_210, depth: 16),
        .holds(Self(entries: 2), distinct: 263_381, generated: 1_112_422, depth: 19),
        .holds(Self(servers: 5, terms: 1), distinct: 25833, generated: 108_821, depth: 13),
        .holds(Self(figure8: true), distinct: 348_162, generated: 1_703_440, depth: 19, isLong: true),
    ]

    private static let variants: [SpecInstance<Self>] = [
        .holds(Self(servers: 2, variant: .halfOfEven), distinct: 469, generated: 943, depth: 12),
        .holds(
            Self(servers: 2, entries: 2, variant: .halfOfEven), distinct: 1345, generated: 2933, depth: 14),
        .holds(
            Self(servers: 4, variant: .halfOfEven), distinct: 798_233, generated: 3_974_873, depth: 20,
            isLong: true),
        .holds(Self(terms: 1, entries: 2, variant: .writesLate), distinct: 2559, generated: 8614, depth: 11),
        .holds(Self(variant: .writesLate), distinct: 91829, generated: 344_818, depth: 17),
    ]

    private static let mutants: [SpecInstance<Self>] = [
        .caught(Self(mutant: .appendsStaleEntries), distinct: 67199, generated: 322_672, depth: 17, steps: 9),
        .caught(
            Self(mutant: .countsOldTerms), distinct: 688_646, generated: 3_094_376, depth: 21, steps: 10,
            isLong: true),
        .caught(Self(mutant: .countsOldVotes), distinct: 73013, generated: 296_947, depth: 17, steps: 7),
        .caught(
            Self(mutant: .countsUnwrittenEntries), distinct: 110_945, generated: 418_258, depth: 18, steps: 10
        ),
        .caught(Self(mutant: .keepsConflicts), distinct: 248_486, generated: 1_291_200, depth: 19, steps: 5),
        .caught(
            Self(terms: 1, entries: 0, mutant: .minority), distinct: 323, generated: 1111, depth: 9,
            steps: 4),
        .caught(
            Self(mutant: .skipsConsistencyCheck), distinct: 560_381, generated: 2_521_696, depth: 23,
            steps: 10, isLong: true),
        .caught(Self(mutant: .truncatesAlways), distinct: 148_199, generated: 622_756, depth: 22, steps: 10),
        .caught(Self(mutant: .volatileLog), distinct: 201_893, generated: 830_194, depth: 22, steps: 10),
        .caught(
            Self(terms: 1, entries: 0, mutant: .volatileVote), distinct: 5902, generated: 25312, depth: 20,
            steps: 7),
        .caught(Self(mutant: .votesForAnyLog), distinct: 59609, generated: 225_442, depth: 17, steps: 9),
        .caught(
            Self(terms: 1, entries: 0, mutant: .votesTwice), distinct: 7159, generated: 47596, depth: 15,
            steps: 6),
    ]
}

extension Raft: CostedSpec {
    /// Messages that replicate an entry while a leader stands; its election, once for many entries, is not counted.
    public func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        switch action {
        case .propose: StepCost(messages: servers.count - 1, round: 1)
        case .append: StepCost(messages: 1, round: 2)
        default: StepCost()
        }
    }
}
