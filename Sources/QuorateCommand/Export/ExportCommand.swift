import ArgumentParser
import Foundation
import QuorateExplorer
import QuorateTraces

/// `quorate export`: a trace file as a test of one's own.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a trace as a Swift test that needs no file.",
        discussion: """
            The test walks the run on the spec again: that it still breaks the property, and at which step the spec \
            without the mutant or variant refuses it. It belongs into a test target that depends on Quorate and on the module of \
            the spec.

            As in `show`, a file with a step that the spec does not allow is refused (exit status 65).
            """)

    @Argument(help: ArgumentHelp("The trace file, which ends in .itf.json.", valueName: "file"))
    var file: String

    @Flag(help: "Write a Swift Testing file.")
    var swift = false

    @Option(
        help: ArgumentHelp(
            "Write to this file instead of standard output; it is replaced.", valueName: "path"))
    var output: String?

    func run() throws {
        let session = Session.current
        guard swift else { throw CommandError.noExportFormat }
        let walked = try CatalogTrace(file: file, in: session.catalog)
        let test = try SwiftTestFile(walked, in: session)
        let text = test.text
        guard let output else { return try session.console.print(text) }
        try WholeFile.write(Data(text.utf8), to: output)
        session.console.note("\(Numerals.count(test.testCount, "test")) written to \(output)")
    }
}
