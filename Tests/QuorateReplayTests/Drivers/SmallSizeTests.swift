import QuorateDrivers
import QuorateExplorer
import QuorateLanguage
import Testing

@testable import QuorateReplay
@testable import QuorateReplicas
@testable import BroadcastSpecs
@testable import PBFTSpecs
@testable import RaftSpecs

/// The sizes at which a replica needs nobody else, or at which code and spec are not the same protocol.
@Suite struct SmallSizeTests {
    @Test(arguments: [0, 1, 2]) func aServerAloneConforms(entries: Int) async throws {
        let spec = Raft(servers: 1, terms: 3, entries: entries)
        let conformance = Conformance(spec, driver: RaftDriver(spec) { _ in }, triesAllDisabledSteps: true)
        let report = try await Explorer(erased: conformance.pairs).run()
        let found = report.counterexamples.first.flatMap { conformance.divergence(in: $0) }
        #expect(
            found == nil && report.outcome == .holds, "\(found?.steps ?? []) \(String(describing: found))")
        let figures = conformance.figures()
        // Every state of the spec is one that the real server comes to.
        #expect(figures.specStates == (try await Explorer(erased: ErasedSpec(spec)).run()).distinctStates)
        #expect(figures.actions.first(where: { $0.action == "commit" }).map { $0.taken > 0 } == (entries > 0))
    }

    /// Mistakes of a server that show where it is alone.
    @Test func mistakesOfAServerAloneShow() async throws {
        let spec = Raft(servers: 1, terms: 3, entries: 2)
        let changes: [@Sendable (inout RaftDriver.Rules) -> Void] = [
            { $0.commitsOldTerms = true }, { $0.persistsEntries = false }, { $0.persistsTerm = false },
            { $0.persistsVote = false },
        ]
        for change in changes {
            #expect(try await BreakageCheck.divergence(spec, RaftDriver(spec, unsafely: change)) != nil)
        }
    }

    /// More Byzantine replicas than thresholds: where the code has a choice between values, it has made it.
    @Test(arguments: [(2, 0, 1), (3, 0, 1), (3, 1, 2)])
    func moreByzantineReplicasThanThresholdsLeaveStepsOut(replicas: Int, faults: Int, faulty: Int)
        async throws
    {
        let spec = BrachaBroadcast(replicas: replicas, faults: faults, faulty: faulty)
        let found = try await BreakageCheck.divergence(spec, BrachaDriver(spec) { _ in })
        #expect(found == nil, "\(found?.steps ?? [])")
        let hasty = BrachaDriver(spec) { $0.echoesEveryValue = true }
        #expect(try await BreakageCheck.divergence(spec, hasty) != nil)
    }

    /// A replica that hears of a later view from f + 1 others skips those between, which is several steps of the spec.
    @Test func viewsThatAreSkippedAreNoDivergence() async throws {
        let spec = PBFT(views: 3)
        let found = try await BreakageCheck.divergence(
            spec, PBFTDriver(spec) { _ in }, limits: .init(states: 300))
        #expect(found == nil, "\(found?.steps ?? [])")
    }

    @Test func whereCodeAndSpecAreNotOneProtocolNothingIsCompared() throws {
        let pbft = ReplayTarget.driver(PBFTDriver.self, for: PBFT())
        let bracha = ReplayTarget.driver(BrachaDriver.self, for: BrachaBroadcast())
        for settings in [
            ["replicas": 2], ["replicas": 5], ["faults": 0], ["replicas": 1, "faults": 0],
            ["faulty": 2, "views": 2],
        ] {
            #expect(throws: UnsuitableCode.self) { try pbft.conformance(settings, nil, false) }
        }
        #expect(throws: UnsuitableCode.self) {
            try bracha.conformance(["replicas": 1, "faults": 2, "faulty": 0], nil, false)
        }
        #expect(try pbft.conformance(["replicas": 7, "faults": 2], nil, false) != nil)
        #expect(try pbft.conformance(["views": 1], "replicas-3f", false) != nil)
        #expect(try bracha.conformance(["replicas": 2, "faults": 2], nil, false) != nil)
    }
}
