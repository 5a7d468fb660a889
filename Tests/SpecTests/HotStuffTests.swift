import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import BFTSpecs

@Suite struct HotStuffTests {
    /// One placement of the Byzantine replica proves nothing: without locks only the leader of the second
    /// view can make two views disagree.
    @Test(arguments: [(faulty: 0, falls: false), (1, true), (2, false), (3, false)])
    func noLocksLooksSafeUnlessTheRightReplicaIsFaulty(faulty: Int, falls: Bool) async throws {
        var spec = HotStuff(mutant: .noLocks)
        spec.adversary.placement = .only([ReplicaID(faulty)])
        let report = try await Explorer(spec).run()
        #expect(report.outcome == (falls ? .violated : .holds))
        #expect(report.counterexamples.first?.steps.count == (falls ? 15 : nil))
    }

    /// Locks alone keep replicas from following a leader that ignores what it is told; one without the other
    /// does not.
    @Test func ignoredCertificatesAreSafeAsLongAsThereAreLocks() async throws {
        let locked = try await Explorer(HotStuff(ignoresCertificates: true)).run()
        // Not live: a replica stays locked on what nobody proposes again.
        #expect(locked.counterexamples.map(\.property) == ["liveness"])
        var spec = HotStuff(ignoresCertificates: true, mutant: .noLocks)
        spec.adversary.placement = .only([3])
        let report = try await Explorer(spec).run()
        #expect(report.counterexamples.map(\.property) == ["agreement"])
        #expect(report.counterexamples.first?.steps.count == 16)
    }

    /// Two views are not enough either: the leader of the third finds its chance there.
    @Test func noLocksFallsInAThirdView() async throws {
        var spec = HotStuff(views: 3, mutant: .noLocks)
        spec.adversary.placement = .only([2])
        let report = try await Explorer(spec).run()
        #expect(report.counterexamples.map(\.property) == ["agreement"])
        #expect(report.counterexamples.first?.steps.count == 17)
    }

    /// Four correct replicas with the quorums of one Byzantine replica.
    @Test func nobodyHasToBeFaulty() async throws {
        var spec = HotStuff(views: 1)
        spec.adversary.placement = .every(0)
        let report = try await Explorer(spec).run()
        #expect(report.outcome == .holds)
        #expect(report.distinctStates == 392)
    }

    /// A correct replica's steps in a whole view: one proposal and three votes each. (By the paper the votes go
    /// to the leader alone, which answers with four broadcasts, so the messages grow like n.)
    @Test(arguments: 1...4)
    func aViewIsAProposalAndThreeVotesEach(replicas: Int) async throws {
        let report = try await Explorer(HotStuff(replicas: replicas, faults: 0, views: 1)).run()
        #expect(report.depth == 1 + 3 * replicas)
    }

    @Test(arguments: [HotStuff(replicas: 3, views: 1), HotStuff(views: 1)], [[0], [2]] as [ReplicaSet])
    func stepByStepAgrees(spec: HotStuff, faulty: ReplicaSet) async throws {
        var spec = spec
        spec.adversary.placement = .only(faulty)
        try await spec.expectSameStepByStep()
    }

    /// Certificates inside NEW-VIEW and PREPARE need a second view, where the twin is too large to be
    /// searched.
    @Test(arguments: [nil] + HotStuff.Mutant.allCases)
    func stepByStepStaysInside(mutant: HotStuff.Mutant?) {
        let spec = HotStuff(replicas: 3, mutant: mutant)
        spec.expectStepByStepStaysInside(walks: 100, steps: 40)
    }

    @Test func quorumsThatMayAllBeByzantineAreRefused() {
        #expect(throws: SpecError.self) { try HotStuff(replicas: 2).validate() }
        #expect(throws: SpecError.self) { try HotStuff(replicas: 2, faults: 0, views: 3).validate() }
        #expect(throws: Never.self) { try HotStuff().validate() }
    }
}
