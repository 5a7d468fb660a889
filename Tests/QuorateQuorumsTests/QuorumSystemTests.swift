import QuorateQuorums
import SeededRandom
import Testing

/// Each system against the sentence that defines it, said again with plain sets of numbers.
@Suite struct QuorumSystemTests {
    @Test func weightedQuorumsAreCounted() throws {
        var random = SplitMix(seed: Seed.announced(501))
        for _ in 0..<200 {
            let weights = (0..<random.number(0..<8)).map { _ in random.number(0..<6) }
            let quorums = WeightedQuorums(weights: weights, threshold: random.number(0..<20))
            let majority = WeightedQuorums.majority(weights: weights)
            try check(quorums, size: weights.count) { set in
                Self.sum(weights, of: set) >= quorums.threshold
            }
            try check(majority, size: weights.count) { set in
                2 * Self.sum(weights, of: set) > weights.reduce(0, +)
            }
        }
    }

    @Test func equalWeightsAreAThreshold() {
        for count in 0...6 {
            let weighted = WeightedQuorums.majority(weights: Array(repeating: 3, count: count))
            let counted = ThresholdQuorums.majority(of: ReplicaSet(count: count))
            #expect(weighted.minimalQuorums == counted.minimalQuorums)
        }
    }

    @Test func jointQuorumsAreThoseOfBoth() throws {
        var random = SplitMix(seed: Seed.announced(502))
        for _ in 0..<200 {
            let (old, new) = (Self.explicit(&random), Self.explicit(&random))
            let joint = JointQuorums(old: old, new: new)
            try check(joint, size: 6, replicas: old.replicas.union(new.replicas)) { set in
                [old, new].allSatisfy { side in
                    side.quorums.contains { Set($0.map(\.number)).isSubset(of: set) }
                }
            }
        }
    }

    @Test func gridsHaveARowAndAColumn() throws {
        for (rows, columns) in (1...4).flatMap({ rows in (1...4).map { (rows, $0) } })
        where rows * columns <= 12 {
            for access in GridQuorums.Access.allCases {
                let quorums = GridQuorums(rows: rows, columns: columns, for: access)
                try check(quorums, size: rows * columns) { set in
                    var isCovered = true
                    var isFilled = access == .read
                    for column in 0..<columns {
                        let present = (0..<rows).filter { set.contains($0 * columns + column) }.count
                        if present == 0 { isCovered = false }
                        if present == rows { isFilled = true }
                    }
                    return isCovered && isFilled
                }
            }
        }
    }

    @Test func listedQuorumsAreThoseListed() throws {
        var random = SplitMix(seed: Seed.announced(503))
        for _ in 0..<200 {
            let quorums = Self.explicit(&random)
            try check(quorums, size: 6, replicas: quorums.replicas) { set in
                !quorums.quorums.filter { $0.allSatisfy { set.contains($0.number) } }.isEmpty
            }
        }
        #expect(ExplicitQuorums([[0, 1]], besides: [3]).replicas == [0, 1, 3])
    }

    /// The rule agrees with `twin` on every set, also with strangers in it, and supersets of quorums are quorums.
    private func check(
        _ quorums: some QuorumSystem, size: Int, replicas: ReplicaSet? = nil, twin: (Set<Int>) -> Bool
    ) throws {
        let replicas = replicas ?? ReplicaSet(count: size)
        try #require(quorums.replicas == replicas)
        for set in replicas.subsets {
            let isQuorum = twin(Set(set.map(\.number)))
            try #require(quorums.isQuorum(set) == isQuorum, "\(quorums), \(set)")
            try #require(quorums.isQuorum(set.union([14, 15])) == isQuorum, "\(quorums), \(set)")
            if isQuorum {
                for joining in replicas { try #require(quorums.isQuorum(set.union([joining]))) }
            }
        }
    }

    private static func sum(_ weights: [Int], of set: Set<Int>) -> Int {
        weights.enumerated().reduce(0) { set.contains($1.offset) ? $0 + $1.element : $0 }
    }

    static func explicit(_ random: inout SplitMix, count: Int = 6) -> ExplicitQuorums {
        let sets = (0..<random.number(0..<5)).map { _ in
            ReplicaSet(bits: UInt16(random.number(0..<1 << count)))
        }
        return ExplicitQuorums(sets, besides: ReplicaSet(bits: UInt16(random.number(0..<1 << count))))
    }
}
