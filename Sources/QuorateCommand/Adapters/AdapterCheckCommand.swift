import ArgumentParser
import QuorateExplorer
import QuorateLanguage
import QuorateReplay

/// `quorate adapter-check`: the protocol, tried on an adapter.
struct AdapterCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adapter-check",
        abstract: "Tries the adapter protocol on a program, and says what is wrong with it.",
        discussion: """
            The program is greeted for the spec, started, and taken along one run and through steps that the spec \
            disables; a second process of it has to do the same. That nothing is wrong says that it speaks the protocol, \
            and nothing of its code: that is for `replay --adapter` and `conform --adapter`.
            """)

    @Argument(help: ArgumentHelp("The program and its arguments, in quotes.", valueName: "command"))
    var command: String

    @Argument(
        help: ArgumentHelp("The spec that it is an adapter for.", valueName: "spec"), completion: .specs)
    var spec: String

    @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter.", valueName: "name=value"))
    var settings: [String] = []

    @Option(
        name: .customLong("mutant"),
        help: ArgumentHelp("Break spec and code in the same way on purpose.", valueName: "name"))
    var mutant: String?

    @Option(help: ArgumentHelp("The time that the adapter has for each answer.", valueName: "seconds"))
    var adapterTimeout: Double?

    @Option(help: ArgumentHelp("The most steps of the run.", valueName: "n"))
    var steps = 50

    func run() throws {
        let session = Session.current
        let adapter = try AdapterRequest(command, seconds: adapterTimeout)
        guard steps > 0 else { throw CommandError.tooSmall(option: "--steps", value: "\(steps)", least: "1") }
        let values = try CheckRequest(settings: settings).parsedSettings()
        let instance = Instance(spec: spec, mutant: mutant, values: values)
        let erased = try instance.spec(in: session.catalog)
        let interrupt = session.interrupt
        let inspection = AdapterInspection(of: erased, steps: steps) { () throws(AdapterError) in
            try adapter.launch(interrupt: interrupt)
        }
        try session.console.print(text(inspection, for: erased))
        if inspection.findings.contains(where: { $0.problem != nil }) {
            throw EndedWithStatus(status: .replayDiverged)
        }
    }

    private func text(_ inspection: AdapterInspection, for spec: ErasedSpec) -> String {
        var lines = ["\(spec.label), \(command)"]
        lines += inspection.abilities.map { "  " + $0.label.padded(to: 14) + $0.text }
        for finding in inspection.findings {
            lines.append((finding.problem == nil ? "ok      " : "WRONG   ") + finding.question)
            if let problem = finding.problem { lines.append("        " + problem) }
        }
        return lines.joined(separator: "\n")
    }
}
