import ArgumentParser
import Foundation
import QuorateExplorer
import QuorateTraces

/// `quorate export`: a trace file as a test of one's own.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a trace as a test that needs no file.",
        discussion: """
            For Go and Python the test takes an adapter along the run (see `replay --adapter`), whose command the variable \
            \(AdapterTestRun.variable) of the environment names; it has to take the steps that the spec has without \
            the mutant or variant, and to refuse the first one that it has not, which can be told only if it says so or shows every variable. A trace without such a \
            step is refused (65). For Swift no adapter is needed.

            The test walks the run on the spec again: that it still breaks the property, and at which step the spec \
            without the mutant or variant refuses it. It belongs into a test target that depends on Quorate and on the module of \
            the spec.

            With --as-scenario it is no test, but the schedule of the run as JSON, for a harness whose replicas are black \
            boxes: who acts, what has come from whom by then, and what faulty replicas send to whom. A spec that does not \
            say so is refused (64).

            As in `show`, a file with a step that the spec does not allow is refused (exit status 65).
            """)

    @Argument(help: ArgumentHelp("The trace file, which ends in .itf.json.", valueName: "file"))
    var file: String

    @Flag(help: "Write a Swift Testing file; the same as --for swift.")
    var swift = false

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "The language of the test: go (go test), python (unittest, and so pytest) or swift (Swift Testing).",
            valueName: "language"))
    var language: TestLanguage?

    @Flag(help: "Write the schedule of the run as JSON, for a test harness over black boxes.")
    var asScenario = false

    @Option(
        help: ArgumentHelp(
            "Write to this file instead of standard output; it is replaced.", valueName: "path"))
    var output: String?

    func run() throws {
        let session = Session.current
        if swift, let language, language != .swift {
            throw CommandError.optionsExclude("--swift", "--for", because: "they ask for different languages")
        }
        if asScenario { return try writeScenario(in: session) }
        guard let language = language ?? (swift ? .swift : nil) else { throw CommandError.noExportFormat }
        let walked = try CatalogTrace(file: file, in: session.catalog)
        let (text, testCount) = try test(walked, for: language, in: session)
        guard let output else { return try session.console.print(text) }
        try WholeFile.write(Data(text.utf8), to: output)
        session.console.note("\(Numerals.count(testCount, "test")) written to \(output)")
    }

    private func writeScenario(in session: Session) throws {
        if swift || language != nil {
            throw CommandError.optionsExclude(
                "--as-scenario", swift ? "--swift" : "--for", because: "a schedule is no test")
        }
        let walked = try CatalogTrace(file: file, in: session.catalog)
        let scenario: ScenarioFile
        do { scenario = try ScenarioFile(walked) } catch let reason as NoScenario {
            throw CommandError.noScenario(file: file, reason: reason.description)
        }
        guard let output else { return try session.console.print(scenario.text) }
        try WholeFile.write(Data(scenario.text.utf8), to: output)
        session.console.note("\(Numerals.count(walked.trace.steps.count, "step")) written to \(output)")
    }

    private func test(
        _ walked: CatalogTrace, for language: TestLanguage, in session: Session
    ) throws -> (text: String, count: Int) {
        switch language {
        case .swift:
            let test = try SwiftTestFile(walked, in: session)
            return (test.text, test.testCount)
        case .go: return (GoTestFile(run: try adapterRun(walked, in: session)).text, 1)
        case .python: return (PythonTestFile(run: try adapterRun(walked, in: session)).text, 1)
        }
    }

    private func adapterRun(_ walked: CatalogTrace, in session: Session) throws -> AdapterTestRun {
        let run = try AdapterTestRun(walked, in: session)
        guard run.steps.count > 1 else {
            throw CommandError.refusedTrace(file: file, reason: NothingToExport())
        }
        return run
    }
}

/// A trace of which a test would compare nothing.
struct NothingToExport: Error, CustomStringConvertible {
    var description: String {
        "no step of it is left for the code without the mutant or variant, so that the test would compare nothing"
    }
}

/// A language that tests are written in.
enum TestLanguage: String, ExpressibleByArgument, CaseIterable {
    case go, python, swift
}
