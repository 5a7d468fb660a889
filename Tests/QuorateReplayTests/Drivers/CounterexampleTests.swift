import Foundation
import QuorateDrivers
import QuorateReplay
import QuorateTraces
import Testing

/// Every kept counterexample of a spec with code, on the code that ships and on that with the mutant's change.
@Suite struct CounterexampleTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Counterexamples")

    static let files = drivers.flatMap { driver in
        let folder = folder.appendingPathComponent(driver.spec)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".itf.json") }.sorted().map { driver.spec + "/" + $0 }
    }

    @Test(arguments: files) func shippedCodeHasNotTheBug(file: String) throws {
        let trace = try ITF.trace(fromFile: Self.folder.appendingPathComponent(file).path)
        let driver = try #require(drivers.first { $0.spec == trace.spec })
        let start = Date()
        let (shipped, changed) = (try driver.replay(trace, false), try driver.replay(trace, true))
        print("LOOK", file, "|", shipped.outcome, "|", changed.outcome, String(format: "%.2f", Date().timeIntervalSince(start)))
        fflush(nil)
    }
}
