import QuorateQuorums
import SeededRandom

@testable import QuorateProver

/// Random rules over n, f and q, and the slow obvious way to know where they can be met.
enum RandomRules {
    static let n: Quantity = "n", f: Quantity = "f", q: Quantity = "q"

    /// A rule such as a person may try: a few inequalities with small numbers, some with a rounding or an "or".
    static func rule(_ random: inout SplitMix) -> QuorumSizeRule {
        let safety = (0..<random.number(1..<3)).map { _ in statement(&random, [.atLeast, .greater]) }
        let liveness = (0..<random.number(1..<3)).map { _ in statement(&random, [.atMost, .less]) }
        let odd = random.number(0..<8) == 0 ? [statement(&random, Proposition.Relation.allCases)] : []
        let choice = random.number(0..<6) == 0 ? [alternatives(&random)] : []
        return QuorumSizeRule(
            "random", assuming: random.number(0..<4) == 0 ? [n >= 1] : [], safety: safety + choice,
            liveness: liveness + odd)
    }

    /// Hypotheses such as a person may suppose, some of which leave one n for each f, or one f for each n.
    static func hypotheses(_ random: inout SplitMix) -> [Proposition] {
        let some: [[Proposition]] = [
            [n == random.number(1..<4) * f + .number(random.number(0..<3))],
            [f == floor((n - 1) / random.number(2..<5))], [remainder(n / 2) == .number(random.number(0..<2))],
            [n >= 2 * f, n <= 2 * f + 1], [n >= random.number(1..<4) * f], [n <= 3 * f, n >= 3 * f],
            [n + f == .number(random.number(3..<20))], [f <= 3, n >= 2 * f],
        ]
        return random.pick(some)
    }

    private static func alternatives(_ random: inout SplitMix) -> Proposition {
        let either = statement(&random, Proposition.Relation.allCases)
        let or = statement(&random, [.atMost, .atLeast])
        return random.number(0..<2) == 0 ? either || or : !(either && or)
    }

    private static func statement(
        _ random: inout SplitMix, _ relations: [Proposition.Relation]
    ) -> Proposition {
        let factor = random.number(1..<4)
        let size = random.number(0..<8) == 0 ? rounded(q + .number(random.number(0..<3)), &random) : q
        let right = sum(&random)
        return .comparison(
            factor == 1 ? size : factor * size, random.pick(relations),
            random.number(0..<6) == 0 ? rounded(right, &random) : right)
    }

    private static func sum(_ random: inout SplitMix) -> Quantity {
        random.number(0..<3) * n + random.number(-2..<3) * f + .number(random.number(-2..<4))
    }

    private static func rounded(_ quantity: Quantity, _ random: inout SplitMix) -> Quantity {
        let quotient = quantity / random.number(2..<4)
        return random.number(0..<2) == 0 ? ceiling(quotient) : floor(quotient)
    }

    // MARK: - The table

    /// The smallest q at n and f that meets the rule, by trying them all.
    ///
    /// The coefficients of ``rule(_:)`` bound the smallest q, if there is any, far below the limit.
    static func smallestSize(_ meets: (Int, Int, Int) -> Bool, _ n: Int, _ f: Int) -> Int? {
        (0...400).first { meets(n, f, $0) }
    }

    /// The statement as a function of n, f and q.
    static func function(_ statement: Proposition) -> (Int, Int, Int) -> Bool {
        switch statement {
        case .comparison(let left, let relation, let right):
            let (left, right) = (function(left), function(right))
            return { n, f, q in relation.holds(left(n, f, q), right(n, f, q)) }
        case .all(let parts):
            let parts = parts.map(function)
            return { n, f, q in parts.allSatisfy { $0(n, f, q) } }
        case .any(let parts):
            let parts = parts.map(function)
            return { n, f, q in parts.contains { $0(n, f, q) } }
        case .not(let part):
            let part = function(part)
            return { n, f, q in !part(n, f, q) }
        case .isSubset: fatalError("a rule has no sets")
        }
    }

    private static func function(_ quantity: Quantity) -> (Int, Int, Int) -> Int {
        switch quantity {
        case .number(let number): return { _, _, _ in number }
        case .parameter("n"): return { n, _, _ in n }
        case .parameter("f"): return { _, f, _ in f }
        case .parameter("q"): return { _, _, q in q }
        case .sum(let left, let right):
            let (left, right) = (function(left), function(right))
            return { left($0, $1, $2) + right($0, $1, $2) }
        case .difference(let left, let right):
            let (left, right) = (function(left), function(right))
            return { left($0, $1, $2) - right($0, $1, $2) }
        case .multiple(let factor, let part):
            let part = function(part)
            return { factor * part($0, $1, $2) }
        case .floor(let quotient):
            let (part, divisor) = (function(quotient.numerator), quotient.divisor)
            return { n, f, q in
                let value = part(n, f, q)
                return value / divisor - (value % divisor < 0 ? 1 : 0)
            }
        case .ceiling(let quotient):
            let (part, divisor) = (function(quotient.numerator), quotient.divisor)
            return { n, f, q in
                let value = part(n, f, q)
                return value / divisor + (value % divisor > 0 ? 1 : 0)
            }
        case .count, .weight, .parameter: fatalError("a random rule has n, f and q")
        }
    }
}
