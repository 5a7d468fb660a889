import Foundation
import QuorateExplorer
import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs

/// `Counterexamples`: the runs that are kept there are those that a search finds today, byte for byte, and none is
/// missing.
///
/// Called long tests: `swift test --skip LongTests` leaves them out.
@Suite struct KeptRunLongTests {
    private static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Counterexamples").path
    private static let folder = Result { try CounterexampleFolder(path: path, specs: nil, catalog: catalog) }
    private static let names = (try? folder.get().kept.keys.sorted()) ?? []

    /// A search for the property alone ends at the first violation: what `check` keeps of the whole state space is the
    /// same run, since the least of the shortest is chosen.
    @Test(arguments: names)
    func eachIsWhatASearchFinds(name: String) async throws {
        let kept = try #require(try Self.folder.get().kept[name])
        let spec = try kept.trace.instance.spec(in: catalog)
        let report = try await Explorer(erased: spec, properties: [kept.trace.property]).run()
        let found = try #require(report.counterexamples.first)
        let change = CounterexampleChange(name, found: found.withoutSites, kept: kept)
        #expect(change.kind == .unchanged, "\(change.remark)")
    }

    /// Each has the name that an update gives it, and belongs to a run of the catalog.
    @Test func eachIsCalledAsAnUpdateCallsIt() throws {
        let (folder, runs) = (try Self.folder.get(), try CheckPlan(CheckRequest(), catalog: catalog).runs)
        let long = catalog.entries.flatMap(\.instances).filter(\.expected.isLong).map(\.spec.instance)
        var names = TraceNames(runs: runs)
        for name in Self.names {
            let trace = try #require(folder.kept[name]).trace
            guard let run = runs.first(where: { $0.spec.instance.isSame(as: trace.instance) }) else {
                #expect(long.contains { $0.isSame(as: trace.instance) }, "\(name) belongs to nothing")
                continue
            }
            #expect(names.name(of: trace, run) == name)
        }
    }

    /// Each run that is expected to break something by a run has it kept.
    @Test func noneIsMissing() throws {
        let kept = try Self.folder.get().kept.values.map(\.trace)
        var count = 0
        for run in try CheckPlan(CheckRequest(), catalog: catalog).runs {
            guard let broken = run.expectation.brokenProperty else { continue }
            let kind = run.spec.properties.first { $0.name == broken }?.kind
            if kind == .reachable { continue }  // What is never reached has no run.
            count += 1
            #expect(
                kept.contains { $0.property == broken && $0.instance.isSame(as: run.spec.instance) },
                "\(run.spec.label) has none")
        }
        #expect(count > 350)
    }
}
