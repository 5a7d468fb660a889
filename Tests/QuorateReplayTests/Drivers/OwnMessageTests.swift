import QuorateDrivers
import QuorateExplorer
import QuorateLanguage
import Testing

@testable import QuorateReplay
@testable import QuorateReplicas
@testable import BroadcastSpecs

/// What a replica has said itself it counts without hearing it: where nobody else has said anything, as long as there are
/// no Byzantine replicas, this alone lets it go on.
@Suite struct OwnMessageTests {
    @Test(arguments: [(1, 0), (2, 0)])
    func aBroadcastWithoutByzantineReplicasConforms(replicas: Int, faults: Int) async throws {
        let spec = BrachaBroadcast(replicas: replicas, faults: faults, faulty: 0)
        let driver = BrachaDriver(spec) { _ in }
        let conformance = Conformance(spec, driver: driver, triesAllDisabledSteps: true)
        let report = try await Explorer(erased: conformance.pairs).run()
        let found = report.counterexamples.first.flatMap { conformance.divergence(in: $0) }
        #expect(found == nil && report.outcome == .holds, "\(found?.steps ?? [])")
        #expect(conformance.figures().actions.allSatisfy { $0.taken > 0 })
        let alone = try await Explorer(erased: ErasedSpec(spec)).run()
        #expect(conformance.figures().specStates == alone.distinctStates)
    }

    /// The messages that each replica has heard make many pairs of four replicas; the first are enough here.
    @Test func aFewStepsOfMore() async throws {
        let spec = BrachaBroadcast(replicas: 4, faults: 1, faulty: 0)
        let driver = BrachaDriver(spec) { _ in }
        let found = try await BreakageCheck.divergence(spec, driver, limits: .init(states: 200))
        #expect(found == nil, "\(found?.steps ?? [])")
    }

    /// The search sees code that does too much as before.
    @Test func hastyCodeIsNoticed() async throws {
        let spec = BrachaBroadcast(replicas: 2, faults: 0, faulty: 0)
        let driver = BrachaDriver(spec) { $0.skipsEchoPhase = true }
        #expect(try await BreakageCheck.divergence(spec, driver) != nil)
    }
}
