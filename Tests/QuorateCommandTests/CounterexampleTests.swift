import Foundation
import Testing

/// `Counterexamples`: the shortest runs of whatever in the catalog is meant to break, kept to be read in a diff.
///
/// `quorate check --export Counterexamples` writes them again.
@Suite struct CounterexampleTests {
    private let kept = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Counterexamples")
        .path

    @Test func areWhatACheckOfTheCatalogExports() async throws {
        try await withTemporaryFolder { folder in
            let outcome = try await Executable.run(["check", "--quiet", "--export", folder])
            #expect(outcome.status == 0, "\(outcome.output)")
            #expect(try files(below: folder) == files(below: kept))
            for file in try files(below: folder) {
                #expect(try text("\(folder)/\(file)") == text("\(kept)/\(file)"), "\(file)")
            }
        }
    }

    @Test func canBeShown() async throws {
        let traces = try files(below: kept).filter { $0.hasSuffix(".itf.json") }
        #expect(!traces.isEmpty)
        for trace in traces {
            let outcome = try await Executable.run(["show", "\(kept)/\(trace)"])
            #expect(outcome.status == 0, "\(trace): \(outcome.errors)")
            let rendering = trace.replacing(/\.itf\.json$/, with: ".txt")
            #expect(try outcome.output == text("\(kept)/\(rendering)"))
        }
    }

    private func files(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") }.sorted()
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
}
