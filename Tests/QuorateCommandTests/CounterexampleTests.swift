import Foundation
import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs

/// `Counterexamples`: the shortest runs of whatever in the catalog is meant to break, kept to be read in a diff.
///
/// `quorate check --update-counterexamples` writes them again. `LongTests` has the searches for them.
@Suite struct CounterexampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Counterexamples").path

    /// The traces by spec and name, as in `TwoPhaseCommit/hasty-commit`.
    private static let traces: [String: Trace] = {
        let paths = try! files(below: folder).filter { $0.hasSuffix(".itf.json") }
        return Dictionary(
            uniqueKeysWithValues: paths.map {
                (String($0.dropLast(".itf.json".count)), try! ITF.trace(fromFile: "\(folder)/\($0)"))
            })
    }()

    private static func files(below folder: String) throws -> Set<String> {
        Set(try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") })
    }

    private static func spec(of trace: Trace) throws -> ErasedSpec {
        try catalog.entry(trace.spec).spec(settings: trace.instance.values, mutant: trace.mutant)
    }

    /// Each is a run of its spec that breaks the property it names, and its rendering stands beside it.
    @Test(arguments: traces.keys.sorted())
    func isARun(name: String) throws {
        let trace = try #require(Self.traces[name])
        #expect(try trace.words(in: Self.spec(of: trace)).count == trace.steps.count + 1)
        #expect(name.hasPrefix("\(trace.spec)/"))
        let text = try String(contentsOfFile: "\(Self.folder)/\(name).txt", encoding: .utf8)
        #expect(text == TraceExport.text(of: trace))
    }

    @Test func nothingElseIsThere() throws {
        let expected = Self.traces.keys.flatMap { ["\($0).itf.json", "\($0).txt"] }
        #expect(try Self.files(below: Self.folder) == Set(expected))
    }

    /// A mutant that keeps something from being reached has no run.
    @Test(
        arguments: catalog.entries.flatMap { entry in entry.mutants.map { (entry.standard.name, $0.name) } })
    func everyMutantHasARun(spec: String, mutant: String) throws {
        let entry = try catalog.entry(spec)
        let property = try #require(entry.mutants.first { $0.name == mutant }).expectation.property
        let kind = try entry.spec(settings: [:], mutant: mutant).properties.first { $0.name == property }?
            .kind
        let traces = Self.traces.values.filter { $0.spec == spec && $0.mutant == mutant }
        #expect(traces.contains { $0.property == property } == (kind != .reachable))
    }

    /// Without a mutant a spec breaks only where an instance of the catalog is meant to.
    @Test func everyRunWithoutAMutantHasAnInstance() throws {
        #expect(Self.traces.values.contains { $0.mutant == nil })
        for trace in Self.traces.values where trace.mutant == nil {
            let instances = try catalog.entry(trace.spec).instances.filter {
                $0.spec.mutant == nil && $0.expected.verdict != .holds
                    && $0.spec.settings.map(\.value) == trace.instance.settings.map(\.value)
            }
            #expect(!instances.isEmpty, "\(trace.spec) \(trace.instance.settings)")
        }
    }
}
