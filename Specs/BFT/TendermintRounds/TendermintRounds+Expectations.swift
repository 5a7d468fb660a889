import QuorateFaults

extension TendermintRounds {
    enum Mutant: String, SpecMutant {
        case proposesAfresh = "proposes-afresh"
        case leavesAtOnce = "leaves-at-once"
        case ignoresLocks = "ignores-locks"

        var expectation: MutantExpectation {
            switch self {
            case .proposesAfresh:
                .breaks(
                    "termination",
                    "a quorum of prevotes unlocks a replica, and as proposer it proposes another value")
            case .leavesAtOnce:
                .breaks(
                    "termination",
                    "replicas leave a round as soon as a quorum has precommitted nothing, without the time in"
                        + " which all hear what one of them is locked on")
            case .ignoresLocks:
                .breaks("agreement", "a replica prevotes whatever is proposed, against its lock")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "replicas propose in turn, so any of them may be the one that lies")
        ]
    }

    /// The first two mutants are caught in a network that is stable from the start.
    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 11934, generated: 41597, depth: 14),
            .holds(Self(unstable: 0), distinct: 172, generated: 358, depth: 5),
            .holds(Self(unstable: 2), distinct: 78790, generated: 340_544, depth: 17),
            .holds(Self(unstable: 3), distinct: 323_104, generated: 1_670_943, depth: 20, isLong: true),
            .holds(Self(faults: 0, unstable: 2), distinct: 15403, generated: 33363, depth: 18),
            .caught(
                Self(unstable: 0, mutant: .proposesAfresh), distinct: 1082, generated: 3956, depth: 22,
                steps: 16),
            .caught(
                Self(unstable: 0, mutant: .leavesAtOnce), distinct: 184_836, generated: 1_260_676, depth: 40,
                steps: 16),
            .caught(Self(mutant: .ignoresLocks), distinct: 4290, generated: 15695, depth: 8, steps: 5),
        ])
}
