import Quorate
import Testing

@testable import Protocols

@Suite struct ElectionDriverTests {
    @Test func votersConform() async throws {
        let conformance = Conformance(Election(), driver: ElectionDriver(Election(), code: .shipped))
        let report = try await Explorer(erased: conformance.pairs).run()
        #expect(report.outcome == .holds, "\(report)")
    }

    /// Counterexample on real voters: forgetful ones go all the way, and those that ship refuse.
    @Test func forgetfulVotersElectTwo() async throws {
        let report = try await Explorer(Election(mutant: .forgetfulVoters)).run()
        let counterexample = try #require(report.counterexamples.first)
        let voters = ReplayTarget.driver(ElectionDriver.self, for: Election())
        #expect(try voters.replay(counterexample, true).outcome == .reproduced)
        #expect(try voters.replay(counterexample, false).outcome == .refused(step: 4))
    }
}
