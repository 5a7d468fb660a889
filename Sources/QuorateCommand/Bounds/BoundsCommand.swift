import ArgumentParser
import QuorateProver
import QuorateQuorums

/// `quorate bounds`: when a quorum size is safe and live, and which is the smallest.
struct BoundsCommand: ParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json]

    static let configuration = CommandConfiguration(
        commandName: "bounds",
        abstract: "Derives for which n and f a quorum size is safe and live, and proves it.",
        discussion: """
            Without a FAMILY or a rule the families are listed. A rule of your own is written as inequalities:

              quorate bounds --safe "2*q > n + f" --live "q <= n - f"

            n is the number of replicas, q the size to choose, and every other name a parameter, all of them whole \
            numbers from 0. Sums, multiples by a number, fractions (2/3 n, 67%), ceil, floor, max, min, majority, \
            remainders (n mod 3, n is even), and, or, not and if are understood; --given is what is supposed of the \
            parameters, as in --given "n = 3f + 1". The condition is printed only when it is proved in both \
            directions for all numbers; where none is right, cases that show it are.

            --quorums asks what any two quorums share, and what is left of them when replicas fail. A rule for \
            quorums says how many of a group they have, and groups may be of groups:

              majority of {a, b, c, d, e}               3 of 5
              2 of {a, b, c} and 2 of {d, e, f}         {a, b} or {b, c} or {a, c}
              2 of {2 of {a, b, c}, 2 of {d, e, f}, g}  weight > 2/3 of {a: 40, b: 30, c: 30}
              grid(3, 3, write)                         slices {a: 2 of {b, c, d}, b: a, c: a, d: a}

            Two --quorums are to meet each other, as reads and writes do. --faulty says in the same form who may be \
            faulty together: "1 of all", "{a, b} or {c, d}", "weight < 1/3 of {a: 40, b: 30, c: 30}". Lists are \
            tried set by set, up to 16 replicas. Sets by name stand for any sets, and all for all replicas; then \
            it is proved for all numbers, or refuted:

              quorate bounds --quorums "majority of G and majority of H"
              quorate bounds --quorums "weight > 2/3 of all" --faulty "weight < 1/3 of all"
              quorate bounds --quorums "2f + 1 of all" --faulty "f of all" --given "n = 3f + 1"

            --then draws any other conclusion about sets, from what is --given:

              quorate bounds --given "|A| > f and |F| <= f" --then "|A - F| >= 1"
            """)

    @Argument(help: ArgumentHelp("The family; all of them are listed unless given.", valueName: "family"))
    var family: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("What makes a size safe; may be repeated.", valueName: "inequality"))
    var safe: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("What makes a size available; may be repeated.", valueName: "inequality"))
    var live: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "What is supposed of n, f and the others; may be repeated.", valueName: "statement"))
    var given: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("What makes a set of replicas a quorum; twice for two kinds.", valueName: "rule"))
    var quorums: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Which replicas may be faulty together.", valueName: "rule"))
    var faulty: String?

    @Option(
        name: .customLong("then"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("What is to follow about sets; may be repeated.", valueName: "statement"))
    var conclusions: [String] = []

    @Option(help: ArgumentHelp("The size to choose, q unless given; may be repeated.", valueName: "name"))
    var choose: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Print a table for these numbers of replicas, as in 4...20.", valueName: "range"))
    var replicas: String?

    @OptionGroup var output: OutputOptions<Self>

    @Option(
        name: .customLong("time-limit"), parsing: .unconditional,
        help: ArgumentHelp("Seconds that one question may take.", valueName: "s"))
    var timeLimit = 10.0

    func run() throws {
        let session = Session.current
        if !quorums.isEmpty || faulty != nil || !conclusions.isEmpty { return try runSystem(session) }
        let request = BoundsRequest(
            family: family, given: given, safe: safe, live: live, chosen: choose, replicas: replicas,
            seconds: timeLimit)
        let results = try request.results()
        try output.print(results, to: session.console)
        if replicas != nil, results.shown.allSatisfy({ $0.table == nil }) {
            session.console.note(
                "no table: there is no condition, and the cases are too many to be decided one by one")
        }
        try results.status.end()
    }

    /// Answers what is asked about sets of replicas.
    private func runSystem(_ session: Session) throws {
        let options = [
            ("a FAMILY", family != nil), ("--safe", !safe.isEmpty), ("--live", !live.isEmpty),
            ("--choose", !choose.isEmpty), ("--replicas", replicas != nil),
            ("--quorums", !quorums.isEmpty && !conclusions.isEmpty),
            ("--faulty", faulty != nil && !conclusions.isEmpty),
        ]
        let asked = conclusions.isEmpty ? quorums.isEmpty ? "--faulty" : "--quorums" : "--then"
        if let option = options.first(where: \.1) {
            throw CommandError.optionsExclude(option.0, asked, because: "they ask different things")
        }
        let prover = Prover(timeLimit: try BoundsRequest(seconds: timeLimit).limit)
        let request = SystemRequest(
            quorums: quorums, faulty: faulty, given: given, conclusions: conclusions, prover: prover)
        let results = try request.results()
        try output.print(results, to: session.console)
        try results.status.end()
    }
}
