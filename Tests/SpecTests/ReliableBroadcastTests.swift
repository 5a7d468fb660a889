import QuorateExplorer
import QuorateLanguage
import Testing

@testable import BroadcastSpecs

@Suite struct ReliableBroadcastTests {
    /// N - 2T ECHOs may all be Byzantine then, but the N - T correct processes still make each other accept.
    @Test(arguments: [false, true])
    func threeTimesTheThresholdTakesUnforgeabilityAlone(broadcast: Bool) async throws {
        let spec = ReliableBroadcast(processes: 3, threshold: 1, faulty: 1, broadcast: broadcast)
        #expect(try await violated(spec) == ["unforgeability"])
    }

    /// The correct processes are fewer than N - T, and whoever has accepted may have heard Byzantine ones only.
    @Test func moreByzantineProcessesThanTheThresholdTakeEverything() async throws {
        #expect(
            try await violated(ReliableBroadcast(faulty: 2)) == ["unforgeability", "correctness", "relay"])
    }

    private func violated(_ spec: ReliableBroadcast) async throws -> [String] {
        let report = try await Explorer(spec, continuesAfterViolation: true).run()
        return report.properties.filter { $0.outcome == .violated }.map(\.name)
    }
}
