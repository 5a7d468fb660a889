public import QuorateQuorums

/// Case in which a rule cannot be met.
extension QuorumBound {
    /// Parameters that no sizes meet.
    public struct Failure: Sendable {
        /// The parameters.
        public let witness: QuorumWitness
        /// True where no smaller first parameter from 1 fails, which was proved.
        public let isFirst: Bool
    }

    /// The case next to the condition's edge, where the condition is a line; otherwise the first of all.
    ///
    /// - Returns: nil where the rule can always be met, or no such case is found.
    func failure(until deadline: ContinuousClock.Instant) -> Failure? {
        guard let condition, !condition.isAlways, !rule.parameters.isEmpty else { return nil }
        let isLine = ![condition.statement, .all(rule.assuming)].contains(where: \.isRounded)
        if isLine, let edge = edgeCase(of: condition) { return Failure(witness: edge, isFirst: false) }
        return firstFailure(of: condition, until: deadline)
    }

    /// The smallest parameters, from 1 for the first, that are supposed and do not meet `condition`.
    private func firstFailure(
        of condition: BoundCondition, until deadline: ContinuousClock.Instant
    ) -> Failure? {
        let left = ContinuousClock.now.duration(to: deadline)
        // In this order they are made small.
        let named = rule.parameters.map { Quantity.parameter($0) }
        let claim = Claim.plain(
            "first-failure", given: named.enumerated().map { $1 >= ($0 == 0 ? 1 : 0) } + rule.assuming,
            then: [condition.statement])
        guard left > .zero, let finding = try? Prover(timeLimit: left).decide(claim),
            case .refuted(let example) = finding.verdict
        else { return nil }
        return Failure(witness: example.witness, isFirst: example.isSmallest)
    }

    /// One fault of each kind if possible, and one replica too few.
    private func edgeCase(of condition: BoundCondition) -> QuorumWitness? {
        for faults in [1, 0, 2].map({ Array(repeating: $0, count: rule.parameters.count - 1) }) {
            if condition.isNever {
                if isSupposed(point(1, faults)) { return point(1, faults) }
                continue
            }
            guard let first = smallestFirst(faults) else { continue }
            if first > 0, isSupposed(point(first - 1, faults)) { return point(first - 1, faults) }
            if let above = (first...first + 2000).first(where: { fails(at: point($0, faults)) }) {
                return point(above, faults)
            }
        }
        // No number of replicas stands a fault, or none that is small.
        let one = point(1, Array(repeating: 1, count: rule.parameters.count - 1))
        return fails(at: one) ? one : nil
    }

    private func fails(at point: QuorumWitness) -> Bool { isSupposed(point) && !isPossible(at: point) }

    private func isSupposed(_ point: QuorumWitness) -> Bool {
        rule.assuming.allSatisfy { (try? point.holds($0)) == true }
    }
}
