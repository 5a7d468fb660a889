import Quorate
import Testing

@testable import Protocols

@Suite struct ElectionTests {
    @Test(arguments: 1...4)
    func onlyOneLeader(voters: Int) async throws {
        let report = try await Explorer(Election(voters: voters)).run()
        #expect(report.outcome == .holds, "\(report)")
    }

    @Test func forgetfulVotersElectTwo() async throws {
        let report = try await Explorer(Election(mutant: .forgetfulVoters)).run()
        #expect(report.counterexamples.map(\.property) == ["one leader"], "\(report)")
    }
}
