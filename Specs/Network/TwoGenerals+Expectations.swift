import QuorateFaults

extension TwoGenerals {
    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "order",
                because:
                    "an order that comes in the night, when nothing has been sent, is an order of the evening"
            )
        ]
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 20, generated: 25, depth: 9),
            // A second general that hears nothing on any night does the same on every night.
            .violates(
                loneAttacker, Self(messages: 0), distinct: 12, generated: 17, depth: 5, steps: 2),
            // One protocol, as people write it down: the acknowledgement is lost, and the second general is alone.
            .violates(
                loneAttacker, Self(messages: 2, lossy: true, everyProtocol: false), distinct: 144,
                generated: 193, depth: 23, steps: 6),
            // Every protocol of 1 to 6 messages.
            .violates(
                loneAttacker, Self(lossy: true), distinct: 48, generated: 65, depth: 13, steps: 6),
            .violates(
                loneAttacker, Self(messages: 2, lossy: true), distinct: 144, generated: 193, depth: 23,
                steps: 12),
            .violates(
                loneAttacker, Self(messages: 3, lossy: true), distinct: 384, generated: 513, depth: 35,
                steps: 20),
            .violates(
                loneAttacker, Self(messages: 4, lossy: true), distinct: 960, generated: 1281, depth: 49,
                steps: 30),
            .violates(
                loneAttacker, Self(messages: 5, lossy: true), distinct: 2304, generated: 3073, depth: 65,
                steps: 42),
            .violates(
                loneAttacker, Self(messages: 6, lossy: true), distinct: 5376, generated: 7169, depth: 83,
                steps: 56),
            // One requirement less: nobody ever attacks, or both always do.
            .holds(
                Self(messages: 2, lossy: true, validity: false), distinct: 144, generated: 193, depth: 23),
            .holds(
                Self(messages: 6, lossy: true, validity: false), distinct: 5376, generated: 7169, depth: 83),
            .holds(
                Self(messages: 6, lossy: true, obedience: false), distinct: 5376, generated: 7169, depth: 83),
        ])

    private static let loneAttacker = "some protocol has no lone attacker"
}
