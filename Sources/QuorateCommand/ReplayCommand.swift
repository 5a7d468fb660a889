import ArgumentParser
import Foundation
import QuorateReplay
import QuorateTraces

/// `quorate replay`: takes real code through the run in a trace file.
struct ReplayCommand: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, junit }
    enum Code: String, CaseIterable, ExpressibleByArgument { case shipped, mutant }

    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Takes real replicas through the runs in trace files, step by step.",
        discussion: """
            The shipped code follows the spec without the mutant, and has to refuse the first step that this spec \
            disables. The code with the mutant's change follows the mutant's run, and has to break the property that \
            the trace names. Without --against both are run.

            An outcome is expected if the file records it; if it records none, the shipped code must not break the \
            property, and the changed code must. Each replay is made again in a process of its own, and must agree with \
            itself to the byte (exit status 41). The spec must have a driver; `list` shows which have.

            Each replay says which variables were compared: those of the file with the spec's, and the spec's with \
            the code's. A file that has none of the spec's, or no step and nothing that it shows, is refused (exit \
            status 65).
            """)

    @Argument(help: ArgumentHelp("The trace files, which end in .itf.json.", valueName: "file"))
    var files: [String]

    @Option(help: "The code to run: the one that ships, or the one with the mutant's change.")
    var against: Code?

    @Option(
        help: ArgumentHelp(
            "The spec of files that other tools have written: their actions are found again on it.",
            valueName: "spec"))
    var spec: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Set a parameter of that spec.", valueName: "name=value"))
    var settings: [String] = []

    @Option(help: ArgumentHelp("Break that spec on purpose.", valueName: "name"))
    var mutant: String?

    @Option(help: "How to print.")
    var format = Format.text

    /// What the second process prints, to be compared with the first.
    @Flag(help: .hidden)
    var transcript = false

    func run() throws {
        let session = Session.current
        let runner = try ReplayRunner(session: session, foreign: foreign)
        if transcript { return try printTranscript(runner, session) }
        let (replays, notReplayed) = try replays(by: runner, session.interrupt)
        switch format {
        case .text: try ReplayText(console: session.console).print(replays, notReplayed: notReplayed)
        case .json: try session.console.print(ReplayJSON.value(of: replays, notReplayed: notReplayed))
        case .junit: try ReplayJUnit(console: session.console).print(replays, notReplayed: notReplayed)
        }
        var statuses = Set(replays.map(\.status)).subtracting([.asExpected])
        if !notReplayed.isEmpty { statuses.insert(.inconclusive) }
        if let status = statuses.first {
            throw EndedWithStatus(status: statuses.count > 1 ? .unlike : status)
        }
    }

    /// What became of the files, and those that an interrupt kept from being replayed.
    private func replays(
        by runner: ReplayRunner, _ interrupt: Interrupt
    ) throws -> (made: [FinishedReplay], notReplayed: [String]) {
        interrupt.heed()
        var made: [FinishedReplay] = []
        for (position, file) in files.enumerated() {
            do {
                if interrupt.isRaised { throw CommandError.interrupted }
                made += try runner.replays(
                    of: file, against: against.map { [$0] } ?? Code.allCases, isChosen: against != nil)
            } catch CommandError.interrupted {
                return (made, Array(files[position...]))
            }
        }
        return (made, [])
    }

    private var foreign: ReplayRunner.Foreign? {
        get throws {
            guard let spec else {
                if !settings.isEmpty { throw CommandError.needsOption(option: "--set", needed: "--spec") }
                if mutant != nil { throw CommandError.needsOption(option: "--mutant", needed: "--spec") }
                return nil
            }
            return ReplayRunner.Foreign(spec: spec, settings: settings, mutant: mutant)
        }
    }

    private func printTranscript(_ runner: ReplayRunner, _ session: Session) throws {
        for file in files {
            let trace = try runner.trace(in: file).trace
            let report = try runner.report(of: trace, against: against ?? .shipped, file: file)
            try session.console.print(report.transcript.text)
        }
    }
}
