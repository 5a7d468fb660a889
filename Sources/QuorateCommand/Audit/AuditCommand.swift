import ArgumentParser
import Foundation
import QuorateAudit
import QuorateTraces

/// `quorate audit`: certificates, held against the specs themselves.
struct AuditCommand: AsyncParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json]

    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract:
            "Shows, without the search, that the states of a certificate are all that a spec can reach.",
        discussion: """
            The files are those of `check SPEC --certificate FILE`. Nothing in them is believed: with the actions of the \
            spec itself, and none of the code that searches, it is shown that every initial state is in the set, that \
            every step leads into it, that a step leads to each state from one level above, that every property of \
            safety holds, and that the figures are those of the set. A property of liveness is shown by the ranking \
            that the file has for it; without one it is named and not audited. The set of `check --symmetry` has one \
            state for all that differ by names: each of these is made and looked at.

            A certificate that does not hold ends in exit status 50, or 11, 12 or 20 where a property turns out to be \
            broken or never met; a file that is damaged or no certificate, in 65; too little memory, or too many names, in 30. All states \
            are kept in memory: their words, and 6 to 12 bytes more for each; a ranking takes 4 for each state, and \
            up to 120 for each of its parts.
            """)

    @Argument(help: ArgumentHelp("The certificates.", valueName: "file"))
    var files: [String]

    @Option(
        name: .customLong("max-memory"), parsing: .unconditional,
        help: ArgumentHelp(
            "Memory that the states and rankings of a certificate may take; nine tenths of the machine's unless given.",
            valueName: "size"))
    var memoryLimit: MemorySize?

    @OptionGroup var output: OutputOptions<Self>

    func run() async throws {
        let session = Session.current
        if let memoryLimit, memoryLimit.bytes < 1 {
            throw CommandError.tooSmall(
                option: "--max-memory", value: "\(memoryLimit.bytes)", least: "a size such as 512M")
        }
        let most = memoryLimit?.bytes ?? Int(clamping: ProcessInfo.processInfo.physicalMemory / 10 * 9)
        let runner = AuditRunner(
            parts: files, catalog: session.catalog, memoryLimit: most, interrupt: session.interrupt)
        let reporter = try output.reporter(among: [
            .text: AuditText(console: session.console), .json: AuditJSON(console: session.console),
        ])
        try await runner.run(reporter: reporter).end()
    }
}
