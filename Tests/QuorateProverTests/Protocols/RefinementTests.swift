import QuorateLanguage
import QuorateQuorums
import Testing

@testable import CommitSpecs
@testable import ConsensusSpecs
@testable import QuorateProver

/// Specs that are steps of the models that are proved, and mutants that are not.
@Suite struct RefinementTests {
    @Test func twoPhaseCommitRefinesItsModel() throws {
        let result = try Self.twoPhaseCommit(TwoPhaseCommit(managers: 2))
        #expect(result.stray == nil)
        #expect(result.states == 56 && result.steps > 56 && result.idle == 0)
        // A manager that crashes takes no step any more, which needs no action in the spec.
        #expect(result.actions.count == 7)
    }

    @Test func hastyCommitDoesNot() throws {
        let result = try Self.twoPhaseCommit(TwoPhaseCommit(managers: 2, mutant: .hastyCommit))
        #expect(result.stray == "commit")
    }

    @Test func paxosRefinesItsModel() throws {
        let result = try PaxosPicture(Paxos(acceptors: 2, values: 2, ballots: 1)).refinement().compare()
        #expect(result.stray == nil)
        #expect(result.states > 100 && result.idle > 0)
        #expect(result.actions == ["promise", "propose freely", "propose the latest", "vote"])
    }

    @Test func paxosThatIgnoresVotesDoesNot() throws {
        let spec = Paxos(acceptors: 2, values: 2, ballots: 1, mutant: .ignoredVotes)
        let result = try PaxosPicture(spec).refinement().compare()
        #expect(result.stray?.hasPrefix("propose") == true)
    }

    private static func twoPhaseCommit(_ spec: TwoPhaseCommit) throws -> Refinement<TwoPhaseCommit>.Comparison
    {
        let model = try #require(ProtocolModel.all.first { $0.name == "two-phase-commit" })
        let names: [TwoPhaseCommit.ManagerPhase: String] = [
            .prepared: "prepared", .committed: "committed", .aborted: "aborted",
        ]
        return Refinement(spec: spec, model: model) { s in
            var state = SmallState(sizes: [Replicas.symbol: spec.managers.count])
            for r in spec.managers {
                if let name = names[s.manager[r]] { state.hold(name, in: model, [r.number]) }
                if s.prepared.contains(r) { state.hold("sentPrepared", in: model, [r.number]) }
                if s.acknowledged.contains(r) { state.hold("acknowledged", in: model, [r.number]) }
            }
            if s.decision == .committed { state.hold("commitSent", in: model, []) }
            if s.decision == .aborted { state.hold("abortSent", in: model, []) }
            return state
        }.compare()
    }
}

@Suite struct RefinementLongTests {
    @Test func paxosOfThreeAcceptorsRefinesItsModel() throws {
        let result = try PaxosPicture(Paxos(acceptors: 3, values: 2, ballots: 1)).refinement().compare()
        print(result)
        #expect(result.stray == nil && result.actions.count == 4)
    }
}

/// Picture of the spec Paxos in the model: its messages, and what follows from them.
struct PaxosPicture {
    let spec: Paxos
    let model: ProtocolModel
    /// Smallest majorities; a larger one is one of them and more.
    private let quorums: [[Int]]
    private let base: SmallState

    init(_ spec: Paxos) throws {
        self.spec = spec
        let (n, size) = (spec.acceptors.count, spec.acceptors.count / 2 + 1)
        model = try #require(ProtocolModel.all.first { $0.name == "paxos" })
        quorums = (0..<1 << n).filter { $0.nonzeroBitCount == size }.map { bits in
            (0..<n).filter { bits >> $0 & 1 == 1 }
        }
        var base = SmallState(sizes: [
            Replicas.symbol: n, Quorums.symbol: quorums.count, Rounds.symbol: spec.ballots + 1,
            Values.symbol: spec.values,
        ])
        for (position, quorum) in quorums.enumerated() {
            for r in quorum { base.hold("member", in: model, [r, position]) }
        }
        for t in 0...spec.ballots { for u in 0..<t { base.hold("before", in: model, [u, t]) } }
        self.base = base
    }

    func refinement() -> Refinement<Paxos> {
        Refinement(spec: spec, model: model, notes: ["choose"], picture: picture)
    }

    private func picture(_ s: Paxos.State) -> SmallState {
        var state = base
        let proposals = (0...spec.ballots).map { s.proposal(in: $0, values: spec.values) }
        for (t, v) in proposals.enumerated() {
            if let v { state.hold("proposal", in: model, [t, v]) }
        }
        for a in spec.acceptors {
            let votes = proposals.enumerated().filter { s.messages.contains(.vote(a, ballot: $0.offset)) }
            for t in 0...spec.ballots {
                if s.highestBallot(of: a, upTo: spec.ballots) > t {
                    state.hold("left", in: model, [a.number, t])
                }
                guard s.messages.contains(.promise(a, ballot: t)) else { continue }
                state.hold("promise", in: model, [a.number, t])
                for (u, v) in votes where u < t { state.hold("report", in: model, [a.number, t, u, v ?? 0]) }
            }
            for (t, v) in votes { state.hold("vote", in: model, [a.number, t, v ?? 0]) }
        }
        for t in 0...spec.ballots {
            let voters = s.voters(in: t, of: spec.acceptors)
            let isChosen = quorums.contains { $0.allSatisfy { voters.contains(ReplicaID($0)) } }
            if isChosen, let v = proposals[t] { state.hold("chosen", in: model, [t, v]) }
        }
        return state
    }
}
