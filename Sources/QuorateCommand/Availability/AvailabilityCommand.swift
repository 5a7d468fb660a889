import ArgumentParser
import QuorateProver

/// `quorate availability`: how likely a quorum can vote.
struct AvailabilityCommand: ParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json]

    static let configuration = CommandConfiguration(
        commandName: "availability",
        abstract: "Computes how likely a quorum can vote, exactly.",
        discussion: """
            Replicas fail independently of each other and all with the same probability; a quorum is more than half \
            of them. With --leader, one replica is always up, and each other one fails by its link to it.

            With --target, also the smallest number of replicas that reaches it, out of those up to \
            \(AvailabilityRequest.largestGroup); exit status 30 when none of them does.
            """)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many replicas: a number or a range, as in 3...9.", valueName: "n"))
    var replicas = "3...9"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How likely each one fails: 1/10 or 0.1.", valueName: "p"))
    var failure: String

    @Flag(help: "One replica leads and is up; the links from it fail, and not the replicas.")
    var leader = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            """
            Byzantine replicas that a quorum is made for: it has more than half of n + f, so that two of them share \
            a correct replica.
            """, valueName: "f"))
    var faults = 0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The probability to reach: 0.999 or 999/1000.", valueName: "p"))
    var target: String?

    @OptionGroup var output: OutputOptions<Self>

    func run() throws {
        let request = try AvailabilityRequest(
            replicas: replicas, failure: failure, hasLeader: leader, faults: faults, target: target)
        let report = AvailabilityReport(request)
        try output.print(report, to: Session.current.console)
        try report.status.end()
    }
}
