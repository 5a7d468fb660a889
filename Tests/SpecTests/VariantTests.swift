import QuorateExplorer
import QuorateLanguage
import Testing

@testable import BFTSpecs
@testable import ConsensusSpecs
@testable import PBFTSpecs
@testable import RaftSpecs
@testable import Toys

/// Variants are changes: that nothing comes of one is due to its reason, and shows where the reason does not hold.
@Suite struct VariantTests {
    /// Two quorums of three replicas share the Byzantine one only, so one round can have prevotes for both values.
    @Test func strictLockShowsWhereQuorumsDoNotMeet() async throws {
        let spec = try await states(Tendermint(replicas: 3))
        #expect(spec == 24529)
        #expect(try await states(Tendermint(replicas: 3, variant: .strictLock)) == 23977)
        #expect(try await states(Tendermint(replicas: 3, variant: .skipsRounds)) == spec)
    }

    @Test func preferredViewShowsWhereQuorumsDoNotMeet() async throws {
        #expect(try await states(HotStuff(replicas: 3)) == 13035)
        #expect(try await states(HotStuff(replicas: 3, variant: .preferredView)) == 13383)
    }

    /// Half of an odd number is a majority.
    @Test func halfOfOddIsAMajority() async throws {
        var (raft, paxos) = (Raft(), Paxos())
        #expect(Raft(variant: .halfOfEven).commitQuorums == raft.commitQuorums)
        #expect(try await states(Paxos(variant: .halfOfEven)) == states(paxos))
        raft.variant = .halfOfEven
        paxos.variant = .halfOfEven
        #expect(raft.servers.count == 4 && paxos.acceptors.count == 4)
    }

    /// What half of the servers have committed stays: nobody is elected without one of them.
    @Test func halfMeetsEveryMajority() throws {
        let run: [Raft.Action] = [
            .timeout(0), .vote(1, for: 0, term: 1), .lead(0), .propose(0), .commit(0, length: 1),
        ]
        let spec = Raft(servers: 2, variant: .halfOfEven)
        let state = try spec.run(run)
        #expect(state.committed(in: 1, of: spec.servers) == Raft.Log([1]))
        #expect(throws: SpecError.self) { try Raft(servers: 2).run(run) }
        // The other server has nothing, and the one that has the entry does not vote for it.
        let candidacy: [Raft.Action] = [.timeout(1), .refuse(0, candidate: 1, term: 2)]
        #expect(throws: Never.self) { try spec.run(run + candidacy) }
        #expect(throws: SpecError.self) { try spec.run(run + [.timeout(1), .vote(0, for: 1, term: 2)]) }
    }

    /// Thesis, section 10.2.1: the followers alone commit, and the leader counts once it has written.
    @Test func leaderThatWritesLateCountsOnceItHasWritten() throws {
        let spec = Raft(variant: .writesLate)
        let election: [Raft.Action] = [
            .timeout(0), .vote(1, for: 0, term: 1), .lead(0), .propose(0),
            .append(1, leader: 0, term: 1, length: 1),
        ]
        let commit = Raft.Action.commit(0, length: 1)
        #expect(throws: SpecError.self) { try spec.run(election + [commit]) }
        let ways: [Raft.Action] = [
            .append(0, leader: 0, term: 1, length: 1), .append(2, leader: 0, term: 1, length: 1),
        ]
        for way in ways { #expect(throws: Never.self) { try spec.run(election + [way, commit]) } }
        let (lost, kept) = (
            try spec.run(election + [.restart(0)]), try spec.run(election + [ways[0], .restart(0)])
        )
        #expect(lost.log[0] == Raft.Log() && kept.log[0] == Raft.Log([1]))
    }

    /// The step-by-step adversary does nothing that the other would not, whatever the variant.
    @Test func stepByStepStaysInside() {
        for variant in HotStuff.Variant.allCases {
            HotStuff(replicas: 3, variant: variant).expectStepByStepStaysInside(walks: 50, steps: 40)
        }
        for variant in Tendermint.Variant.allCases {
            Tendermint(replicas: 3, variant: variant).expectStepByStepStaysInside(walks: 50, steps: 40)
        }
        for variant in PBFT.Variant.allCases {
            PBFT(views: 2, variant: variant).expectStepByStepStaysInside(walks: 50, steps: 40)
        }
    }

    /// Number of states of the whole space.
    private func states<S: Spec>(_ spec: S) async throws -> Int {
        try await Explorer(spec, continuesAfterViolation: true).run().distinctStates
    }
}
