import QuorateQuorums

// Each safety claim comes a second time at the edge: with the largest size that is too small, and as many replicas as
// the family asks for. Otherwise the smallest counterexample would be an empty quorum.
extension QuorumFamily {
    static let crash = QuorumFamily(
        condition: .crashMajority,
        rule: QuorumSizeRule(
            "crash", "Replicas stop. Any two quorums share a replica.",
            source: ResilienceCondition.crashMajority.source,
            safety: [2 * q > n], liveness: [q <= n - f]),
        meaning: [
            intersection("crash", edge: [], [2 * q > n]) { $0.count >= 1 },
            intersection("crash", edge: [n > 2 * f, f >= 1], [2 * q <= n, 2 * q + 2 > n]) {
                $0.count >= 1
            }
            .refuted(["n": 3, "f": 1, "q": 1]),
            availability("crash", q <= n - f),
            availability("crash", q == n - f + 1).refuted(["n": 1, "f": 1]),
        ])

    static let byzantine = QuorumFamily(
        condition: .byzantineQuorums,
        rule: QuorumSizeRule(
            "byzantine", "Replicas lie about what they alone said. Any two quorums share a correct replica.",
            source: ResilienceCondition.byzantineQuorums.source,
            safety: [2 * q > n + f], liveness: [q <= n - f]),
        meaning: [
            intersection("byzantine", edge: [faulty.count <= f], [2 * q > n + f]) {
                ($0 - faulty).count >= 1
            },
            intersection(
                "byzantine", edge: [faulty.count <= f, n > 3 * f, f >= 1],
                [2 * q <= n + f, 2 * q + 2 > n + f]
            ) { ($0 - faulty).count >= 1 }.refuted(["n": 4, "f": 1, "q": 2]),
            availability("byzantine", q <= n - f),
            availability("byzantine", q == n - f + 1).refuted(["n": 1, "f": 1]),
        ])

    static let masking = QuorumFamily(
        condition: .maskingQuorums,
        rule: QuorumSizeRule(
            "masking",
            "Replicas lie about anything. What two quorums share is more than any two faulty sets hold.",
            source: ResilienceCondition.maskingQuorums.source,
            safety: [2 * q >= n + 2 * f + 1], liveness: [q <= n - f]),
        meaning: [
            intersection(
                "masking", edge: [faulty.count <= f, otherFaulty.count <= f], [2 * q >= n + 2 * f + 1]
            ) {
                ($0 - faulty - otherFaulty).count >= 1
            },
            intersection(
                "masking", edge: [faulty.count <= f, otherFaulty.count <= f, n > 4 * f, f >= 1],
                [2 * q < n + 2 * f + 1, 2 * q + 2 >= n + 2 * f + 1]
            ) { ($0 - faulty - otherFaulty).count >= 1 }.refuted(["n": 5, "f": 1, "q": 3]),
            availability("masking", q <= n - f),
            availability("masking", q == n - f + 1).refuted(["n": 1, "f": 1]),
        ])

    static let opaque = QuorumFamily(
        condition: .opaqueQuorums,
        rule: QuorumSizeRule(
            "opaque",
            "Masking, for clients that do not know f: in B the correct replicas of A outvote the others.",
            source: ResilienceCondition.opaqueQuorums.source,
            assuming: [n >= 1], safety: [3 * q >= 2 * n + 2 * f], liveness: [q <= n - f]),
        meaning: [
            intersection("opaque", edge: [faulty.count <= f], [3 * q >= 2 * n + 2 * f]) {
                2 * ($0 - faulty).count >= b.count
            },
            intersection(
                "opaque", edge: [faulty.count <= f, n >= 5 * f, f >= 1],
                [3 * q < 2 * n + 2 * f, 3 * q + 3 >= 2 * n + 2 * f]
            ) { 2 * ($0 - faulty).count >= b.count }.refuted(["n": 5, "f": 1, "q": 3]),
            availability("opaque", q <= n - f),
            availability("opaque", q == n - f + 1).refuted(["n": 1, "f": 1]),
        ])

    static let secretSharing = QuorumFamily(
        condition: .secretSharing,
        rule: QuorumSizeRule(
            "secret-sharing", "A secret in n shares of which f are wrong: t of them give it, and f do not.",
            source: ResilienceCondition.secretSharing.source,
            chosen: ["t"], safety: [t >= f + 1], liveness: [t <= n - 2 * f]),
        meaning: [
            Claim("secret-sharing-secrecy", "The shares of the f colluders are too few.") {
                t >= f + 1
                faulty.count <= f
            } then: {
                faulty.count < t
            },
            Claim("secret-sharing-secrecy-edge", "With t = f the colluders have the secret.") {
                t == f
                f >= 1
                faulty.count <= f
            } then: {
                faulty.count < t
            }.refuted(["n": 1, "f": 1]),
            decoding("secret-sharing", t <= n - 2 * f),
            decoding("secret-sharing", t == n - 2 * f + 1).refuted(["n": 3, "f": 1, "t": 2]),
        ])
}
