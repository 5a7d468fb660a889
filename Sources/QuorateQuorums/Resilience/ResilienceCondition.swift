/// Condition on the number of replicas that a protocol needs for the faults that it is to survive, with its
/// source.
///
///     let condition = ResilienceCondition.byzantineQuorums     // n ≥ 3f + 1
///     condition.minimumReplicas(faults: 1)                     // 4
///     condition.maximumFaults(replicas: 6)                     // 1
///
/// Most conditions are one bound a·f + c. Some count several kinds of faults (UpRight, Fast Paxos), and some have
/// two bounds that must both be met.
public struct ResilienceCondition: Hashable, Sendable {
    /// A number of replicas that is enough, as one sum over the kinds of faults.
    public struct Bound: Hashable, Sendable {
        /// Faults of one kind, counted several times: 3f in n ≥ 3f + 1.
        public struct Term: Hashable, Sendable {
            /// a, at least 0.
            public let multiple: Int
            /// The letter for the number of faults of that kind.
            public let fault: String
        }

        /// The terms, each with another kind of faults.
        public let terms: [Term]
        /// c.
        public let constant: Int

        /// The bound with `multiples` as terms, in that order, and `constant` added.
        ///
        /// - Parameter multiples: None negative, which would be a programming error: faults are no help.
        public init(_ multiples: KeyValuePairs<String, Int>, plus constant: Int = 0) {
            precondition(multiples.allSatisfy { $0.value >= 0 }, "faults are counted zero times or more")
            terms = multiples.map { Term(multiple: $0.value, fault: $0.key) }
            self.constant = constant
        }
    }

    /// Protocol or kind of quorum that the condition is for, in a few words.
    public let name: String
    /// Lower bounds of n, each of which must be reached.
    public let bounds: [Bound]
    /// Paper and section.
    public let source: String

    /// The condition that n reaches every one of `bounds`.
    public init(_ name: String, _ bounds: Bound..., source: String) {
        self.name = name
        self.bounds = bounds
        self.source = source
    }

    /// The letters for the numbers of faults, as they are first mentioned.
    public var faults: [String] {
        bounds.flatMap(\.terms).map(\.fault).reduce(into: []) { letters, letter in
            if !letters.contains(letter) { letters.append(letter) }
        }
    }

    /// The smallest n for `faults` faults of the one kind called f.
    public func minimumReplicas(faults: Int) -> Int { minimumReplicas(faults: ["f": faults]) }

    /// The smallest n that survives the given faults.
    ///
    /// - Parameter faults: A number for each letter; a letter without one counts as 0, and so does a negative number.
    /// - Returns: `Int.max` where the number does not fit.
    public func minimumReplicas(faults: [String: Int]) -> Int {
        bounds.map { $0.replicas(for: faults) }.reduce(0, max)
    }

    /// The largest number of faults called `letter` that `replicas` survive, when there are no more than `others` of
    /// the other kinds.
    ///
    /// - Returns: nil when not even none of them can be survived, or when the condition does not count such faults.
    /// - Complexity: O(b) for b bounds.
    public func maximumFaults(
        called letter: String = "f", replicas: Int, besides others: [String: Int] = [:]
    ) -> Int? {
        var known = others
        known[letter] = 0
        guard replicas >= minimumReplicas(faults: known) else { return nil }
        return bounds.compactMap { bound in
            let multiple = bound.terms.first { $0.fault == letter }?.multiple ?? 0
            return multiple > 0 ? (replicas - bound.replicas(for: known)) / multiple : nil
        }.min()
    }

    /// The condition on the parameters n and the letters, for a claim.
    public var statement: Proposition {
        let parts = bounds.map { .replicaCount >= $0.quantity }
        return parts.count == 1 ? parts[0] : .all(parts)
    }
}

extension ResilienceCondition.Bound {
    /// The sum, which a negative constant can make negative; `Int.max` where it does not fit.
    func replicas(for faults: [String: Int]) -> Int {
        var sum = constant
        for term in terms {
            let product = term.multiple.multipliedReportingOverflow(by: max(faults[term.fault] ?? 0, 0))
            let (next, overflow) = sum.addingReportingOverflow(product.partialValue)
            if product.overflow || overflow { return .max }
            sum = next
        }
        return sum
    }

    var quantity: Quantity {
        let products: [Quantity] = terms.map { term in
            let faults = Quantity.parameter(term.fault)
            return term.multiple == 1 ? faults : term.multiple * faults
        }
        guard let first = products.first else { return .number(constant) }
        let sum = products.dropFirst().reduce(first) { $0 + $1 }
        return constant == 0 ? sum : sum + .number(constant)
    }
}

extension ResilienceCondition: CustomStringConvertible {
    /// The bounds in the usual symbols, as in `n ≥ 3f + 1`.
    public var description: String {
        bounds.map { "\(Quantity.replicaCount >= $0.quantity)" }.joined(separator: ", ")
    }
}
