public import QuorateLanguage

extension AtomicRename {
    /// What an independent re-model in Python found.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(Self(), .holds(distinct: 556, generated: 1200, depth: 7, source: source)),
            SpecInstance(
                Self(faults: 0, quorum: 3), .holds(distinct: 137, generated: 325, depth: 8, source: source)),
            SpecInstance(
                Self(replicas: 7, faults: 2),
                .holds(distinct: 62310, generated: 214_836, depth: 11, source: source)),
            // Two agreements do no harm without a traitor, nor with one that only votes.
            SpecInstance(
                Self(faults: 0, quorum: 3, mutant: .twoAgreements),
                .holds(distinct: 933, generated: 2403, depth: 16, source: source)),
            SpecInstance(
                Self(honestProposer: true, mutant: .twoAgreements),
                .holds(distinct: 1452, generated: 3549, depth: 13, source: source)),
            SpecInstance(
                Self(mutant: .twoAgreements),
                .violates(
                    "all or nothing", steps: 6, distinct: 2900, generated: 6740, depth: 13, source: source)),
            // With n = 3f and 2f + 1 votes the traitor need not be the proposer.
            SpecInstance(
                Self(replicas: 3, honestProposer: true, mutant: .twoAgreements),
                .violates("all or nothing", steps: 7, distinct: 72, generated: 114, depth: 9, source: source)),
            SpecInstance(
                Self(replicas: 3),
                .violates(
                    "the file is moved everywhere by honest votes alone", distinct: 74, generated: 104,
                    depth: 5, source: source)),
            SpecInstance(
                Self(replicas: 3, quorum: 2),
                .violates("agreement", steps: 4, distinct: 154, generated: 252, depth: 5, source: source)),
            SpecInstance(
                Self(mutant: .keepsCertificate),
                .violates("all or nothing", steps: 4, distinct: 556, generated: 984, depth: 7, source: source)
            ),
            SpecInstance(
                Self(mutant: .quorumFPlus1),
                .violates("agreement", steps: 4, distinct: 1264, generated: 3054, depth: 7, source: source)),
            SpecInstance(
                Self(mutant: .votesTwice),
                .violates("agreement", steps: 6, distinct: 3466, generated: 9165, depth: 10, source: source)),
        ]
    }
}
