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
    ])
    func expressionsAreRead(text: String, statement: String) throws {
        #expect("\(try ExpressionParser.statement(text))" == statement)
    }

    @Test(arguments: [
        ("", 0, "an inequality is missing"), ("   ", 0, "an inequality is missing"),
        ("q", 1, "a comparison is missing"), ("2q > n +", 8, "something is missing"),
        ("q * n > 3", 2, "q times n is not linear"), ("q > n / q", 6, "division by q is not linear"),
        ("q > n / 0", 6, "division by zero"), ("q > 1/(2 - 2)", 5, "division by zero"),
        ("q > n^2", 5, "powers are not linear"), ("q > 0.5 * n", 5, "decimals are not"),
        ("q > n n", 6, "a sign is missing"), ("q > (n", 6, ") is missing"), ("q > n)", 5, "closes nothing"),
        ("q > > n", 4, "a number or a name is missing"), ("q > (n > 2)", 4, "a number is needed here"),
        ("q > 99999999999999999999", 4, "numbers go up to"), ("q > é", 4, "names are the letters a to z"),
        ("q > max(n, f)", 4, "max is not linear or no function"),
        ("q_1 > n", 1, "names are letters and digits"),
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
            " or ", "not ", "if ", " then ", "ceil(", "⌊", "⌋", "⌈", "⌉", "é", "\u{0}", "🦆", "e\u{301}", ".",
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
