import QuorateExplorer
import QuorateLanguage
import Testing

@testable import QuorateSpecs

/// Searches of the catalog can begin wherever the ranges of parameters allow, and every case of `quorate bench` can.
@Suite struct CornerTests {
    fileprivate static let names = catalog.entries.map(\.standard.name)

    @Test(arguments: catalog.benchmarks.indices) func casesOfTheBenchCanBegin(position: Int) {
        let benchmark = catalog.benchmarks[position]
        #expect(benchmark.instance.spec.problem() == nil, "\(benchmark.name)")
    }

    /// Each parameter at both ends of its range, the others as they are: what the spec's own check lets pass, its
    /// values have room for, in the first states at least.
    ///
    /// Every third spec; `CornerLongTests` has the others.
    @Test(arguments: names.indices.filter { $0 % 3 == 0 }.map { names[$0] })
    func endsOfRangesFit(name: String) async throws {
        let entry = try catalog.entry(name)
        for parameter in entry.standard.parameters {
            for value in [parameter.range.lowerBound, parameter.range.upperBound] {
                let spec = try entry.spec(settings: [parameter.name: value], mutant: nil)
                do {
                    _ = try await Explorer(erased: spec, limits: .init(states: 2000)).run()
                } catch let error as SpecError {
                    // The check speaks of parameters; a fault says where it shows.
                    #expect(!error.message.hasPrefix("in "), "\(spec.label): \(error)")
                }
            }
        }
    }
}

/// The other specs.
@Suite struct CornerLongTests {
    private static let names = CornerTests.names

    @Test(arguments: names.indices.filter { $0 % 3 != 0 }.map { names[$0] })
    func endsOfRangesFit(name: String) async throws { try await CornerTests().endsOfRangesFit(name: name) }
}
