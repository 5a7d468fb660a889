import QuorateQuorums
import SeededRandom

/// Random claims: up to four sets, two or three numbers, small coefficients, all operators.
struct RandomClaims {
    var random: SplitMix
    var sets: [String] = []
    var parameters: [String] = []
    var hasWeights = false

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    mutating func next(_ number: Int) -> Claim {
        let setCount = random.number(0..<10) == 0 ? 0 : random.number(1..<5)
        sets = Array(["A", "B", "C", "D"].prefix(setCount))
        parameters = Array(["n", "f", "q"].prefix(random.number(1..<4)))
        hasWeights = setCount > 0 && setCount < 3 && random.number(0..<8) == 0
        let given = (0..<random.number(0..<5)).map { _ in statement(depth: 1) }
        let then = (0..<random.number(1..<3)).map { _ in statement(depth: 2) }
        return Claim("random-\(number)", "A random claim.") {
            given
        } then: {
            then
        } inTheCase: {
            "n" >= 0
        }
    }

    private mutating func statement(depth: Int) -> Proposition {
        switch random.number(0..<(depth > 0 ? 10 : 7)) {
        case 7: .all([statement(depth: depth - 1), statement(depth: depth - 1)])
        case 8: .any([statement(depth: depth - 1), statement(depth: depth - 1)])
        case 9: .not(statement(depth: depth - 1))
        case 6 where !sets.isEmpty: .isSubset(set(depth: 1), of: set(depth: 1))
        default:
            .comparison(quantity(depth: 2), random.pick(Proposition.Relation.allCases), quantity(depth: 1))
        }
    }

    private mutating func quantity(depth: Int) -> Quantity {
        switch random.number(0..<(depth > 0 ? 10 : 5)) {
        case 0: .number(random.number(-1..<4))
        case 1, 2: .parameter(random.pick(parameters))
        case 3, 4:
            if sets.isEmpty {
                .parameter(random.pick(parameters))
            } else if hasWeights && random.number(0..<2) == 0 {
                .weight(set(depth: 1))
            } else {
                .count(set(depth: 2))
            }
        case 5, 6: .sum(quantity(depth: depth - 1), quantity(depth: depth - 1))
        case 7: .difference(quantity(depth: depth - 1), quantity(depth: depth - 1))
        case 8: .multiple(random.number(-2..<4), quantity(depth: depth - 1))
        default:
            random.number(0..<2) == 0
                ? floor(quantity(depth: depth - 1) / random.number(1..<4))
                : ceiling(quantity(depth: depth - 1) / random.number(1..<4))
        }
    }

    private mutating func set(depth: Int) -> SetExpression {
        guard depth > 0 else { return random.number(0..<6) == 0 ? .everyone : .named(random.pick(sets)) }
        let (left, right) = (set(depth: depth - 1), set(depth: depth - 1))
        return switch random.number(0..<6) {
        case 0: left & right
        case 1: left | right
        case 2: left - right
        case 3: left ^ right
        default: left
        }
    }
}
