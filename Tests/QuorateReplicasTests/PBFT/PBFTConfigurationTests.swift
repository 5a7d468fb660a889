import QuorateReplicas
import Testing

@Suite struct PBFTConfigurationTests {
    private func configuration(
        replica: Int = 0, replicas: Int = 4, faults: Int = 1, clients: Int = 1, interval: Int = 4,
        window: Int = 8,
        limit: Int = 64
    ) throws -> PBFTConfiguration {
        try PBFTConfiguration(
            replica: replica, replicaCount: replicas, faultCount: faults, clientCount: clients,
            authentication: .unsafeNone, checkpointInterval: interval, watermarkWindow: window,
            operationLimit: limit)
    }

    @Test func nonsenseIsRefused() throws {
        #expect(throws: PBFTConfigurationError.tooFewReplicas(3, 1)) { try configuration(replicas: 3) }
        #expect(throws: PBFTConfigurationError.tooFewReplicas(4, -1)) { try configuration(faults: -1) }
        #expect(throws: PBFTConfigurationError.tooManyReplicas(101)) { try configuration(replicas: 101) }
        #expect(throws: PBFTConfigurationError.noSuchReplica(4, of: 4)) { try configuration(replica: 4) }
        #expect(throws: PBFTConfigurationError.clientCount(0)) { try configuration(clients: 0) }
        #expect(throws: PBFTConfigurationError.watermarks(interval: 4, window: 3)) {
            try configuration(window: 3)
        }
        #expect(throws: PBFTConfigurationError.operationLimit(-1)) { try configuration(limit: -1) }
    }

    /// Two quorums share f + 1 replicas, and the correct ones are enough for one, for every n and f.
    @Test func quorumsIntersectAndAreAvailable() throws {
        for faults in 0...10 {
            for replicas in (3 * faults + 1)...(3 * faults + 8) {
                let quorum = try configuration(replicas: replicas, faults: faults).quorum()
                #expect(2 * quorum - replicas >= faults + 1)
                #expect(quorum <= replicas - faults)
                if replicas == 3 * faults + 1 { #expect(quorum == 2 * faults + 1) }
            }
        }
    }

    @Test func tooFewReplicasAreAQuorumOfNMinusF() throws {
        let few = try configuration().unsafely { $0.allowsTooFewReplicas = true }
        #expect(few.memberCount == 3)
        #expect(few.quorum() == 2)
        #expect(few.primary(of: 3) == 0)
    }
}
