import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateCommand

/// `quorate bounds --quorums`: lists of replicas set by set, sets by name for all numbers.
@Suite struct SystemBoundsTests {
    private static let stakes = "{a: 40, b: 30, c: 30}"
    private static let sites = "2 of {a, b, c} and 2 of {d, e, f}"

    private static let answers: [([String], Int32, String)] = [
        (
            ["--quorums", "majority of {a, b, c, d, e}"], 0,
            "exactly when f ≤ 0\n  live        a quorum is left"
        ),
        (["--quorums", "3 of 5"], 0, "exactly when f ≤ 2; none without {r0, r1, r2}"),
        (["--quorums", "2 of 4"], 12, "fails at    {r0, r1} and {r2, r3} share nothing"),
        (["--quorums", sites], 0, "a correct replica is shared exactly when f ≤ 1"),
        (["--quorums", sites, "--faulty", "{a, b, c} or {d, e, f}"], 13, "stopped by  {a, b}"),
        (["--quorums", sites, "--faulty", "1 of all"], 0, "and a quorum is always left."),
        (
            ["--quorums", "2 of {2 of {a, b, c}, 2 of {d, e, f}, 2 of {g, h, i}}"], 0,
            "smallest    4 replicas, as in {a, b, d, e}; 27 minimal quorums"
        ),
        (["--quorums", "grid(3, 3, write)", "--quorums", "grid(3, 3, read)"], 0, "always share a replica."),
        (["--quorums", "grid(3, 3, read)"], 12, "{r0, r1, r2} and {r3, r4, r5} share nothing"),
        (["--quorums", "{a, b} or {b, c} or {a, c}"], 0, "Any two quorums share a replica."),
        (["--quorums", "a and (b or c) or b and c"], 0, "Any two quorums share a replica."),
        (
            ["--quorums", "weight > 2/3 of \(stakes)", "--faulty", "weight < 1/3 of \(stakes)"], 0,
            "share a replica that is not faulty, and a quorum is always left."
        ),
        (["--quorums", "weight > 2/3 of \(stakes)", "--faulty", "1 of all"], 12, "share {a}"),
        (["--quorums", "slices {a: b, b: a, c: d, d: c}"], 12, "{a, b} and {c, d} share nothing"),
        (["--quorums", "slices {a: 2 of {b, c, d}, b: a, c: a, d: a}"], 0, "none without {a}"),
        // Arbiters vote and keep nothing: a write may be with one data replica and be lost with it.
        (
            ["--quorums", "3 of {a, b, c, d, e}", "--faulty", "{d, e}"], 12,
            "need not share a replica that is not"
        ),
        (["--quorums", "80% of {a, b, c, d, e}", "--quorums", "80% of {b, c, d, e, f}"], 0, "share {b, c}"),
        (["--quorums", "4 of {a, b, c}"], 20, "No verdict: there is no quorum at all."),
        (["--quorums", "majority of G and majority of H"], 0, "proved, for all numbers and all sets"),
        (["--quorums", "majority of G", "--quorums", "majority of H"], 12, "share a replica.\n"),
        (["--quorums", "weight > 2/3 of all", "--faulty", "weight < 1/3 of all"], 0, "availability: proved"),
        (["--quorums", "weight > 2/3 of all", "--faulty", "< 1/3 of all"], 12, "weights 1, 0, 0, 0"),
        (["--quorums", "2f + 1 of all", "--faulty", "f of all", "--given", "n = 3f + 1"], 0, "availability"),
        (
            ["--quorums", "2f of all", "--faulty", "f of all", "--given", "n = 3f + 1", "--given", "f > 0"],
            12, "n = 4"
        ),
        // The names of the tool's own sets are none that the question has.
        (["--quorums", "majority of all", "--faulty", "1 of all - F"], 12, "refuted"),
        (["--quorums", "q1 of all", "--quorums", "q2 of all", "--given", "q1 + q2 > n"], 0, "proved"),
        (["--quorums", "2 of {majority of G, majority of H, majority of K}"], 0, "proved"),
        (["--given", "|A| > f and |F| <= f", "--then", "|A - F| >= 1"], 0, "claim: proved"),
        (["--given", "|A| >= f and |F| <= f", "--then", "|A - F| >= 1"], 12, "n = 0, f = 0"),
        (["--given", "3|A| > 2n, and", "--then", "|A| >= 1"], 64, "column 10: one number at a time"),
        (["--given", "|A| < 1 and |A| > 1", "--then", "|A| > 7"], 20, "claim: vacuous"),
        (["--given", "weight(A) > weight(F)", "--then", "|A - F| >= 1"], 0, "proved"),
        (["--given", "A ∩ B ⊆ F", "--given", "|F| = 0", "--then", "A & B = {}"], 0, "proved"),
        (["--given", "A = all and |B| >= 1", "--then", "|A & B| >= 1"], 0, "proved"),
        (["--given", "all = A", "--then", "|A| = n"], 0, "proved"),
        (["--given", "(all) = A", "--then", "|A| = n"], 0, "proved"),
        (["--given", "A = (all)", "--then", "|A| = n"], 0, "proved"),
        (["--given", "(all - B) = A", "--given", "|B| = 0", "--then", "|A| = n"], 0, "proved"),
        (["--given", "(A & B) = F and (|A| = n)", "--then", "|F| <= |B|"], 0, "proved"),
        (["--given", "((A = all) or (all = A))", "--then", "|A| = n"], 0, "proved"),
        (
            ["--given", "|A| > all", "--then", "|A| = n"], 64,
            "column 7: all replicas are a set; write n or |all|"
        ),
        (["--given", "|majority| > 1", "--then", "n > 1"], 64, "column 2: write what it is a majority of"),
    ]

    @Test(arguments: answers)
    func questionsAreAnswered(arguments: [String], status: Int32, words: String) async {
        let outcome = await quorate(["bounds"] + arguments)
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect((outcome.output + outcome.errors).contains(words), "\(outcome.output)\(outcome.errors)")
        let json = await quorate(["bounds", "--format", "json"] + arguments)
        #expect(json.status == status)
        #expect(status == 64 || json.output.hasPrefix("{"))
    }

    private static let mistakes: [([String], String)] = [
        (
            ["--quorums", "1 of {a, b}", "--faulty", "< 0 of all"],
            "no set meets this, not even that of nobody"
        ),
        (["--quorums", "1 of {a, b}", "--faulty", "> 1 of all"], "write how many may be faulty at most"),
        (
            ["--quorums", "1 of {majority of G: 1, majority of H: 0}"],
            "weights count where \"weight\" is written"
        ),
        (["--safe", "q > 0x10", "--live", "q <= n"], "numbers are written in decimal digits"),
        (["--safe", "q > 1e9", "--live", "q <= n"], "numbers are written in decimal digits"),
        (
            [
                "--quorums",
                "> " + Array(repeating: "1000000000*1000000000", count: 9).joined(separator: "+")
                    + " of {a, b}",
            ], "the numbers become too large"
        ),
        (["--quorums", "3 of {a, b, c"], "--quorums, column 14: } is missing here"),
        (["--quorums", "3 off {a, b}"], "column 7: \"of\" and a group are missing here"),
        (
            ["--quorums", "3 of {a, b, majority of H}"],
            "column 13: lists of replicas and sets by name do not mix"
        ),
        (["--quorums", "majority of {a: 3, b: 1}"], "column 1: weights count where \"weight\" is written"),
        (["--quorums", "weight > 1/2 of {a: 3, b}"], "column 1: weights are missing"),
        (["--quorums", "3 of 17"], "column 6: lists have 1 to 16 replicas"),
        (["--quorums", "grid(4, 5, write)"], "column 1: lists have 1 to 16 replicas"),
        (["--quorums", "> 3/2 of {a, b}"], "column 3: a share is a fraction from 0 to 1"),
        (["--quorums", "< 1/2 of {a, b}"], "column 1: a quorum has at least so many"),
        (["--quorums", "= 2 of {a, b}"], "column 1: a quorum has at least so many; write >= or >"),
        (["--quorums", "n - f of {a, b}"], "column 1: a list has a number of members"),
        (["--quorums", "slices {a: b, a: c}"], "column 15: a replica is missing here that is not there yet"),
        (["--quorums", ""], "column 1: something is missing here"),
        (["--quorums", "3 of {a, b, c, d}", "--faulty", "e"], "--faulty, column 1: no quorum has e"),
        (["--quorums", "3 of G", "--faulty", "{a, b}"], "--faulty, column 1: write the faulty as members"),
        (["--faulty", "1 of all"], "--faulty makes sense with --quorums only"),
        (["--quorums", "2 of 3", "--safe", "q > 1"], "--safe cannot be combined with --quorums"),
        (["--quorums", "2 of 3", "--given", "n = 3"], "--given cannot be combined with --quorums"),
        (["--quorums", "2 of 3", "--quorums", "2 of 3", "--quorums", "1 of 3"], "one rule, or two"),
        (
            ["--given", "|A| = all", "--then", "|A| = n"],
            "column 7: all replicas are a set; write n or |all|"
        ),
        (["--then", "2 all > n or |A| >= 0"], "column 3: all replicas are a set"),
        (["--then", "A"], "--then, column 2: a comparison is missing here"),
        (["--safe", "|A| > q"], "ask about sets with --then or --quorums"),
    ]

    @Test(arguments: mistakes)
    func slipsAreToldWithTheRemedy(arguments: [String], message: String) async {
        let outcome = await quorate(["bounds"] + arguments)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(outcome.output == "")
    }

    // MARK: - Against trying everything

    /// Random lists: the overlap, the blocking sets and what the faulty do, against all pairs of all sets.
    @Test func listsAgainstAllPairs() throws {
        var random = SplitMix(seed: Seed.announced(20_261_132))
        for _ in 0..<80 {
            let texts = (0..<random.number(1..<3)).map { _ in Self.rule(&random, depth: 2) }
            let rules = try texts.map { try ExpressionParser.quorum($0) }
            var names = ReplicaNames()
            for name in ["a", "b", "c", "d", "e", "f"] { _ = try names.replica(name, 0) }
            let limit = random.number(0..<3)
            let faults = try FaultSets(try ExpressionParser.quorum("\(limit) of all"), &names)
            let systems = try rules.map { NestedQuorums(try $0.rule(&names), besides: names.replicas) }
            let plain = try ListedQuorums(rules, names: names, faults: nil)
            let faulty = try ListedQuorums(rules, names: names, faults: faults)
            let sets = Array(names.replicas.subsets)
            let pairs = sets.filter { systems[0].isQuorum($0) }.flatMap { first in
                sets.filter { systems[systems.count - 1].isQuorum($0) }.map { first.intersection($0) }
            }
            #expect(plain.smallestOverlap?.shared.count == pairs.map(\.count).min(), "\(texts)")
            let fails = systems[0].intersectionFailure(with: systems[systems.count - 1], faults: limit) != nil
            let shared = faulty.smallestOverlap?.shared
            #expect(fails == (shared.map { faults.contains($0) } ?? false), "\(texts) \(limit)")
            for (index, system) in systems.enumerated() {
                let blocking = sets.filter { !system.isQuorum(names.replicas.subtracting($0)) }
                #expect(plain.smallestBlocking[index]?.count == blocking.map(\.count).min(), "\(texts)")
                let isBlocked = system.availabilityFailure(faults: limit) != nil
                #expect((faulty.blockingFault[index] != nil) == isBlocked, "\(texts) \(limit)")
            }
        }
    }

    /// A rule as a person may write it, over up to six replicas.
    private static func rule(_ random: inout SplitMix, depth: Int) -> String {
        let members = ["a", "b", "c", "d", "e", "f"].filter { _ in random.number(0..<3) > 0 }
        switch depth == 0 ? random.number(0..<4) : random.number(0..<7) {
        case 0 where !members.isEmpty: return "{\(members.joined(separator: ", "))}"
        case 1 where !members.isEmpty:
            return "\(random.number(0..<4)) of {\(members.joined(separator: ", "))}"
        case 2 where !members.isEmpty:
            let weights = members.map { "\($0): \(random.number(0..<5))" }.joined(separator: ", ")
            return "weight > \(random.number(0..<3))/3 of {\(weights)}"
        case 4: return "(\(rule(&random, depth: depth - 1)) and \(rule(&random, depth: depth - 1)))"
        case 5: return "(\(rule(&random, depth: depth - 1)) or \(rule(&random, depth: depth - 1)))"
        case 6:
            let parts = (0..<3).map { _ in rule(&random, depth: depth - 1) }.joined(separator: ", ")
            return "majority of {\(parts)}"
        default: return "a and (b or c)"
        }
    }

    /// Faulty sets by what they are to be: less than a share, up to so many, one group or the other.
    @Test(arguments: [
        ("weight < 1/3 of {a: 4, b: 3, c: 3}", "{} {b} {c}"), ("2 of {a, b}", "{} {a} {b} {a, b}"),
        ("{a, b} or c", "{} {a} {b} {a, b} {c}"), ("<= 1 of {b, c}", "{} {b} {c}"), ("0 of all", "{}"),
        ("< 2/3 of all", "{} {a} {b} {c}"), ("1/3 of all", "{} {a} {b} {c}"),
        ("4 of {a, b}", "{} {a} {b} {a, b}"),
        ("1/2 of all", "{} {a} {b} {c}"), ("1 of {{a}, {a, b}}", "{} {a} {b} {a, b}"),
        ("2 of {{a}, {b}, {b, c}}", "{} {a} {b} {a, b} {c} {a, c} {b, c} {a, b, c}"),
        ("weight 3 of {a: 5, b: 1, c: 1}", "{} {b} {c} {b, c}"),
        ("({a} or {a, b}) and {c}", "{} {a} {b} {a, b} {c} {a, c} {b, c} {a, b, c}"),
        ("a and (b or c)", "{} {a} {b} {a, b} {c} {a, c}"),
    ])
    func faultySets(text: String, sets: String) throws {
        var names = ReplicaNames()
        for name in ["a", "b", "c"] { _ = try names.replica(name, 0) }
        let faults = try FaultSets(try ExpressionParser.quorum(text), &names)
        let words = names.replicas.subsets.filter { faults.contains($0) }.map { names.words($0) }
        #expect(words.joined(separator: " ") == sets)
    }

    @Test func randomTextsNeverTrap() {
        let pieces = [
            "2 of", "majority of", "all of", "weight", ">", "<", "2/3", "80%", "of", "{", "}", "a", "b", "G",
            ",",
            ":", "3", "and", "or", "(", ")", "grid(", "slices", "...", "read", "all", "-", "&", "|", "f",
            "17",
            "1000000000", "é",
        ]
        var random = SplitMix(seed: Seed.announced(20_261_133))
        var read = 0
        for _ in 0..<4000 {
            var parts = Self.rule(&random, depth: 2).split(separator: " ").map(String.init)
            for _ in 0..<random.number(0..<4) {
                let start = random.number(0..<parts.count + 1)
                let end = min(parts.count, start + random.number(0..<3))
                parts.replaceSubrange(start..<end, with: [random.pick(pieces)])
            }
            let text = parts.joined(separator: " ")
            do throws(ExpressionError) {
                let rule = try ExpressionParser.quorum(text)
                var names = ReplicaNames()
                try rule.mention(in: &names)
                _ = try rule.rule(&names)
                read += 1
            } catch {
                #expect((0...text.count).contains(error.column), "\(text)")
            }
        }
        #expect(read > 400)
    }
}
