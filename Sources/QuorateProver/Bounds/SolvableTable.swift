import BigInt
import QuorateQuorums

/// Small cases of a rule, each tried by hand: where sizes that meet it exist.
///
/// Sizes are tried up to a limit only, so what the table suggests is a guess until a theorem confirms it.
struct SolvableTable {
    /// A value for each parameter of the rule, in its order.
    typealias Point = [Int]

    let rule: QuorumSizeRule
    private let parameters: [String]
    /// The points that meet what the rule supposes, each with the smallest sizes found, if there are any.
    private(set) var sizes: [Point: [Int]?] = [:]
    /// The points in ascending order.
    private(set) var points: [Point] = []

    /// True for a rule with few enough names to try its small cases.
    static func takes(_ rule: QuorumSizeRule) -> Bool {
        (1...4).contains(rule.parameters.count) && rule.chosen.count <= 2
    }

    /// A rule of two parameters is tried up to n = 30 and f = 8; more parameters up to fewer.
    init(_ rule: QuorumSizeRule, until deadline: ContinuousClock.Instant) {
        self.rule = rule
        parameters = rule.parameters
        let (first, others) = parameters.count <= 2 ? (30, 8) : (12, parameters.count == 3 ? 4 : 2)
        let limits = parameters.indices.map { $0 == 0 ? first : others }
        for point in Self.box(limits) where ContinuousClock.now < deadline {
            let witness = witness(point)
            guard rule.assuming.allSatisfy({ (try? witness.holds($0)) == true }) else { continue }
            points.append(point)
            sizes[point] = .some(Self.smallestSizes(rule, witness))
        }
    }

    /// All points from zero to `limits`, in lexicographic order.
    private static func box(_ limits: [Int]) -> [Point] {
        limits.reduce([[]]) { points, limit in points.flatMap { point in (0...limit).map { point + [$0] } } }
    }

    /// Sizes for the parameters of `witness`, those named first smallest, or nil.
    private static func smallestSizes(_ rule: QuorumSizeRule, _ witness: QuorumWitness) -> [Int]? {
        let sum = witness.parameters.reduce(4) { $0 + 2 * $1.value }
        let limits = rule.chosen.map { _ in rule.chosen.count == 1 ? 2 * sum : min(sum, 20) }
        return box(limits).first { sizes in
            var witness = witness
            for (name, size) in zip(rule.chosen, sizes) {
                witness.parameters.append(.init(name: name, value: size))
            }
            return rule.requirements.allSatisfy { (try? witness.holds($0)) == true }
        }
    }

    /// The point by name, with sizes where there are some.
    func witness(_ point: Point) -> QuorumWitness {
        var witness = QuorumWitness()
        for (name, value) in zip(parameters, point) {
            witness.parameters.append(.init(name: name, value: value))
        }
        for (name, size) in zip(rule.chosen, (sizes[point] ?? nil) ?? []) {
            witness.parameters.append(.init(name: name, value: size))
        }
        return witness
    }

    /// True where sizes were found; nil outside the table.
    private func isSolvable(_ point: Point) -> Bool? { sizes[point].map { $0 != nil } }

    // MARK: - What the table suggests

    /// Inequalities that are true at the solvable points and at no other, as few as possible; nil where there are none
    /// with small coefficients.
    ///
    /// Each is pushed as far as the solvable points let it. They are a guess: the table ends somewhere.
    var guess: BoundCondition? {
        var open = points.filter { isSolvable($0) == false }
        let solvable = points.filter { isSolvable($0) == true }
        guard !solvable.isEmpty else { return .never }
        let rows = slopes.map { Row(slope: $0, touching: solvable) }
        var chosen: [Proposition] = []
        while !open.isEmpty {
            let counted = rows.map { row in (row, open.count { !row.isTrue(at: $0) }) }
            // The first of equals: `max` would take the last.
            guard let most = counted.map(\.1).max(), most > 0,
                let best = counted.first(where: { $0.1 == most })?.0,
                let statement = best.form.isAtLeastZero({ .parameter(parameters[$0]) })
            else { return nil }
            chosen.append(statement)
            open.removeAll { !best.isTrue(at: $0) }
        }
        return BoundCondition(alternatives: [chosen])
    }

    /// An inequality with given coefficients.
    private struct Row {
        let slope: [Int]
        let least: Int

        /// The tightest one that is true at all `points`, at least one.
        init(slope: [Int], touching points: [Point]) {
            self.slope = slope
            least = points.map { Self.value(slope, $0) }.min() ?? 0
        }

        func isTrue(at point: Point) -> Bool { Self.value(slope, point) >= least }

        var form: LinearForm {
            var form = LinearForm(-BigInt(least))
            for (variable, coefficient) in slope.enumerated() { form[variable] = BigInt(coefficient) }
            return form
        }

        private static func value(_ slope: [Int], _ point: Point) -> Int {
            zip(slope, point).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }

    /// Small coefficients, the smallest first: a line n ≥ a·f + c before 2n ≥ a·f + c.
    private var slopes: [[Int]] {
        let (first, others) = parameters.count <= 2 ? (3, 10) : (2, parameters.count == 3 ? 4 : 3)
        let limits = parameters.indices.map { $0 == 0 ? first : others }
        return Self.vectors(limits).sorted { Self.isSimpler($0, $1) }
    }

    /// All vectors but zero whose parts are at most `limits` in size.
    private static func vectors(_ limits: [Int]) -> [[Int]] {
        box(limits.map { 2 * $0 }).map { point in zip(point, limits).map { $0 - $1 } }
            .filter { vector in vector.contains { $0 != 0 } }
    }

    private static func isSimpler(_ left: [Int], _ right: [Int]) -> Bool {
        func weight(_ vector: [Int]) -> (Int, Int, Int) {
            (abs(vector[0]), vector.reduce(0) { $0 + abs($1) }, -vector[0])
        }
        return weight(left) == weight(right)
            ? left.lexicographicallyPrecedes(right) : weight(left) < weight(right)
    }

    // MARK: - What the table shows

    /// Two solvable points and one between them that is not: along the first parameter if possible.
    var gap: (first: Point, between: Point, second: Point)? {
        for direction in directions {
            for between in points where isSolvable(between) == false {
                if let first = nearest(to: between, direction.map { -$0 }),
                    let second = nearest(to: between, direction)
                {
                    return (first, between, second)
                }
            }
        }
        return nil
    }

    /// The nearest solvable point on the way from `point`.
    private func nearest(to point: Point, _ direction: [Int]) -> Point? {
        var point = point
        repeat { point = zip(point, direction).map { $0 + $1 } } while isSolvable(point) == false
        return isSolvable(point) == true ? point : nil
    }

    /// One parameter at a time, then several at once in small steps.
    private var directions: [[Int]] {
        func weight(_ vector: [Int]) -> (Int, Int) {
            (vector.count { $0 != 0 }, vector.reduce(0) { $0 + abs($1) })
        }
        return Self.vectors(parameters.map { _ in parameters.count <= 2 ? 4 : 2 })
            .filter { vector in vector.first { $0 != 0 }.map { $0 > 0 } ?? false }
            .sorted { weight($0) == weight($1) ? $1.lexicographicallyPrecedes($0) : weight($0) < weight($1) }
    }
}
