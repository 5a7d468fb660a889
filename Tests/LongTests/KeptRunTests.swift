import Foundation
import QuorateExplorer
import QuorateTraces
import Testing

@testable import Pages
@testable import QuorateSpecs

/// `Counterexamples`: the runs that are kept there are those that a search finds today.
@Suite struct KeptRunTests {
    private static let folder = Page.root.appending(path: "Counterexamples")

    /// The traces by path, as in `TwoPhaseCommit/hasty-commit.itf.json`.
    private static let files =
        (try? FileManager.default.subpathsOfDirectory(atPath: folder.path))?
        .filter { $0.hasSuffix(".itf.json") }.sorted() ?? []

    @Test(arguments: files)
    func eachIsAShortest(file: String) async throws {
        let trace = try ITF.trace(fromFile: Self.folder.appending(path: file).path)
        let spec = try trace.instance.spec(in: catalog)
        let report = try await Explorer(erased: spec, properties: [trace.property]).run()
        #expect(report.counterexamples.map(\.steps.count) == [trace.steps.count])
    }

    /// The command finds nothing to change: the runs are those of an exploration, byte for byte.
    @Test func allAreUpToDate() async throws {
        let temporary = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: temporary) }
        let copy = temporary.appending(path: "Counterexamples").path
        try FileManager.default.copyItem(atPath: Self.folder.path, toPath: copy)
        var terminal = Terminal(in: Page.root)
        let ended = try await terminal.run(
            "quorate check --quiet --update-counterexamples --counterexamples \(copy)")
        #expect(ended.status == 0, "\(ended.output)")
        #expect(ended.output.hasSuffix("\n\(copy): \(Self.files.count) unchanged\n"), "\(ended.output)")
    }
}
