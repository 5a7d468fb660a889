import QuorateReplicas
import Testing

/// What a broadcast can be among, and what a replica begins with.
@Suite struct BrachaConfigurationTests {
    @Test func numbersThatMakeNoSenseAreRefusedWithWhatWouldBeRight() {
        func check(_ n: Int, _ f: Int, replica: Int = 0, sender: Int = 0, _ error: BrachaConfigurationError) {
            #expect(throws: error) {
                try BrachaConfiguration(replica: replica, replicaCount: n, faultCount: f, sender: sender)
            }
        }
        check(0, 0, .replicaCount(0))
        check(1001, 1, .replicaCount(1001))
        check(4, 1, replica: 4, .noSuchReplica(4, of: 4))
        check(4, 1, replica: -1, .noSuchReplica(-1, of: 4))
        check(4, 1, sender: 4, .noSuchReplica(4, of: 4))
        check(4, -1, .faultCount(-1, of: 4))
        check(4, Int.max, .faultCount(.max, of: 4))
        check(6, 2, .tooFewReplicas(6, faultCount: 2))
        #expect(
            "\(BrachaConfigurationError.tooFewReplicas(6, faultCount: 2))"
                == "6 replicas do not stand 2 Byzantine ones; take at least 7 replicas, or at most 1 faults")
    }

    /// Thresholds of the paper for n = 3f + 1 and more.
    @Test(arguments: 0..<5)
    func thresholdsAreThoseOfThePaper(f: Int) throws {
        for n in 3 * f + 1...3 * f + 5 {
            let configuration = try BrachaConfiguration(replica: 0, replicaCount: n, faultCount: f, sender: 0)
            let echoes = configuration.enoughEchoes
            // The least number of which two sets share more than f replicas, and the correct ones are enough.
            #expect(2 * echoes - n > f && 2 * (echoes - 1) - n <= f && echoes <= n - f)
            #expect(configuration.enoughReadiesToEcho == f + 1)
            #expect(configuration.enoughReadiesToBeReady == f + 1)
            #expect(configuration.enoughReadiesToDeliver == 2 * f + 1)
        }
    }

    @Test func rulesCanBeChangedOnlyOnPurpose() throws {
        var configuration = try BrachaConfiguration(replica: 0, replicaCount: 4, faultCount: 1, sender: 0)
        let safe = configuration
        configuration.unsafely { $0.echoThreshold = .twoF }
        #expect(configuration.enoughEchoes == 2 && configuration != safe)
    }

    /// There is nothing to recover, and records are refused.
    @Test func thereIsNothingToRecover() throws {
        let configuration = try BrachaReplica.ofFour().configuration
        #expect(try BrachaReplica(configuration, recovering: []).state == BrachaReplica.ofFour().state)
        #expect(throws: RecoveryFailure(record: 0, reason: "a replica of a broadcast keeps no records")) {
            try BrachaReplica(configuration, recovering: [[]])
        }
    }
}
