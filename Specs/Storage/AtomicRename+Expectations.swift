import QuorateFaults

extension AtomicRename {
    enum Mutant: String, SpecMutant {
        case twoAgreements = "two-agreements"
        case keepsCertificate = "keeps-certificate"
        case quorumFPlus1 = "quorum-f-plus-1"
        case votesTwice = "votes-twice"

        var expectation: MutantExpectation {
            switch self {
            case .twoAgreements:
                .breaks(
                    "all or nothing",
                    "one agreement deletes the file, another adds it, and the traitor abandons the second")
            case .keepsCertificate:
                .breaks(
                    "all or nothing",
                    "a replica moves the file and does not show the others the votes that it has seen")
            case .quorumFPlus1: .breaks("agreement", "f + 1 votes commit a rename")
            case .votesTwice:
                .breaks("agreement", "an honest replica votes for every destination that is proposed")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because:
                    "another one is the same but for the names of the Byzantine replica, which does not propose"
            ),
            .waive(
                .dropGuard, "abandon",
                because:
                    "to leave again, or where nobody is Byzantine, takes nothing away"),
        ]
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 556, generated: 1200, depth: 7),
            .holds(Self(faults: 0, quorum: 3), distinct: 137, generated: 325, depth: 8),
            .holds(Self(replicas: 7, faults: 2), distinct: 62310, generated: 214_836, depth: 11),
            // Two agreements do no harm without a traitor, nor with one that only votes.
            .holds(
                Self(faults: 0, quorum: 3, mutant: .twoAgreements), distinct: 933, generated: 2403, depth: 16),
            .holds(
                Self(honestProposer: true, mutant: .twoAgreements), distinct: 1452, generated: 3549,
                depth: 13),
            .caught(Self(mutant: .twoAgreements), distinct: 2900, generated: 6740, depth: 13, steps: 6),
            // With n = 3f and 2f + 1 votes the traitor need not be the proposer.
            .caught(
                Self(replicas: 3, honestProposer: true, mutant: .twoAgreements), distinct: 72, generated: 114,
                depth: 9, steps: 7),
            .violates(
                "the file is moved everywhere by honest votes alone", Self(replicas: 3), distinct: 74,
                generated: 104, depth: 5),
            .violates(
                "agreement", Self(replicas: 3, quorum: 2), distinct: 154, generated: 252, depth: 5, steps: 4),
            .caught(Self(mutant: .keepsCertificate), distinct: 556, generated: 984, depth: 7, steps: 4),
            .caught(Self(mutant: .quorumFPlus1), distinct: 1264, generated: 3054, depth: 7, steps: 4),
            .caught(Self(mutant: .votesTwice), distinct: 3466, generated: 9165, depth: 10, steps: 6),
        ])
}
