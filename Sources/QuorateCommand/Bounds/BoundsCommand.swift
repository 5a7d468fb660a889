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
            numbers from 0. Sums, multiples by a number, fractions, ceil(...), floor(...), and, or and not are \
            understood. The condition is printed only when it is proved in both directions for all numbers; where \
            no linear condition is right, cases that show it are.
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
        let request = BoundsRequest(
            family: family, safe: safe, live: live, chosen: choose, replicas: replicas, seconds: timeLimit)
        let results = try request.results()
        try output.print(results, to: session.console)
        if replicas != nil, results.shown.allSatisfy({ $0.table == nil }) {
            session.console.note("no table: it is made from the condition, and none was found")
        }
        try results.status.end()
    }
}
