import QuorateExplorer
import QuorateLanguage
import Testing

@testable import BroadcastSpecs

@Suite struct BrachaBroadcastTests {
    @Test func twoByzantineReplicasOfFourBreakEverything() async throws {
        let everything = ["agreement", "validity", "totality", "delivery", "joint delivery"]
        #expect(try await violated(BrachaBroadcast(faulty: 2)) == everything)
    }

    /// With more steps, one value too many is also one that not everybody delivers.
    @Test(arguments: [BrachaBroadcast.Mutant.anybodysInitial, .hastyAmplification])
    func forgedValuesBreakTotalityToo(mutant: BrachaBroadcast.Mutant) async throws {
        let joint = mutant == .hastyAmplification ? ["joint delivery"] : []
        #expect(
            try await violated(BrachaBroadcast(mutant: mutant)) == ["validity", "totality", "delivery"]
                + joint)
    }

    /// What totality says of states in which nothing goes on, the two deliveries say of runs without end: here one
    /// of them falls with it, the first where nobody delivers and the second where some do.
    @Test(arguments: BrachaBroadcast.Mutant.allCases)
    func deliveriesFallWithTotality(mutant: BrachaBroadcast.Mutant) async throws {
        guard mutant.expectation.property == "totality", mutant != .anybodysInitial else { return }
        let delivery = mutant == .echoesOfAll ? "delivery" : "joint delivery"
        #expect(try await violated(BrachaBroadcast(mutant: mutant)) == ["totality", delivery])
    }

    @Test func threeReplicasDeliverNothingForSure() async throws {
        #expect(
            try await violated(BrachaBroadcast(replicas: 3)) == ["totality", "delivery", "joint delivery"])
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
