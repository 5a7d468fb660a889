import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateCommand

/// Inequalities as people write them, and everything that is none.
@Suite struct ExpressionParserTests {
    @Test(arguments: [
        ("2*q > n + f", "2q > n + f"), ("2q>n+f", "2q > n + f"), ("q <= n - f", "q ≤ n - f"),
        ("q > n/2", "2q > n"), ("q >= 2n/3 + 1", "3q ≥ 2n + 3"), ("q >= 2/3 * (n + f)", "3q ≥ 2(n + f)"),
        ("q >= ceil((n + f + 1) / 2)", "q ≥ ⌈(n + f + 1)/2⌉"), ("q = floor(n/2) + 1", "q = ⌊n/2⌋ + 1"),
        ("q ≥ ⌈(n + 1)/2⌉ ∧ q ≠ 3", "q ≥ ⌈(n + 1)/2⌉ and q ≠ 3"), ("q > 1 && q < n", "q > 1 and q < n"),
        ("f + 1 <= t <= n - 2f", "f + 1 ≤ t and t ≤ n - 2f"), ("q > -f", "q > -f"),
        ("not (q > 1 or q = n)", "not (q > 1 or q = n)"), ("if f > 0 then q > 1", "if f > 0 then q > 1"),
        ("(q > 1 or f = 0) and n > 2", "(q > 1 or f = 0) and n > 2"), ("q * 2 > (1 + 2) * n", "2q > 3n"),
        ("2(n - f) >= q - (-3)", "2(n - f) ≥ q - (-3)"), ("CEIL(q/2) > 1", "⌈q/2⌉ > 1"),
        ("q / -2 < n", "-q < 2n"), ("q > - - n", "q > -(-n)"), ("q > - - - n", "q > -(-(-n))"),
        ("q > 1(2n)", "q > 2n"), ("q > -2(-n)", "q > -2(-n)"),
        ("q > 2/3 n", "3q > 2n"), ("q > 2/3 (n + f)", "3q > 2(n + f)"), ("q > 1/2n", "2q > n"),
        ("q > 2/3 of n", "3q > 2n"), ("q >= 67% of n", "100q ≥ 67n"), ("q > 0.5 * n", "10q > 5n"),
        ("q > max(n, f)", "q > n and q > f"), ("q <= max(n, f)", "q ≤ n or q ≤ f"),
        ("q >= max(f + 1, n - f) - 1", "q ≥ f + 1 - 1 and q ≥ n - f - 1"),
        ("q >= -max(n, f)", "q ≥ -n or q ≥ -f"), ("q > min(n, f)/2", "2q > n or 2q > f"),
        ("max(q, f) <= min(n, 7)", "q ≤ n and q ≤ 7 and f ≤ n and f ≤ 7"),
        ("q = majority(n)", "q = ⌊n/2⌋ + 1"), ("q >= Majority(2f + 1)", "q ≥ ⌊(2f + 1)/2⌋ + 1"),
        ("n is even", "n is even"), ("n + f is odd", "n + f is odd"), ("n mod 3 = 1", "n mod 3 = 1"),
        ("n % 2 = 0", "n is even"), ("n is not odd", "n is even"),
        ("2n is a multiple of 3", "2n is a multiple of 3"),
        ("n is no multiple of 3", "n is no multiple of 3"),
        ("(n + f) mod 4 > 2n mod 3", "(n + f) mod 4 > 2n mod 3"),
        ("n = 5 or n = 7", "n = 5 or n = 7"),
    ])
    func expressionsAreRead(text: String, statement: String) throws {
        #expect("\(try ExpressionParser.statement(text))" == statement)
    }

    @Test(arguments: [
        ("", 0, "an inequality is missing"), ("   ", 0, "an inequality is missing"),
        ("q", 1, "a comparison is missing"), ("2q > n +", 8, "something is missing"),
        ("q * n > 3", 2, "q times n is not linear"), ("q > n / q", 6, "division by q is not linear"),
        ("q > n / 0", 6, "division by zero"), ("q > 1/(2 - 2)", 5, "division by zero"),
        ("q > n^2", 5, "powers are not linear"), ("q > .5 * n", 4, "a digit is missing before the point"),
        ("at least n/2", 3, "write signs for words: >= for at least"),
        ("q more than n", 2, "> for more than"),
        ("q > n/2f", 7, "a sign is missing"), ("q > log(n)", 4, "ceil, floor, max, min and majority are"),
        ("q > max(n, min(f, 2))", 4, "write the inequalities one by one"),
        ("q > max(n, f", 12, ") is missing"),
        ("q > max(n, f) + min(n, f)", 14, "write the inequalities one by one"),
        ("q is small", 5, "only \"is even\", \"is odd\""), ("n mod f = 1", 2, "by a whole number from 1"),
        ("n mod 0 = 1", 2, "by a whole number from 1"), ("n/2 mod 3 = 1", 4, "a remainder is one of a whole"),
        ("q > max(max(max(1,2,3,4,5), n) + max(1,2,3,4), 2)", 31, "more than 16 numbers"),
        ("q > 0.123456789", 4, "up to 7 digits"),
        ("q > n n", 6, "a sign is missing"), ("q > (n", 6, ") is missing"), ("q > n)", 5, "closes nothing"),
        ("q > > n", 4, "a number or a name is missing"), ("q > (n > 2)", 4, "a number is needed here"),
        ("q > 99999999999999999999", 4, "numbers go up to"), ("q > é", 4, "names are the letters a to z"),
        ("q > maximum(n, f)", 4, "maximum is not linear or no function"),
        ("q_1 > n", 1, "names are letters and digits"),
        ("q > all", 4, "all replicas are a set; write n for their number"),
        ("(All) = q", 1, "all replicas are a set"), ("q > majority", 4, "majority(n)"),
        ("q >= max", 5, "max(f + 1, n - f)"), ("q > weight", 4, "weight is a word of rules for quorums"),
        ("q > any", 4, "any is a word"), ("q = of", 4, "missing in front"), ("q > grid", 4, "grid is a word"),
        ("|A| > 2", 0, "no sizes of sets"), ("q > 1 and", 9, "something is missing"),
        ("q > 1 and n", 11, "a comparison is missing"), ("if q > 1", 8, "\"then\" is missing"),
        ("q > 1000000000*1000000000*1000000000", 25, "too large"), ("q > 🦆", 4, "not understood"),
    ])
    func slipsArePointedAt(text: String, column: Int, message: String) {
        do {
            Issue.record("\(try ExpressionParser.statement(text))")
        } catch {
            #expect(error.column == column, "\(error.message)")
            #expect(error.message.contains(message), "\(error.message)")
        }
    }

    @Test func nothingIsTooDeep() {
        for (open, close) in [
            ("(", ")"), ("-", ""), ("not ", ""), ("ceil(", ")"), ("if ", ""), ("!", ""), ("+", ""),
        ] {
            for depth in [10, 63, 64, 65, 400, 900, 5000] {
                let text =
                    String(repeating: open, count: depth) + "q" + String(repeating: close, count: depth)
                let error = #expect(throws: ExpressionError.self) { try ExpressionParser.statement(text) }
                #expect(throws: ExpressionError.self) { try ExpressionParser.statement("q > " + text + " >") }
                let refusals = depth <= 64 ? [] : ["this is nested more than 64 deep", "longer than 2000"]
                let message = error?.message ?? ""
                #expect(
                    refusals.contains(where: message.contains) == (depth > 64), "\(depth) \(open): \(message)"
                )
            }
        }
        #expect(throws: Never.self) {
            try ExpressionParser.statement(
                String(repeating: "(", count: 60) + "q > 1" + String(repeating: ")", count: 60))
        }
    }

    /// Largest and smallest numbers, against the numbers themselves.
    @Test func extremesMeanWhatTheySay() throws {
        var random = SplitMix(seed: Seed.announced(20_261_134))
        let relations: [(String, Proposition.Relation)] = [
            ("<", .less), ("<=", .atMost), ("=", .equal), ("!=", .notEqual), (">=", .atLeast),
            (">", .greater),
        ]
        for _ in 0..<200 {
            let (sign, relation) = random.pick(relations)
            let (left, right) = (random.pick(Self.extremes), random.pick(Self.extremes))
            let statement = try ExpressionParser.statement("\(left.0) \(sign) \(right.0)")
            for _ in 0..<20 {
                let (n, f) = (random.number(0..<12), random.number(0..<12))
                let point = QuorumWitness(parameters: ["n": n, "f": f])
                #expect(
                    try point.holds(statement) == relation.holds(left.1(n, f), right.1(n, f)), "\(statement)")
            }
        }
    }

    /// Texts with what they are for n and f, times 6: halves and thirds are whole.
    private static let extremes: [(String, @Sendable (Int, Int) -> Int)] = [
        ("max(n, f)", { n, f in 6 * max(n, f) }), ("min(n, 2f + 1)", { n, f in 6 * min(n, 2 * f + 1) }),
        ("2/3 n", { n, _ in 4 * n }), ("-max(n, f)", { n, f in -6 * max(n, f) }),
        ("max(f + 1, n - f) - 2", { n, f in 6 * max(f + 1, n - f) - 12 }),
        ("7 - min(n, f, 4)", { n, f in 42 - 6 * min(n, min(f, 4)) }),
        ("50% of max(n, f)", { n, f in 3 * max(n, f) }),
        ("ceil(max(n, f) / 2)", { n, f in 6 * ((max(n, f) + 1) / 2) }),
        ("majority(n)", { n, _ in 6 * (n / 2 + 1) }), ("(n + f) mod 3", { n, f in 6 * ((n + f) % 3) }),
        ("1/2 * min(n, f) + 1/3", { n, f in 3 * min(n, f) + 2 }),
        ("max(n, f) - min(n, f)", { n, f in 6 * abs(n - f) }),
    ]

    /// Texts in pieces, of which some are then lost or exchanged.
    private static let texts = [
        ["2", "*", "q", " ", ">", " ", "n", " + ", "f"], ["q", "<=", "n", "-", "f", " and ", "q", ">", "1"],
        ["q", ">", "ceil(", "(", "n", "+", "f", ")", "/", "2", ")"],
        ["not ", "(", "q", "=", "⌊", "n", "/", "2", "⌋", " or ", "f", "≥", "2", ")"],
        ["if ", "f", ">", "0", " then ", "2", "(", "q", "-", "1", ")", "!=", "n"], [],
    ]

    @Test func randomTextsNeverTrap() {
        let pieces = [
            "q", "n", "f", "2", "10", "1000000000", "(", ")", "+", "-", "*", "/", "<", "<=", "≥", "=", "!=",
            " ", " and ",
            " or ", "not ", "max(", "min(", "majority(", ",", " mod ", " is even", "%", "0.5", " of ", "if ",
            " then ", "ceil(", "⌊", "⌋", "⌈", "⌉", "é", "\u{0}", "🦆", "e\u{301}", ".",
            "^", "\n",
        ]
        var random = SplitMix(seed: Seed.announced(20_261_124))
        var read = 0
        for _ in 0..<20_000 {
            var parts = random.pick(Self.texts)
            for _ in 0..<random.number(0..<4) {
                let start = random.number(0..<parts.count + 1)
                let end = min(parts.count, start + random.number(0..<3))
                parts.replaceSubrange(
                    start..<end, with: random.number(0..<2) == 0 ? [] : [random.pick(pieces)])
            }
            let text = parts.joined()
            do {
                let statement = try ExpressionParser.statement(text)
                read += 1
                #expect("\(try ExpressionParser.statement("\(statement)"))" == "\(statement)", "\(text)")
            } catch {
                #expect((0...text.count).contains(error.column))
                #expect(error.description(of: text).hasSuffix("^"))
            }
        }
        #expect(read > 2000)
    }

    @Test func whatIsPrintedIsReadAgain() throws {
        var random = SplitMix(seed: Seed.announced(20_261_125))
        for _ in 0..<2000 {
            let statement = Self.statement(&random, depth: 3)
            let again = try ExpressionParser.statement("\(statement)")
            for _ in 0..<10 {
                let point = QuorumWitness(parameters: [
                    "n": random.number(0..<30), "f": random.number(0..<9), "q": random.number(0..<30),
                ])
                #expect(try point.holds(again) == point.holds(statement), "\(statement) | \(again)")
            }
        }
    }

    private static func statement(_ random: inout SplitMix, depth: Int) -> Proposition {
        switch depth == 0 ? 0 : random.number(0..<6) {
        case 1: .all([statement(&random, depth: depth - 1), statement(&random, depth: depth - 1)])
        case 2: .any([statement(&random, depth: depth - 1), statement(&random, depth: depth - 1)])
        case 3: .not(statement(&random, depth: depth - 1))
        case 4: statement(&random, depth: depth - 1).implies(statement(&random, depth: depth - 1))
        default:
            .comparison(
                quantity(&random, depth: 3), random.pick(Proposition.Relation.allCases),
                quantity(&random, depth: 3))
        }
    }

    private static func quantity(_ random: inout SplitMix, depth: Int) -> Quantity {
        switch depth == 0 ? random.number(0..<2) : random.number(0..<7) {
        case 0: .number(random.number(-9..<10))
        case 1: .parameter(random.pick(["n", "f", "q"]))
        case 2: quantity(&random, depth: depth - 1) + quantity(&random, depth: depth - 1)
        case 3: quantity(&random, depth: depth - 1) - quantity(&random, depth: depth - 1)
        case 4: random.number(-4..<5) * quantity(&random, depth: depth - 1)
        case 5: floor(quantity(&random, depth: depth - 1) / random.number(1..<5))
        default: ceiling(quantity(&random, depth: depth - 1) / random.number(1..<5))
        }
    }
}
