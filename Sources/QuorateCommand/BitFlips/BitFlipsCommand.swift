import ArgumentParser
import QuorateProver

/// `quorate bit-flips`: how likely more replicas hold a flipped bit than a protocol survives.
struct BitFlipsCommand: ParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json]

    static let configuration = CommandConfiguration(
        commandName: "bit-flips",
        abstract: "Computes how likely more replicas hold a flipped bit than a protocol survives, exactly.",
        discussion: """
            A flipped bit makes a replica say what its protocol never would, so each counts as a Byzantine fault. \
            Flips in one replica say nothing about those in another, each does harm, and a replica is clean when the \
            window begins: it was restarted, or its state was compared and repaired. The figures are upper bounds.
            """)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many replicas: a number or a range, as in 4...10.", valueName: "n"))
    var replicas = "4"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Byzantine replicas that the protocol survives.", valueName: "f"))
    var faults = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Hours between two repairs: 24 or 0.5.", valueName: "h"))
    var hours = "24"

    @Option(parsing: .unconditional, help: ArgumentHelp("Gigabytes of each replica.", valueName: "size"))
    var gigabytes = "1"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Flips that are expected in a gigabyte in a year.", valueName: "flips"))
    var rate = "1"

    @OptionGroup var output: OutputOptions<Self>

    func run() throws {
        let request = try BitFlipsRequest(
            replicas: replicas, faults: faults, hours: hours, gigabytes: gigabytes, rate: rate)
        try output.print(BitFlipsReport(request), to: Session.current.console)
    }
}
