import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import BFTSpecs

@Suite struct TendermintTests {
    /// Only the proposer of the second round can claim a proof of lock that nobody has.
    @Test(arguments: [(faulty: 0, falls: false), (1, true), (2, false), (3, false)])
    func unverifiedProofsOfLockLookSafeUnlessTheProposerIsFaulty(faulty: Int, falls: Bool) async throws {
        var spec = Tendermint(mutant: .unverifiedProofOfLock)
        spec.adversary.placement = .only([ReplicaID(faulty)])
        let report = try await Explorer(spec).run()
        #expect(report.outcome == (falls ? .violated : .holds))
    }

    @Test(arguments: [(faulty: 0, steps: 9), (1, 9), (2, 10), (3, 10)])
    func noLocksFallsWhoeverIsFaulty(faulty: Int, steps: Int) async throws {
        var spec = Tendermint(mutant: .noLocks)
        spec.adversary.placement = .only([ReplicaID(faulty)])
        let report = try await Explorer(spec).run()
        #expect(report.counterexamples.map(\.property) == ["agreement"])
        #expect(report.counterexamples.first?.steps.count == steps)
    }

    /// Four correct replicas with the quorums of one Byzantine replica.
    @Test func nobodyHasToBeFaulty() async throws {
        var spec = Tendermint(rounds: 1)
        spec.adversary.placement = .every(0)
        let report = try await Explorer(spec).run()
        #expect(report.outcome == .holds)
        #expect(report.distinctStates == 2868)
    }

    /// A correct replica's steps in a whole round: one proposal and two votes each. (By the paper everything is
    /// sent to everybody, so the messages grow like n squared.)
    @Test(arguments: 1...4)
    func aRoundIsAProposalAndTwoVotesEach(replicas: Int) async throws {
        let report = try await Explorer(Tendermint(replicas: replicas, faults: 0, rounds: 1)).run()
        #expect(report.depth == 1 + 2 * replicas)
    }

    @Test(arguments: [(replicas: 3, faulty: [0]), (3, [2]), (4, [0])] as [(Int, ReplicaSet)])
    func stepByStepAgrees(replicas: Int, faulty: ReplicaSet) async throws {
        var spec = Tendermint(replicas: replicas, rounds: 1)
        spec.adversary.placement = .only(faulty)
        try await spec.expectSameStepByStep()
    }

    /// Proofs of lock need a second round, where the twin is too large to be searched.
    @Test(arguments: [nil] + Tendermint.Mutant.allCases)
    func stepByStepStaysInside(mutant: Tendermint.Mutant?) {
        let spec = Tendermint(replicas: 3, mutant: mutant)
        spec.expectStepByStepStaysInside(walks: 100, steps: 40)
    }

    @Test func quorumsThatMayAllBeByzantineAreRefused() {
        #expect(throws: SpecError.self) { try Tendermint(replicas: 2).validate() }
        #expect(throws: SpecError.self) { try Tendermint(replicas: 2, faults: 0, rounds: 3).validate() }
        #expect(throws: Never.self) { try Tendermint().validate() }
    }
}
