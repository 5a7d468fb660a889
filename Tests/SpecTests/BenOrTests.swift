import QuorateExplorer
import QuorateLanguage
import Testing

@testable import ConsensusSpecs

@Suite struct BenOrTests {
    static let mutants: [BenOr.Mutant?] = [nil] + BenOr.Mutant.allCases

    /// The argument for lockstep, tried: in free runs the same properties fall, and the same can be reached.
    @Test(arguments: mutants)
    func lockstepLosesNoViolation(mutant: BenOr.Mutant?) async throws {
        try await compare(BenOr(replicas: 4, mutant: mutant))
        try await compare(BenOr(replicas: 3, crash: true, mutant: mutant))
        try await compare(BenOr(rounds: 1, mutant: mutant))
    }

    @Test func fourReplicasBreakAgreementToo() async throws {
        let report = try await Explorer(BenOr(replicas: 4), continuesAfterViolation: true).run()
        #expect(
            report.properties.filter { $0.outcome == .violated }.map(\.name) == ["agreement", "validity"])
    }

    /// Two replicas, of which one may stop: nobody can wait for a majority, and nobody decides anything.
    @Test func withoutAMajorityOfCorrectReplicasNobodyDecides() async throws {
        let report = try await Explorer(BenOr(replicas: 2, crash: true), continuesAfterViolation: true).run()
        #expect(report.properties.filter { $0.outcome == .violated }.isEmpty)
        #expect(report.properties.contains { $0.outcome == .notReached })
        #expect(!report.properties.contains { $0.outcome == .reached })
    }

    /// n = 4f: Byzantine replicas keep those who agree from seeing it, however the coin falls.
    @Test func fourReplicasNeedNotDecideWithAFairCoin() async throws {
        let report = try await Explorer(
            BenOr(replicas: 4, rounds: 1, endless: true), properties: ["termination"]
        ).run()
        #expect(report.outcome == .violated)
    }

    /// In rounds without end lockstep loses nothing of termination either.
    @Test(arguments: [false, true])
    func lockstepLosesNoRunWithoutEnd(fairCoin: Bool) async throws {
        for lockstep in [false, true] {
            let spec = BenOr(
                replicas: 3, rounds: 1, crash: true, lockstep: lockstep, endless: true, fairCoin: fairCoin)
            #expect(try await Explorer(spec).run().outcome == (fairCoin ? .holds : .violated))
        }
    }

    /// With a first round that does not come again the inputs are remembered.
    @Test func roundsWithoutEndAreValid() async throws {
        let spec = BenOr(replicas: 3, rounds: 2, crash: true, endless: true)
        let report = try await Explorer(spec).run()
        #expect(report.outcome == .holds)
        #expect(report.properties.contains { $0.name == "validity" && $0.outcome == .holds })
    }

    @Test func endlessRoundsWithoutRoomAreRefused() {
        #expect(throws: SpecError.self) { try BenOr(rounds: 3, endless: true).validate() }
    }

    @Test func messagesAreNumbered() {
        for message in BenOr.Message.values { #expect(BenOr.Message(packed: message.packed) == message) }
        #expect(BenOr(rounds: 2).messages.count == 10)
    }

    @Test func onlyFaultyReplicasAreRefused() {
        #expect(throws: SpecError.self) { try BenOr(replicas: 2, faults: 2).validate() }
    }

    private func compare(_ lockstep: BenOr) async throws {
        var free = lockstep
        free.lockstep = false
        let report = try await Explorer(lockstep, continuesAfterViolation: true).run()
        let freeReport = try await Explorer(free, continuesAfterViolation: true).run()
        #expect(report.properties.map(\.outcome) == freeReport.properties.map(\.outcome))
        #expect(report.distinctStates < freeReport.distinctStates)
    }
}
