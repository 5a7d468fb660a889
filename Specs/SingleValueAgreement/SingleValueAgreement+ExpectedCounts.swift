public import QuorateLanguage

extension SingleValueAgreement {
    /// What an independent re-model in Python found, for each fault model.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            // 2f + 1 replicas with majorities survive f crashes.
            SpecInstance(
                Self(replicas: 3, faults: 1, model: .crashRecovery),
                .holds(distinct: 500, generated: 1669, depth: 7, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, model: .crashStop),
                .holds(distinct: 500, generated: 1294, depth: 7, source: source)),
            SpecInstance(
                Self(replicas: 5, faults: 2, model: .crashStop),
                .holds(distinct: 54480, generated: 245_176, depth: 12, source: source)),
            // The same replicas and majorities do not survive f liars.
            SpecInstance(
                Self(replicas: 3, faults: 1, model: .byzantine, quorum: 2),
                .violates("agreement", steps: 4, distinct: 129, generated: 255, depth: 4, source: source)),
            SpecInstance(
                Self(replicas: 5, faults: 2, model: .byzantine, quorum: 3),
                .violates("agreement", steps: 4, distinct: 4370, generated: 14350, depth: 6, source: source)),
            // 3f + 1 replicas with quorums of 2f + 1 do.
            SpecInstance(
                Self(replicas: 4, faults: 1, model: .byzantine),
                .holds(distinct: 500, generated: 1228, depth: 6, source: source)),
            SpecInstance(
                Self(replicas: 7, faults: 2, model: .byzantine),
                .holds(distinct: 71505, generated: 305_571, depth: 10, source: source)),
            SpecInstance(
                Self(replicas: 5, faults: 1, model: .byzantine),
                .holds(distinct: 1755, generated: 5165, depth: 8, source: source)),
            // One replica less: nobody is misled, and one that is silent stops the others.
            SpecInstance(
                Self(replicas: 3, faults: 1, model: .byzantine),
                .violates(
                    "quorum without the faulty replicas", distinct: 45, generated: 63, depth: 4,
                    source: source)),
            SpecInstance(
                Self(replicas: 2, faults: 1, model: .crashStop),
                .violates(
                    "quorum without the faulty replicas", distinct: 45, generated: 71, depth: 5,
                    source: source)),
            // Nobody is faulty.
            SpecInstance(
                Self(replicas: 3, faults: 0, model: .byzantine),
                .holds(distinct: 125, generated: 307, depth: 6, source: source)),
            // A quorum of f may be liars only; with one correct replica nobody is there to disagree with.
            SpecInstance(
                Self(replicas: 2, faults: 1, model: .byzantine, quorum: 1),
                .violates("validity", steps: 1, distinct: 24, generated: 36, depth: 2, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, mutant: .volatileVote),
                .violates(
                    "agreement", steps: 8, distinct: 19236, generated: 106_081, depth: 21, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, mutant: .minorityQuorum),
                .violates("agreement", steps: 4, distinct: 1748, generated: 6925, depth: 7, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 1, mutant: .byzantineReplica),
                .violates("agreement", steps: 4, distinct: 129, generated: 255, depth: 4, source: source)),
        ]
    }
}
