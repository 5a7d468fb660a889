import QuorateQuorums

extension QuorumFamily {
    static let fastPaxos = QuorumFamily(
        condition: .fastPaxos,
        rule: QuorumSizeRule(
            "fast-paxos",
            "Classic quorums of q survive f crashes, fast ones of r survive e; a classic one meets any two fast ones.",
            source: ResilienceCondition.fastPaxos.source, chosen: ["q", "r"],
            safety: [2 * q > n, q + 2 * r > 2 * n], liveness: [q <= n - f, r <= n - e]),
        meaning: [
            fast("fast-paxos", [], q + 2 * r > 2 * n),
            fast("fast-paxos", [n > 2 * f, q == n - f, f >= 1], q + 2 * r == 2 * n).refuted([
                "n": 3, "f": 1, "q": 2,
            ]),
            intersection("fast-paxos", edge: [], [2 * q > n]) { $0.count >= 1 },
            availability("fast-paxos", q <= n - f),
            availability("fast-paxos", q == n - f + 1).refuted(["n": 1, "f": 1]),
        ])

    static let upright = QuorumFamily(
        condition: .upRight,
        rule: QuorumSizeRule(
            "upright", "At most u replicas fail in any way, at most r of them by doing something wrong.",
            source: ResilienceCondition.upRight.source,
            safety: [2 * q > n + r], liveness: [q <= n - u]),
        meaning: [
            intersection("upright", edge: [faulty.count <= r], [2 * q > n + r]) {
                ($0 - faulty).count >= 1
            },
            intersection(
                "upright", edge: [faulty.count <= r, n > 2 * u + r, u >= 1, r >= 1],
                [2 * q <= n + r, 2 * q + 2 > n + r]
            ) { ($0 - faulty).count >= 1 }.refuted(["n": 4, "u": 1, "r": 1, "q": 2]),
            availability("upright", q <= n - u, of: u),
            availability("upright", q == n - u + 1, of: u).refuted(["n": 1, "u": 1]),
        ])

    static let fab = QuorumFamily(
        condition: .fastByzantine,
        rule: QuorumSizeRule(
            "fab",
            "Two-step Byzantine consensus: after q acceptances any n - f reports have a correct majority.",
            source: ResilienceCondition.fastByzantine.source,
            safety: [2 * q > n + 3 * f], liveness: [q <= n - f]),
        meaning: [
            recovery("fab", [], 2 * q > n + 3 * f),
            recovery("fab", [n > 5 * f, f >= 1], 2 * q <= n + 3 * f && 2 * q + 2 > n + 3 * f)
                .refuted(["n": 6, "f": 1, "q": 4]),
            availability("fab", q <= n - f), availability("fab", q == n - f + 1).refuted(["n": 1, "f": 1]),
        ])
}
