import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import StorageSpecs

@Suite struct TrustedReadTests {
    /// What is trusted is right for any n; that anything is ever trusted takes n >= 2f + 1.
    @Test func readsCompleteWithTwiceAsManyReplicasAsFaultyAndOneMore() async throws {
        for faults in 0...2 {
            for replicas in max(1, faults)...6 {
                let isLive = replicas >= 2 * faults + 1
                let spec = TrustedRead(replicas: replicas, faults: faults)
                let comment = Comment(rawValue: "n = \(replicas), f = \(faults)")
                let read = try await outcome(of: "a read completes though the faulty are silent", in: spec)
                #expect(read == (isLive ? .holds : .violated), comment)
                #expect(try await outcome(of: "integrity", in: spec) == .holds, comment)
                let silent = TrustedRead(replicas: replicas, faults: faults, silent: true)
                let completion = try await outcome(of: "every read completes", in: silent)
                #expect(completion == (isLive ? .holds : .violated), comment)
            }
        }
    }

    /// "If we receive f identical (but corrupt) pages from the f villains, we cannot be sure", for f = 1 and
    /// 2.
    @Test(arguments: [(3, 1), (4, 1), (5, 2)]) func fCopiesAreTooFew(replicas: Int, faults: Int) async throws
    {
        let spec = TrustedRead(replicas: replicas, faults: faults, mutant: .trustFCopies)
        #expect(try await outcome(of: "integrity", in: spec) == .violated)
    }

    /// With no villain who takes part a wrong threshold does no harm: the mutant falls by what villains say.
    @Test func fCopiesAreEnoughFromSilentVillains() async throws {
        let spec = TrustedRead(silent: true, mutant: .trustFCopies)
        #expect(try await outcome(of: "integrity", in: spec) == .holds)
    }

    @Test func theAdversaryMayAsWellActStepByStep() async throws {
        try await TrustedRead(replicas: 3, faults: 1).expectSameStepByStep()
        try await TrustedRead(replicas: 2, faults: 1).expectSameStepByStep()
        try await TrustedRead(replicas: 3, faults: 1, mutant: .unlabelledReplies).expectSameStepByStep()
    }
}
