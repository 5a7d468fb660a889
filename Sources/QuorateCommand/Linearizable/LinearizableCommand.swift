import ArgumentParser
import QuorateTraces

/// `quorate linearizable`: an order of operations that explains a history of a real system.
struct LinearizableCommand: ParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json]

    static let configuration = CommandConfiguration(
        commandName: "linearizable",
        abstract:
            "Finds an order of operations that explains what clients of a real system got, or shows that none does.",
        discussion: """
            The file is a history of Jepsen's, in EDN or in JSON: a map for each event with the type (invoke, ok, fail, \
            info), the process, f and the value. What failed took no effect; what ended in info took effect or not. \
            Processes without a number, such as the nemesis, are left out.

              register      f read, write
              cas-register  f read, write, cas with a list of the old and the new value
              queue         f enqueue, dequeue (ok with nil: the queue was empty)
              lock          f acquire, release, by the process that has it

            For a history that no order explains the shortest prefix is shown that none explains (exit status 12). Where \
            the limit comes first, nothing is known (exit status 30).
            """)

    @Argument(help: ArgumentHelp("The history.", valueName: "file"))
    var file: String

    @Option(help: "The object that the operations are of.")
    var `as`: JepsenObjectKind

    @Option(help: "What an order must respect.")
    var consistency = ConsistencyKind.linearizable

    @Flag(help: "Each value is a list of a key and a value, and each key has an object of its own.")
    var keyed = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The value of a register before the first write, as it stands in the file.", valueName: "value"))
    var initial: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The most states that one search looks at.", valueName: "n"))
    var limit = 1_000_000

    @OptionGroup var output: OutputOptions<Self>

    func run() throws {
        let request = try HistoryRequest(
            file: file, kind: `as`, consistency: consistency, isKeyed: keyed, initial: initial, limit: limit)
        let report = try HistoryReport(request)
        try output.print(report, to: Session.current.console)
        try report.status.end()
    }
}
