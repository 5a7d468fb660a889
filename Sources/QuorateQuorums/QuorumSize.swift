/// A rule for the size of a quorum, ⌈(a·n + b·f + c)/d⌉: evaluated by a search, and proved about for all n and f.
///
///     let size = QuorumSize.byzantine
///     size(n: 4, f: 1)   // 3
///     size.quantity      // ⌈(n + f + 1)/2⌉
@frozen
public struct QuorumSize: Hashable, Sendable {
    /// a, the weight of n, the number of replicas.
    public let replicas: Int
    /// b, the weight of f, the number of faulty replicas that the rule is made for.
    public let faults: Int
    /// c.
    public let constant: Int
    /// d, at least 1.
    public let divisor: Int

    /// ⌈(`replicas`·n + `faults`·f + `plus`)/`over`⌉.
    ///
    /// - Parameter divisor: At least 1; anything else is a programming error.
    @inlinable
    public init(replicas: Int = 0, faults: Int = 0, plus constant: Int = 0, over divisor: Int = 1) {
        precondition(divisor >= 1, "a quorum size is divided by 1 or more")
        self.replicas = replicas
        self.faults = faults
        self.constant = constant
        self.divisor = divisor
    }

    /// Size of a quorum among `replicas` replicas, up to `faults` of them faulty; 0 where the rule gives
    /// less.
    @inlinable @inline(__always)
    public func callAsFunction(n replicas: Int, f faults: Int = 0) -> Int {
        let numerator = self.replicas * replicas + self.faults * faults + constant
        let size = numerator <= 0 ? 0 : (numerator + divisor - 1) / divisor
        return _slowPath(QuorumSizes.isHeard) ? QuorumSizes.heard(self, size) : size
    }

    /// More than half of n: ⌈(n + 1)/2⌉. Any two quorums share a replica.
    ///
    /// Thomas, "A Majority Consensus Approach to Concurrency Control" (1979).
    @inlinable
    public static var majority: QuorumSize { QuorumSize(replicas: 1, plus: 1, over: 2) }
    /// More than half of n + f: ⌈(n + f + 1)/2⌉. Any two quorums share a correct replica.
    ///
    /// Malkhi and Reiter, "Byzantine Quorum Systems" (1998), section 5 (dissemination).
    @inlinable
    public static var byzantine: QuorumSize { QuorumSize(replicas: 1, faults: 1, plus: 1, over: 2) }
    /// ⌈(n + 2f + 1)/2⌉: the correct replicas that two quorums share outnumber the faulty ones.
    ///
    /// Malkhi and Reiter, "Byzantine Quorum Systems" (1998), section 4 (masking).
    @inlinable
    public static var masking: QuorumSize { QuorumSize(replicas: 1, faults: 2, plus: 1, over: 2) }
    /// n - f: as many as can be waited for.
    @inlinable
    public static var allButFaulty: QuorumSize { QuorumSize(replicas: 1, faults: -1) }

    /// Rule for a claim about `n` replicas, up to `f` of them faulty.
    ///
    /// It agrees with the value wherever that is not cut off at 0.
    public func quantity(n: Quantity = "n", f: Quantity = "f") -> Quantity {
        var parts: [Quantity] = []
        if replicas != 0 { parts.append(replicas == 1 ? n : replicas * n) }
        if faults > 0 { parts.append(faults == 1 ? f : faults * f) }
        if constant > 0 || parts.isEmpty && faults >= 0 { parts.append(.number(max(constant, 0))) }
        var sum = parts.dropFirst().reduce(parts.first ?? 0) { $0 + $1 }
        if faults < 0 { sum = sum - (faults == -1 ? f : -faults * f) }
        if constant < 0 { sum = sum - .number(-constant) }
        return divisor == 1 ? sum : ceiling(sum / divisor)
    }
}
