import QuorateExplorer
import QuorateLanguage
import Testing

@testable import QuorateSpecs

/// No spec of the catalog holds because nothing happens in it.
@Suite struct VacuityTests {
    /// The instances of a spec that hold, explored.
    private func soundReports(of entry: Catalog.Entry) async throws -> [Report] {
        var reports: [Report] = []
        for instance in entry.instances where instance.expected.verdict == .holds && !instance.expected.isLong
        {
            reports.append(try await Explorer(erased: instance.spec, workers: 2).run())
        }
        return reports
    }

    @Test(arguments: catalog.entries.indices)
    func everyActionIsTakenAndEveryPremiseHolds(position: Int) async throws {
        let entry = catalog.entries[position]
        let reports = try await soundReports(of: entry)
        let taken = Set(reports.flatMap { $0.actions.filter { $0.taken > 0 }.map(\.name) })
        #expect(Set(entry.standard.actionNames).subtracting(taken) == [], "\(entry.standard.name)")
        let held = Set(reports.flatMap { $0.properties.filter(\.premiseHeld).map(\.name) })
        let names = Set(reports.flatMap { $0.properties.map(\.name) })
        #expect(names.subtracting(held) == [], "\(entry.standard.name)")
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
        let reports = try await soundReports(of: entry)
        for (kind, wanted) in [("without", true), ("with", false)] {
            let some = reports.filter { report in
                let clauses = report.spec.assumptions?.clauses ?? []
                return (clauses.contains("no faults") || clauses.contains("f = 0")) == wanted
                    && report.properties.contains {
                        $0.outcome == .reached || $0.kind.isLiveness && $0.outcome == .holds
                    }
            }
            #expect(!some.isEmpty, "\(entry.standard.name) decides nothing \(kind) faults")
        }
    }
}
