public import QuorateLanguage

extension OralMessages {
    /// What an independent re-model in Python found, which sends every message of a sub-instance.
    ///
    /// Instances that break both properties at once are in the tests: OM(1) with n = 4, f = 2 and OM(2) with
    /// n = 6, f = 2.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        return [
            SpecInstance(
                Self(generals: 4, traitors: 1, depth: 1),
                .holds(distinct: 96, generated: 96, depth: 4, source: source)),
            SpecInstance(
                Self(generals: 7, traitors: 2, depth: 2),
                .holds(distinct: 23163, generated: 23163, depth: 7, source: source)),
            SpecInstance(
                Self(generals: 4, traitors: 0, depth: 0),
                .holds(distinct: 3, generated: 3, depth: 1, source: source)),
            // Without traitors nothing is chosen but the order: these are for their messages, 9, 156 and
            // 3609.
            SpecInstance(
                Self(generals: 4, traitors: 0, depth: 1),
                .holds(distinct: 9, generated: 9, depth: 4, source: source)),
            SpecInstance(
                Self(generals: 7, traitors: 0, depth: 2),
                .holds(distinct: 15, generated: 15, depth: 7, source: source)),
            SpecInstance(
                Self(generals: 10, traitors: 0, depth: 3),
                .holds(distinct: 21, generated: 21, depth: 10, source: source)),
            // Three generals: a lieutenant that lies makes a tie.
            SpecInstance(
                Self(generals: 3, traitors: 1, depth: 1),
                .violates("validity", steps: 3, distinct: 33, generated: 33, depth: 3, source: source)),
            // n = 3f.
            SpecInstance(
                Self(generals: 6, traitors: 2, depth: 1),
                .violates(
                    "agreement", steps: 6, distinct: 11095, generated: 11095, depth: 6, source: source)),
            // Fewer rounds than traitors need.
            SpecInstance(
                Self(generals: 4, traitors: 1, depth: 0),
                .violates("agreement", steps: 1, distinct: 18, generated: 18, depth: 1, source: source)),
            SpecInstance(
                Self(generals: 7, traitors: 2, depth: 1),
                .violates(
                    "agreement", steps: 7, distinct: 63483, generated: 63483, depth: 7, source: source)),
            SpecInstance(
                Self(generals: 4, traitors: 1, depth: 1, mutant: .followCommander),
                .violates("agreement", steps: 4, distinct: 96, generated: 96, depth: 4, source: source)),
            SpecInstance(
                Self(generals: 4, traitors: 1, depth: 1, mutant: .ownOrderTwice),
                .violates("agreement", steps: 4, distinct: 96, generated: 96, depth: 4, source: source)),
        ]
    }
}
