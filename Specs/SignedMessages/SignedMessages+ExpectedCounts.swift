public import QuorateLanguage

extension SignedMessages {
    /// What an independent re-model in Python found, whose adversary takes signatures apart and assembles
    /// them anew.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(generals: 3, traitors: 1, depth: 1),
                .holds(distinct: 95, generated: 95, depth: 7, source: source)),
            SpecInstance(
                Self(generals: 4, traitors: 1, depth: 1),
                .holds(distinct: 430, generated: 478, depth: 9, source: source)),
            SpecInstance(
                Self(generals: 4, traitors: 2, depth: 2),
                .holds(distinct: 2655, generated: 3270, depth: 8, source: source)),
            SpecInstance(
                Self(generals: 5, traitors: 2, depth: 2),
                .holds(distinct: 76930, generated: 107_442, depth: 10, source: source)),
            SpecInstance(
                Self(generals: 5, traitors: 3, depth: 3),
                .holds(distinct: 164_066, generated: 248_418, depth: 9, source: source, isLong: true)),
            // Without traitors nothing is chosen but the order: these are for their messages.
            SpecInstance(
                Self(generals: 3, traitors: 0, depth: 1),
                .holds(distinct: 11, generated: 11, depth: 5, source: source)),
            SpecInstance(
                Self(generals: 4, traitors: 0, depth: 2),
                .holds(distinct: 15, generated: 15, depth: 7, source: source)),
            // Fewer rounds than traitors need.
            SpecInstance(
                Self(generals: 3, traitors: 1, depth: 0),
                .violates("agreement", steps: 3, distinct: 47, generated: 51, depth: 6, source: source)),
            SpecInstance(
                Self(generals: 4, traitors: 2, depth: 1),
                .violates("agreement", steps: 4, distinct: 969, generated: 1656, depth: 7, source: source)),
            SpecInstance(
                Self(mutant: .relayOneShort),
                .violates("agreement", steps: 4, distinct: 67, generated: 71, depth: 7, source: source)),
            SpecInstance(
                Self(mutant: .lateChains),
                .violates("agreement", steps: 4, distinct: 189, generated: 234, depth: 7, source: source)),
            SpecInstance(
                Self(mutant: .uncheckedCommander),
                .violates("validity", steps: 5, distinct: 155, generated: 163, depth: 7, source: source)),
            SpecInstance(
                Self(mutant: .uncheckedRelays),
                .violates("agreement", steps: 4, distinct: 338, generated: 473, depth: 7, source: source)),
        ]
    }
}
