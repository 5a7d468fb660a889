import QuorateFaults
import QuorateLanguage
import Testing

@testable import BroadcastSpecs
@testable import ConsensusSpecs
@testable import PBFTSpecs

/// The adversary that has sent everything at the start against the one that sends each message in a step.
@Suite struct StepByStepLongTests {
    @Test(arguments: [
        PBFT(views: 1), PBFT(views: 1, mutant: .quorum2f), PBFT(views: 1, mutant: .uncheckedRequest),
        PBFT(replicas: 3, views: 2),
    ])
    func requestsInOrderComeOutTheSame(spec: PBFT) async throws { try await spec.expectSameStepByStep() }

    /// Certificates inside VIEW-CHANGE need a second view, where the twin of four replicas is too large to be
    /// searched.
    @Test(arguments: [nil] + PBFT.Mutant.allCases.map(Optional.some))
    func viewChangesStayInside(mutant: PBFT.Mutant?) {
        PBFT(views: 2, mutant: mutant).expectStepByStepStaysInside(walks: 100, steps: 60)
    }

    @Test(arguments: [nil, BrachaBroadcast.Mutant.hastyAmplification])
    func broadcastsAmongThreeComeOutTheSame(mutant: BrachaBroadcast.Mutant?) async throws {
        try await BrachaBroadcast(replicas: 3, faults: 1, mutant: mutant).expectSameStepByStep()
    }

    @Test func broadcastsAmongFourComeOutTheSame() async throws {
        try await BrachaBroadcast().expectSameStepByStep()
    }

    @Test(arguments: [nil, BenOr.Mutant.forgedProposal, .hastyDecision])
    func consensusInLockstepComesOutTheSame(mutant: BenOr.Mutant?) async throws {
        try await BenOr(rounds: 1, mutant: mutant).expectSameStepByStep()
    }

    @Test(arguments: [nil, BenOr.Mutant.forgedProposal])
    func consensusOfFreeRunsComesOutTheSame(mutant: BenOr.Mutant?) async throws {
        try await BenOr(replicas: 4, rounds: 1, lockstep: false, mutant: mutant).expectSameStepByStep()
    }
}
