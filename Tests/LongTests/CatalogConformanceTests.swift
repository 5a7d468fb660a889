import QuorateDrivers
import QuorateExplorer
import QuorateLanguage
import QuorateReplay
import Testing

@testable import QuorateSpecs

/// Every instance that the drivers list: the shipped code beside the spec, to the end.
@Suite struct CatalogConformanceTests {
    /// States of the spec and pairs, and whether the code leaves out steps. No other tool knows them: they are kept so
    /// that a driver that explores less than before does not go unseen.
    static let figures: [String: (states: Int, pairs: Int, leavesOut: Bool)] = [
        "BrachaBroadcast ": (544, 7920, false), "PBFT views=1": (260, 404, false),
        "PBFT views=2": (13484, 79206, true), "Raft entries=0 terms=2": (6959, 50555, false),
        "Raft entries=2 terms=1": (1209, 6915, true),
        "MembershipChange members=2 servers=3": (2597, 3587, true),
        "MembershipChange entries=1 members=3 servers=3": (3088, 8173, false),
        "MembershipChange members=3 method=1 servers=3": (3484, 13291, true),
    ]

    static let instances = drivers.flatMap { target in target.instances.map { (target, $0) } }

    @Test(arguments: instances.indices)
    func theShippedCodeConforms(position: Int) async throws {
        let (target, settings) = Self.instances[position]
        let words = settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let name = "\(target.spec) \(words.joined(separator: " "))"
        let expected = try #require(Self.figures[name], "\(name)")
        let conformance = try #require(target.conformance(settings, nil, false))
        let report = try await Explorer(erased: conformance.pairs, workers: 2).run()
        #expect(report.outcome == .holds, "\(name): \(report)")
        let found = conformance.figures()
        #expect(found.specStates == expected.states, "\(name)")
        #expect(found.pairs == expected.pairs, "\(name)")
        #expect(found.pairs == report.distinctStates, "\(name)")
        #expect(found.leftOut.isEmpty != expected.leavesOut, "\(name)")
    }

    /// Where nothing is left out, all states of the spec are seen: as many as other tools know.
    @Test func statesAreThoseOfTheSpec() throws {
        var compared = 0
        for (target, settings) in Self.instances {
            let entry = try catalog.entry(target.spec)
            let spec = try entry.spec(settings: settings)
            let known = entry.instances.first { $0.spec.settings == spec.settings && $0.spec.mutant == nil }
            guard let expected = known?.expected.distinctStates else { continue }
            let (states, _, leavesOut) = try #require(
                Self.figures.first { name, _ in
                    name.hasPrefix(target.spec)
                        && settings.allSatisfy { name.contains("\($0.key)=\($0.value)") }
                }?.value)
            #expect(leavesOut ? states <= expected : states == expected, "\(target.spec) \(settings)")
            compared += 1
        }
        #expect(compared > 3)
    }
}
