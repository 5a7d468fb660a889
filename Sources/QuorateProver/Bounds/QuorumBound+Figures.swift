public import QuorateQuorums

/// Figures that follow from a condition that was confirmed; without one there are none.
extension QuorumBound {
    /// A line of a table: for some number of replicas, as many faults as the rule stands, and the smallest sizes.
    public struct Row: Hashable, Sendable {
        /// The first parameter, the number of replicas as a rule.
        public let first: Int
        /// All parameters with the smallest sizes, or nil where no faults at all are stood, not even none.
        public let witness: QuorumWitness?
    }

    /// The largest number of points that is tried for one line of a table.
    static let pointLimit = 20_000
    /// The largest number of lines of a table.
    static let lineLimit = 1000

    /// The parameters with the smallest sizes that are safe and live, or nil where there are none.
    ///
    /// - Parameter parameters: A value for each parameter of the rule.
    public func smallestSizes(at parameters: QuorumWitness) -> QuorumWitness? {
        guard condition != nil else { return nil }
        return sizes.compactMap { Self.witness(parameters, with: $0, meeting: rule) }
            .min { left, right in
                left.parameters.map(\.value).lexicographicallyPrecedes(right.parameters.map(\.value))
            }
    }

    private static func witness(
        _ parameters: QuorumWitness, with sizes: [SmallestSize], meeting rule: QuorumSizeRule
    ) -> QuorumWitness? {
        var witness = parameters
        for size in sizes {
            let bounds = size.bounds.compactMap { try? witness.value(of: $0) }
            guard bounds.count == size.bounds.count, let largest = bounds.max() else { return nil }
            witness.parameters.append(.init(name: size.name, value: largest))
        }
        let isMet = (rule.assuming + rule.requirements).allSatisfy { (try? witness.holds($0)) == true }
        return isMet ? witness : nil
    }

    /// For each value of the first parameter the most faults that the rule stands.
    ///
    /// With several kinds of faults there is a line for each combination in which none can be raised alone. No more
    /// faults are tried than there are replicas.
    ///
    /// - Returns: nil where there is no condition or no parameter, or the numbers are too large to try.
    /// - Complexity: n to the number of the other parameters, for each line.
    public func table(_ range: ClosedRange<Int>) -> [Row]? {
        guard condition != nil, let first = rule.parameters.first, range.lowerBound >= 0,
            range.upperBound < Self.pointLimit, range.count <= Self.lineLimit
        else { return nil }
        let others = Array(rule.parameters.dropFirst())
        let tried = others.reduce(1) { tried, _ in min(tried, Self.pointLimit) * (range.upperBound + 1) }
        guard tried <= Self.pointLimit else { return nil }
        return range.flatMap { value in
            let start = QuorumWitness(parameters: [first: value])
            let most = Self.maximal(points(from: start, others, upTo: value), others)
            return most.isEmpty
                ? [Row(first: value, witness: nil)]
                : most.map { Row(first: value, witness: smallestSizes(at: $0)) }
        }
    }

    /// The points at which the rule can be met, with values up to `limit` for `names`.
    private func points(from start: QuorumWitness, _ names: [String], upTo limit: Int) -> [QuorumWitness] {
        guard let name = names.first else { return isPossible(at: start) ? [start] : [] }
        return (0...limit).flatMap { value in
            var next = start
            next.parameters.append(.init(name: name, value: value))
            return points(from: next, Array(names.dropFirst()), upTo: limit)
        }
    }

    func isPossible(at point: QuorumWitness) -> Bool {
        guard let condition else { return false }
        return (rule.assuming + [condition.statement]).allSatisfy { (try? point.holds($0)) == true }
    }

    /// Those of `points` that no other exceeds in one of `names` and reaches in the rest.
    private static func maximal(_ points: [QuorumWitness], _ names: [String]) -> [QuorumWitness] {
        // One kind of fault is the common case, and quadratic time would show.
        guard names.count > 1 else { return points.suffix(1) }
        let values = points.map { point in names.map { point[parameter: $0] ?? 0 } }
        var most: [Int] = []
        // In descending order nothing that comes later exceeds what came before.
        for index in points.indices.reversed()
        where !most.contains(where: { zip(values[$0], values[index]).allSatisfy { $0 >= $1 } }) {
            most.append(index)
        }
        return most.reversed().map { points[$0] }
    }

    /// The smallest value of the first parameter for which the rule stands `faults`, or nil when there is none up
    /// to `limit`.
    ///
    /// - Parameter faults: A value for each of the other parameters, in their order.
    public func smallestFirst(_ faults: [Int], upTo limit: Int = 2000) -> Int? {
        guard rule.parameters.count == faults.count + 1 else { return nil }
        return (0...limit).first { isPossible(at: point($0, faults)) }
    }

    func point(_ first: Int, _ others: [Int]) -> QuorumWitness {
        var point = QuorumWitness()
        for (name, value) in zip(rule.parameters, [first] + others) {
            point.parameters.append(.init(name: name, value: value))
        }
        return point
    }
}
