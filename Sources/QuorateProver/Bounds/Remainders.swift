import QuorateQuorums

/// Rounded quotients said as remainders: ⌈n/2⌉ ≤ ⌊n/2⌋ is "n is even".
///
/// Small cases suggest the remainder; whoever asks has to prove that it is right.
struct Remainders {
    private let assuming: [Proposition]

    init(_ assuming: [Proposition]) { self.assuming = assuming }

    private static let largestDivisor = 12
    /// The most remainders that are listed.
    private static let longestList = 3

    /// The candidate with a remainder in the place of the inequalities that have rounded quotients, where one fits.
    func shortened(_ candidate: BoundCandidate) -> BoundCandidate {
        let rounded = candidate.condition.filter(\.isRounded)
        let others = candidate.condition.filter { !$0.isRounded }
        guard !rounded.isEmpty, let statement = statement(for: rounded, among: others) else {
            return candidate
        }
        return BoundCandidate(condition: [statement] + others, sizes: candidate.sizes, isExact: false)
    }

    private func statement(for rounded: [Proposition], among others: [Proposition]) -> Proposition? {
        let names = Claim.plain("", given: assuming, then: rounded + others).parameters
        guard (1...3).contains(names.count) else { return nil }
        let points = Self.points(names).filter { point in
            (assuming + others).allSatisfy { (try? point.holds($0)) == true }
        }
        return Self.statement(
            names, points, points.map { point in rounded.allSatisfy { (try? point.holds($0)) == true } })
    }

    /// The remainder that tells the points of `table` apart, where `others` are true.
    func statement(_ table: SolvableTable, among others: [Proposition]) -> Proposition? {
        let points = table.points.filter { point in
            others.allSatisfy { (try? table.witness(point).holds($0)) == true }
        }
        return Self.statement(
            table.rule.parameters, points.map { table.witness($0) },
            points.map { (table.sizes[$0] ?? nil) != nil })
    }

    /// The remainder that is right where `truths` are, and wrong where they are not.
    private static func statement(
        _ names: [String], _ points: [QuorumWitness], _ truths: [Bool]
    ) -> Proposition? {
        for divisor in 2...largestDivisor {
            for sum in sums(names) {
                let rest = remainder(sum / divisor)
                let rests = points.map { (try? $0.value(of: rest)) ?? 0 }
                let right = Set(zip(rests, truths).filter(\.1).map(\.0))
                let wrong = Set(zip(rests, truths).filter { !$1 }.map(\.0))
                guard right.isDisjoint(with: wrong), right.union(wrong).count == divisor else { continue }
                return statement(rest, right.sorted(), wrong.sorted())
            }
        }
        return nil
    }

    private static func statement(_ rest: Quantity, _ right: [Int], _ wrong: [Int]) -> Proposition? {
        if right.count > 1, wrong.count == 1 { return rest != .number(wrong[0]) }
        guard (1...longestList).contains(right.count) else { return nil }
        let statements = right.map { rest == .number($0) }
        return statements.count == 1 ? statements[0] : .any(statements)
    }

    /// One name, or the sum or the difference of two.
    private static func sums(_ names: [String]) -> [Quantity] {
        let single = names.map { Quantity.parameter($0) }
        let pairs = single.indices.flatMap { first in
            single.indices.dropFirst(first + 1).flatMap { second in
                [single[first] + single[second], single[first] + 2 * single[second]]
            }
        }
        return single + pairs
    }

    private static func points(_ names: [String]) -> [QuorumWitness] {
        let limits = names.indices.map { $0 == 0 ? 36 : names.count == 2 ? 24 : 12 }
        return zip(names, limits).reduce([QuorumWitness()]) { points, next in
            points.flatMap { point in
                (0..<next.1).map { value in
                    var point = point
                    point.parameters.append(.init(name: next.0, value: value))
                    return point
                }
            }
        }
    }
}

extension Proposition {
    /// True where a rounded quotient is in it.
    var isRounded: Bool {
        switch self {
        case .comparison(let left, _, let right): left.isRounded || right.isRounded
        case .isSubset: false
        case .all(let parts), .any(let parts): parts.contains(where: \.isRounded)
        case .not(let part): part.isRounded
        }
    }
}

extension Quantity {
    fileprivate var isRounded: Bool {
        switch self {
        case .number, .parameter, .count, .weight: false
        case .sum(let left, let right), .difference(let left, let right): left.isRounded || right.isRounded
        case .multiple(_, let part): part.isRounded
        case .floor, .ceiling: true
        }
    }
}
