public import QuorateLanguage

extension HotStuff {
    /// What independent re-models found, which keep view, prepareQC and lockedQC of each replica.
    ///
    /// One more, in Python, has leaders that collect votes and send certificates only while they are in the
    /// view. Without what leaders keep, its states are as many as here, for all instances of at most two
    /// views that do not ignore certificates.
    public static var instances: [SpecInstance<Self>] {
        let source = "an independent re-model in Python"
        let large = "an independent re-model in C++"
        return [
            SpecInstance(
                Self(), .holds(distinct: 113_504, generated: 263_820, depth: 23, source: source)),
            SpecInstance(
                Self(views: 1), .holds(distinct: 896, generated: 1874, depth: 10, source: source)),
            SpecInstance(
                Self(faults: 0), .holds(distinct: 10198, generated: 23591, depth: 30, source: source)),
            SpecInstance(
                Self(replicas: 3, faults: 0, views: 3),
                .holds(distinct: 65790, generated: 122_092, depth: 36, source: source)),
            SpecInstance(
                Self(ignoresCertificates: true),
                .holds(distinct: 118_882, generated: 276_798, depth: 23, source: source)),
            // n = 3f: two quorums of n - f share the Byzantine replica only.
            SpecInstance(
                Self(replicas: 3, views: 1),
                .violates(
                    "agreement", steps: 6, distinct: 253, generated: 412, depth: 7, source: source)),
            SpecInstance(
                Self(replicas: 3),
                .violates(
                    "agreement", steps: 6, distinct: 13035, generated: 23264, depth: 16, source: source)),
            SpecInstance(
                Self(views: 3, ignoresCertificates: true),
                .holds(
                    distinct: 10_578_042, generated: 24_857_320, depth: 36, source: large, isLong: true)
            ),
            SpecInstance(
                Self(views: 3),
                .holds(
                    distinct: 10_058_128, generated: 23_605_501, depth: 36, source: large, isLong: true)),
        ]
    }
}
