import QuorateExplorer
import QuorateLanguage
import Testing

@testable import NetworkSpecs

@Suite struct ConnectionCloseTests {
    /// For every patience there are enough losses, and with fewer both ends close in order.
    @Test(arguments: 0...3)
    func bothOrNeitherTakesMorePatienceThanLosses(losses: Int) async throws {
        for userTimeout in 1...4 {
            for timeWait in 1...4 {
                let spec = ConnectionClose(losses: losses, userTimeout: userTimeout, timeWait: timeWait)
                let isPatient = losses < min(userTimeout, timeWait)
                #expect(spec.isPatient == isPatient)
                let expected: Report.PropertyOutcome = isPatient ? .holds : .violated
                #expect(
                    try await outcome(of: "both error-free or neither", in: spec) == expected,
                    "user timeout \(userTimeout), TIME-WAIT \(timeWait)")
                #expect(try await outcome(of: "FIN after all data", in: spec) == .holds)
            }
        }
    }

    /// The story of the text: every acknowledgement of the last FIN is lost, and its sender gives up.
    @Test func theLastAcknowledgementIsLost() async throws {
        let report = try await Explorer(ConnectionClose(losses: 2, timeWait: 4)).run()
        let trace = try #require(report.counterexamples.first)
        #expect(trace.steps.filter { $0.action.name == "lose" }.count == 2)
        #expect(trace.steps.filter { $0.action.name == "tick" }.count >= 2)
    }
}
