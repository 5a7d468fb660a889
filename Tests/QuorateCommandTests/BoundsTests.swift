import Testing

/// `quorate bounds`: the answer, what it rests on, and the exit status.
@Suite struct BoundsTests {
    @Test func byzantineByHand() async {
        let outcome = await quorate(["bounds", "--safe", "2*q > n + f", "--live", "q <= n - f"])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(
            outcome.output == """
                A quorum size q that is safe and live exists exactly when n > 3f.
                  safe        2q > n + f
                  live        q ≤ n - f
                  smallest    q = ⌈(n + f + 1)/2⌉
                  fails at    n = 3, f = 1
                                2q > n + f asks for q ≥ 3
                                q ≤ n - f asks for q ≤ 2
                  smallest n  1, 4, 7, 10, 13, 16 for f = 0 to 5
                  found       by elimination of q
                  confirmed   for all n, f: possible there, and impossible otherwise; proved, certificates checked

                """)
    }

    private static let questions: [([String], String)] = [
        (["--safe", "2q > n and q > f", "--live", "q <= n - f"], "exactly when n > 2f."),
        (["--safe", "q > 2n/3", "--live", "q <= n - f"], "exactly when n > 3f."),
        (["--safe", "2q > 3f", "--live", "q <= n - f"], "exactly when 2n > 5f."),
        (["--safe", "q > f"], "always exists."),
        (["--safe", "q > n", "--live", "q < n"], "never exists."),
        (["--safe", "q > 0", "--live", "q < 1"], "never exists."),
        (
            [
                "--safe", "w + r > n", "--live", "w <= n - f", "--live", "r <= n - f", "--choose", "w",
                "--choose", "r",
            ],
            "Quorum sizes w and r that are safe and live exist exactly when n > 2f."
        ),
        (["--safe", "q >= 2 or q > n", "--live", "q <= n - f"], "exactly when n ≥ f + 2."),
        (["--safe", "2q > n", "--live", "2q < n + 2"], "exactly when n is odd."),
        (["--safe", "2a + 3b = n", "--choose", "a", "--choose", "b"], "n = 1, between the two"),
        (["--safe", "q > 2/3 n", "--live", "q <= n - f"], "exactly when n > 3f."),
        (["--safe", "q >= max(f + 1, n - f)", "--live", "q <= n - f"], "exactly when n > 2f."),
        (["--safe", "n <= 3f + 1 and n > 3f", "--live", "q <= n - f"], "exactly when n = 3f + 1."),
        (["--safe", "2q >= o", "--live", "q <= floor(n/5)"], "exactly when o ≤ 2⌊n/5⌋."),
        (
            ["--given", "n = 3f + 1", "--safe", "2q > n + f", "--live", "q <= n - f"],
            "always exists.\n  supposed    n = 3f + 1\n"
        ),
        (["byzantine", "--given", "n = 3f + 1"], "smallest    q = 2f + 1\n"),
        (
            ["--given", "f = floor((n-1)/3)", "--safe", "2q > n + f", "--live", "q = ceil(666n/1000)"],
            """
              fails at    n = 500, f = 166, and for no smaller n from 1
                            2q > n + f asks for q ≥ 334
                            q = ⌈666n/1000⌉ asks for q = 333
            """
        ),
        (["--safe", "q > f", "--live", "q <= 4"], "exactly when f ≤ 3."),
        (["--safe", "n > 3f", "--live", "q <= n - f"], "n > 3f is false, whatever the size"),
        (["--safe", "q >= 3 and q > 2", "--live", "q <= n"], "asks for q ≥ 3\n"),
        (["--safe", "2q > n or q > f", "--live", "q <= n - f"], "2q > n or q > f asks for q ≥ 2\n"),
        (
            ["--safe", "if f >= 1 then 2q > n + f", "--live", "q <= n - f"],
            "asks for q ≥ 3\n"
        ),
        (["--safe", "2q > n or q > f", "--live", "q <= n - f"], "\n              or q = f + 1\n"),
        (["--safe", "q >= n", "--live", "q <= n - f"], "fails at    n = 1, f = 1"),
    ]

    @Test(arguments: questions)
    func questionsAreAnswered(arguments: [String], words: String) async {
        let outcome = await quorate(["bounds"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains(words), "\(outcome.output)")
    }

    /// An answer of each kind, the same as in words but for the form: it is found once more.
    @Test(arguments: [0, 3, 4, 6, 8, 15, 17, 18].map { questions[$0].0 })
    func answersAreJSON(arguments: [String]) async {
        let json = await quorate(["bounds", "--format", "json"] + arguments)
        #expect(json.status == 0)
        #expect(json.output.hasPrefix("{"))
    }

    private static let manyAlternatives = Array(repeating: "q != 1", count: 40).joined(separator: " and ")

    private static let mistakes: [([String], String)] = [
        (
            ["--safe", "q * n > 1"],
            "--safe, column 3: q times n is not linear; multiply by a number, as in 2*q\n  q * n > 1\n    ^"
        ),
        (
            ["--safe", "q > 1", "--live", "q <= n -"],
            "--live, column 9: something is missing here\n  q <= n -\n          ^"
        ),
        (["--safe", ""], "--safe, column 1: an inequality is missing"),
        (
            ["--safe", "p > n"],
            "no inequality mentions q, the quorum size; write q for it, or --choose with its name, one of n, p"
        ),
        (
            ["--safe", "quorum > n", "--choose", "qourum"],
            "the rule has no name qourum; did you mean quorum?"
        ),
        (["--safe", "1 > 0"], "no inequality mentions q, the quorum size, or any other name"),
        (["byzantin"], "bounds has no family byzantin; did you mean byzantine?"),
        (["2q > n"], "bounds has no family \"2q > n\"; write --safe or --live in front of an inequality"),
        (["--safe", "--live", "q <= n"], "write --safe or --live in front of an inequality"),
        (["--safe", "q > n", "--choose", "x"], "the rule has no name x; it has n, q"),
        (["byzantine", "--time-limit", "1e300"], "at most 1000000"),
        (["byzantine", "--safe", "q > 1"], "--safe states a rule of your own, and byzantine is one already"),
        (["--given", "n > 3"], "--given needs a FAMILY or a rule"),
        (["--safe", "q > f", "--given", "q < 3"], "is supposed, so it must not depend on a size"),
        (["--replicas", "4...20"], "--replicas needs a FAMILY or a rule"),
        (
            ["byzantine", "--replicas", "20...4"],
            "--replicas 20...4: write a number from 1 to 999, or a range"
        ),
        (["byzantine", "--replicas", "-4"], "--replicas -4: write a number from 1 to 999"),
        (["byzantine", "--replicas", "1...9223372036854775807"], "write a number from 1 to 999"),
        (["fast-paxos", "--replicas", "4...400"], "makes too large a table"),
        (["--safe", "q > f", "--replicas", "4"], "--replicas counts n, which the rule does not mention"),
        (["byzantine", "--time-limit", "0"], "--time-limit 0 makes no sense"),
        (["byzantine", "--time-limit", "nan"], "makes no sense"),
        (
            ["--safe", manyAlternatives],
            "has more than 32 alternatives"
        ),
    ]

    @Test(arguments: mistakes)
    func slipsAreToldWithTheRemedy(arguments: [String], message: String) async {
        for format in [[], ["--format", "json"]] {
            let outcome = await quorate(["bounds"] + arguments + format)
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
            #expect(outcome.output == "")
        }
    }

    @Test func noTimeIsUnknown() async {
        let outcome = await quorate(["bounds", "--safe", "2q > n", "--time-limit", "1e-9"])
        #expect(outcome.status == 30)
        #expect(outcome.output.contains("reason      the time limit was reached"), "\(outcome.output)")
    }

    /// Hypotheses that cannot be true together say nothing about the rule.
    @Test func contradictionsGiveNoVerdict() async {
        let arguments = ["--given", "n = 3f", "--given", "n = 3f + 1", "--safe", "q > f", "--replicas", "3"]
        let outcome = await quorate(["bounds"] + arguments)
        #expect(outcome.status == 20)
        #expect(
            outcome.output.hasPrefix("No verdict: what is supposed cannot be true.\n"), "\(outcome.output)")
        let json = await quorate(["bounds", "--format", "json"] + arguments)
        #expect(json.status == 20)
        #expect(json.output.contains(#""answer": "vacuous""#), "\(json.output)")
    }

    /// A table needs no condition.
    @Test func tableOfCases() async {
        let outcome = await quorate([
            "bounds", "--safe", "4a + 6b = n", "--choose", "a", "--choose", "b", "--replicas", "6...8",
        ])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(
            outcome.output.hasSuffix(
                """
                  for each n the smallest a and b
                   n     a     b
                   6     0     1
                   7     -     -
                   8     2     0

                """), "\(outcome.output)")
    }

    /// A table that was asked for and is not there is not passed over in silence.
    @Test func noTableOfTooManyCases() async {
        let outcome = await quorate([
            "bounds", "--safe", "2a + 3b = n + f + e", "--choose", "a", "--choose", "b", "--replicas", "3",
        ])
        #expect(outcome.errors.hasPrefix("no table: "), "\(outcome.errors)")
    }

    @Test func tableOfFastPaxos() async {
        let outcome = await quorate("bounds fast-paxos --replicas 6...7")
        #expect(outcome.status == 0)
        #expect(
            outcome.output.hasSuffix(
                """
                  for each n the largest f and e, with the smallest q and r
                   n     f     e     q     r
                   6     1     2     5     4
                   6     2     1     4     5
                   7     0     3     7     4
                   7     2     2     5     5
                   7     3     1     4     6

                """), "\(outcome.output)")
    }
}
