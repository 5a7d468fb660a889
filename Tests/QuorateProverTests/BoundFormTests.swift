import QuorateProver
import QuorateQuorums
import Testing

/// Answers in the form in which a person would give them.
@Suite struct BoundFormTests {
    private static let n: Quantity = "n", f: Quantity = "f", q: Quantity = "q", k: Quantity = "k"
    private static let byzantine = ([2 * q > n + f], [q <= n - f])

    private func bound(
        _ safety: [Proposition], _ liveness: [Proposition] = [], given: [Proposition] = []
    ) throws -> QuorumBound {
        try Prover().bound(
            of: QuorumSizeRule("form", assuming: given, safety: safety, liveness: liveness))
    }

    private static let conditions: [([Proposition], [Proposition], [Proposition], String, String)] = [
        ([n <= 3 * f + 1, n > 3 * f], [q <= n - f], [], "n = 3f + 1", "q = 0"),
        ([q >= 2 * k - floor(2 * k / 2)], [], [], "always", "q = k"),
        ([q >= n - floor(n / 2)], [], [], "always", "q = ⌈n/2⌉"),
        (byzantine.0, byzantine.1, [n == 3 * f + 1], "always", "q = 2f + 1"),
        (byzantine.0, byzantine.1, [n == 3 * f, f >= 1], "never", ""),
        ([q >= f + 1], [q <= n - f], [n >= 3 * f, n <= 3 * f], "f ≥ 1", "q = f + 1"),
        ([q >= f + 1], [q <= 1], [], "f = 0", "q = 1"),
        ([2 * q > n], [2 * q < n + 2], [], "n is odd", "q = ⌈(n + 1)/2⌉"),
        ([3 * q == n + f], [], [], "n + f is a multiple of 3", "q = ⌈(n + f)/3⌉"),
        ([2 * q >= k], [q <= floor(n / 5)], [], "k ≤ 2⌊n/5⌋", "q = ⌈k/2⌉"),
        ([5 * q >= 2 * n], [7 * q <= 3 * n], [], "⌊3n/7⌋ ≥ ⌈2n/5⌉", "q = ⌈2n/5⌉"),
        ([remainder(q / 2) == 1], [q == n], [], "n is odd", "q = n"),
        ([q >= f + floor((f + 1) / 2)], [q <= n - f], [n == 2 * f + 1], "f ≤ 2", "q = f + ⌊(f + 1)/2⌋"),
    ]

    @Test(arguments: conditions.indices)
    func conditionIsShort(index: Int) throws {
        let (safety, liveness, given, condition, size) = Self.conditions[index]
        let bound = try bound(safety, liveness, given: given)
        #expect(bound.condition?.description == condition, "\(bound.answer)")
        if !size.isEmpty { #expect(bound.sizes.map { $0.map(\.description) } == [[size]]) }
    }

    /// What cannot be true together says nothing, and only what is needed for that is named.
    @Test func contradictionsGiveNoVerdict() throws {
        let (n, f) = (Self.n, Self.f)
        let bound = try bound([Self.q > f], given: [f >= 1, n == 3 * f, n == 3 * f + 1, n >= 2])
        guard case .contradiction(let statements) = bound.answer else {
            Issue.record("\(bound.answer)")
            return
        }
        #expect(statements == [n == 3 * f, n == 3 * f + 1])
        #expect(bound.condition == nil && bound.theorems.isEmpty && bound.failure == nil)
    }
}
