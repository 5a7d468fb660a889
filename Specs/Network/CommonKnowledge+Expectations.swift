import QuorateFaults

extension CommonKnowledge {
    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 4, generated: 4, depth: 2),
            .holds(Self(messages: 6, levels: 6), distinct: 60, generated: 154, depth: 6),
            .holds(Self(messages: 6, byTheClock: false, levels: 6), distinct: 16, generated: 22, depth: 6),
            .holds(Self(messages: 1, lossy: false, levels: 7), distinct: 1, generated: 1, depth: 0),
            // One level more than messages: somebody considers possible that somebody ... that there was no order.
            .violates(
                "knowledge of the order", Self(messages: 1, byTheClock: false), distinct: 4, generated: 4,
                depth: 2, steps: 2),
            .violates(
                "knowledge of the order", Self(levels: 3), distinct: 8, generated: 9, depth: 3, steps: 3),
            .violates(
                "knowledge of the order", Self(messages: 6, levels: 7), distinct: 114, generated: 329,
                depth: 7, steps: 7),
        ])
}
