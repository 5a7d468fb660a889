import QuorateProver
import QuorateQuorums
import Testing

/// The first number of replicas with which a rule fails, against trying one after the other.
@Suite struct FirstFailureTests {
    /// A quorum of `share`/`whole` of the replicas, rounded up, where fewer than a third are faulty.
    private func rule(_ share: Int, of whole: Int) -> QuorumSizeRule {
        let n: Quantity = "n", f: Quantity = "f", q: Quantity = "q"
        return QuorumSizeRule(
            "share", assuming: [f == floor((n - 1) / 3)], safety: [2 * q > n + f],
            liveness: [q == ceiling(share * n / whole)])
    }

    /// The slow obvious way: every number of replicas in turn.
    private func firstFailure(_ share: Int, of whole: Int) -> Int? {
        (1...20_000).first { n in
            let (f, q) = ((n - 1) / 3, (share * n + whole - 1) / whole)
            return 2 * q <= n + f
        }
    }

    @Test(arguments: [
        (67, 100, nil), (666, 1000, 500), (6666, 10_000, 5000), (2, 3, nil), (3, 5, 5),
    ])
    func firstFailureIsFound(share: Int, whole: Int, expected: Int?) throws {
        #expect(firstFailure(share, of: whole) == expected)
        let bound = try Prover().bound(of: rule(share, of: whole))
        #expect(bound.failure?.witness[parameter: "n"] == expected)
        #expect(bound.condition?.isAlways == (expected == nil))
        guard let expected else { return }
        #expect(bound.failure?.isFirst == true)
        #expect(bound.failure?.witness[parameter: "f"] == (expected - 1) / 3)
    }

    /// A table needs no condition: each case is a question of its own.
    @Test func casesAreDecidedOneByOne() throws {
        let n: Quantity = "n", f: Quantity = "f", q: Quantity = "q", o: Quantity = "o"
        let fifths = QuorumSizeRule("fifths", safety: [2 * q >= o], liveness: [q <= floor(n / 5)])
        let rows = try #require(try Prover().cases(of: fifths, 49...50))
        #expect(rows == (try Prover().bound(of: fifths).table(49...50)))
        #expect(rows.map { $0.witness?[parameter: "o"] } == (49...50).map { 2 * ($0 / 5) })
        let byzantine = QuorumSizeRule("byzantine", safety: [2 * q > n + f], liveness: [q <= n - f])
        #expect(
            try Prover().cases(of: byzantine, 0...9) == (try Prover().bound(of: byzantine).table(0...9)))
        let even = QuorumSizeRule("even", safety: [2 * q == n], liveness: [])
        #expect(
            try Prover().cases(of: even, 3...6)?.map { $0.witness?[parameter: "q"] } == [nil, 2, nil, 3])
    }
}
