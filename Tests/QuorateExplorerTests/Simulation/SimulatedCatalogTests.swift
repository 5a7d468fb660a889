import QuorateExplorer
import QuorateLanguage
import Testing

@testable import QuorateSpecs

/// Random runs of the catalog beside the verdicts that searches have come to.
@Suite struct SimulatedCatalogTests {
    private static let entries = catalog.entries

    /// Where a search finds nothing, no run does; where it does, no run is shorter than the shortest.
    @Test func noRunContradictsASearch() async throws {
        var caught = 0
        for entry in Self.entries {
            for instance in entry.instances where (instance.expected.distinctStates ?? 0) < 20_000 {
                var simulator = Simulator(erased: instance.spec, runs: 12, depth: 60)
                simulator.shrinks = false
                if case .violates(let property) = instance.expected.verdict {
                    simulator.endingProperties = [property]
                }
                let report = try await simulator.run()
                let comment = Comment(rawValue: report.headline)
                let broken = report.counterexamples
                switch instance.expected.verdict {
                case .holds: #expect(broken.isEmpty, comment)
                case .violates(let property):
                    guard let trace = broken.first(where: { $0.property == property }) else { continue }
                    caught += 1
                    #expect(trace.steps.count >= instance.expected.steps ?? 0, comment)
                }
            }
        }
        #expect(caught > 20, "\(caught)")
    }
}
