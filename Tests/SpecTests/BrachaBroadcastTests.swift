import QuorateExplorer
import QuorateLanguage
import Testing

@testable import BroadcastSpecs

@Suite struct BrachaBroadcastTests {
    @Test func twoByzantineReplicasOfFourBreakEverything() async throws {
        #expect(try await violated(BrachaBroadcast(faulty: 2)) == ["agreement", "validity", "totality"])
    }

    /// With more steps, one value too many is also one that not everybody delivers.
    @Test(arguments: [BrachaBroadcast.Mutant.anybodysInitial, .hastyAmplification])
    func forgedValuesBreakTotalityToo(mutant: BrachaBroadcast.Mutant) async throws {
        #expect(try await violated(BrachaBroadcast(mutant: mutant)) == ["validity", "totality"])
    }

    @Test func everyReplicaIsFaultyInSomeStart() {
        let starts = BrachaBroadcast(replicas: 7, faults: 2).initialStates
        let spec = BrachaBroadcast(replicas: 7, faults: 2)
        #expect(Set(starts.map { spec.faulty(in: $0).members }).count == 21)
    }

    @Test func moreFaultyReplicasThanThereAreAreRefused() {
        #expect(throws: SpecError.self) { try BrachaBroadcast(replicas: 2, faulty: 3).validate() }
    }

    private func violated(_ spec: BrachaBroadcast) async throws -> [String] {
        let report = try await Explorer(spec, continuesAfterViolation: true).run()
        return report.properties.filter { $0.outcome == .violated }.map(\.name)
    }
}
