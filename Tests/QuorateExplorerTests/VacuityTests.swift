import QuorateExplorer
import QuorateLanguage
import Testing

@testable import QuorateSpecs

/// No spec of the catalog holds because nothing happens in it.
@Suite struct VacuityTests {
    /// The instances of a spec that hold, explored one after the other, small ones first, until they show enough:
    /// what some show, all show.
    private func exploreSoundInstances(of entry: Catalog.Entry, until isEnough: (Report) -> Bool) async throws
    {
        let sound = entry.instances
            .filter { $0.expected.verdict == .holds && !$0.expected.isLong }
            .sorted { $0.expected.distinctStates ?? .max < $1.expected.distinctStates ?? .max }
        for instance in sound {
            if isEnough(try await Explorer(erased: instance.spec, workers: 2).run()) { break }
        }
    }

    @Test(arguments: catalog.entries.indices)
    func everyActionIsTakenAndEveryPremiseHolds(position: Int) async throws {
        let entry = catalog.entries[position]
        // Of all instances, also of those that need not be explored.
        let names = Set(
            entry.instances.filter { $0.expected.verdict == .holds && !$0.expected.isLong }
                .flatMap { $0.spec.properties.map(\.name) })
        var (untaken, unheld) = (Set(entry.standard.actionNames), names)
        try await exploreSoundInstances(of: entry) { latest in
            untaken.subtract(latest.actions.filter { $0.taken > 0 }.map(\.name))
            unheld.subtract(latest.properties.filter(\.premiseHeld).map(\.name))
            return untaken.isEmpty && unheld.isEmpty
        }
        #expect(untaken == [], "\(entry.standard.name)")
        #expect(unheld == [], "\(entry.standard.name)")
    }

    @Test func everySpecSaysWhatItAssumes() {
        for entry in catalog.entries { #expect(entry.standard.assumptions != nil, "\(entry.standard.name)") }
    }

    /// All but the spec whose one bug is in every run, and does nothing where the input is harmless.
    private static let byzantineEntries = catalog.entries.filter { entry in
        let clauses = entry.standard.assumptions?.clauses ?? []
        return entry.standard.name != "CorrelatedBug"
            && clauses.contains { $0 == "Byzantine" || $0.hasPrefix("bounded adversary") }
    }

    @Test func thereAreByzantineSpecs() { #expect(Self.byzantineEntries.count > 10) }

    /// Where replicas may be Byzantine, something must be decided without any faults, and with them.
    @Test(arguments: byzantineEntries.indices)
    func byzantineSpecsDecideWithAndWithoutFaults(position: Int) async throws {
        let entry = Self.byzantineEntries[position]
        var missing: Set = ["with", "without"]
        try await exploreSoundInstances(of: entry) { latest in
            let clauses = latest.spec.assumptions?.clauses ?? []
            let decides = latest.properties.contains {
                $0.outcome == .reached || $0.kind.isLiveness && $0.outcome == .holds
            }
            let isHarmless = clauses.contains("no faults") || clauses.contains("f = 0")
            if decides { missing.remove(isHarmless ? "without" : "with") }
            return missing.isEmpty
        }
        #expect(missing == [], "\(entry.standard.name) decides nothing with or without faults")
    }
}
