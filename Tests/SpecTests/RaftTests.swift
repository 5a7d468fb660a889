import QuorateLanguage
import QuorateQuorums
import Testing

@testable import RaftSpecs
@testable import Toys

@Suite struct RaftTests {
    /// A state at which a search begins has to be one that the protocol gets to.
    @Test func figure8IsReachedFromTheBeginning() throws {
        let state = try Raft().run([
            .timeout(0), .vote(1, for: 0, term: 1), .lead(0), .propose(0), .restart(0),
            .timeout(1), .vote(2, for: 1, term: 2), .lead(1), .propose(1),
        ])
        #expect(state == .figure8)
    }

    /// Steps (c) and (d) of the figure: the first leader finishes its old entry, the second overwrites it.
    @Test func countingCopiesOfAnOldEntryCommitsWhatIsOverwritten() throws {
        let toTheMajority: [Raft.Action] = [
            .timeout(0), .timeout(0), .vote(2, for: 0, term: 3), .lead(0),
            .append(2, leader: 0, term: 3, length: 1),
        ]
        let overwritten: [Raft.Action] = [
            .refuse(1, candidate: 0, term: 3), .timeout(1), .vote(2, for: 1, term: 4), .lead(1),
            .append(2, leader: 1, term: 4, length: 1),
        ]
        let broken = Raft(figure8: true, mutant: .countsOldTerms)
        let state = try broken.run(toTheMajority + [.commit(0, length: 1)] + overwritten)
        #expect(state.committed(in: 3, of: broken.servers) == Raft.Log([1]))
        #expect(state.log[2] == Raft.Log([2]))
        #expect(try broken.isBroken("leader completeness", in: state))

        let sound = Raft(figure8: true)
        #expect(throws: SpecError.self) { try sound.run(toTheMajority + [.commit(0, length: 1)]) }
        let safe = try sound.run(toTheMajority + overwritten)
        #expect(try !sound.isBroken("leader completeness", in: safe))
    }

    /// Mutants bring what they need, and what they run with is what a report says.
    @Test func mutantsRaiseTheParameters() {
        var spec = Raft()
        spec.mutant = .countsOldTerms
        #expect(spec.figure8 && spec.entries == 1)
        spec = Raft()
        spec.mutant = .skipsConsistencyCheck
        #expect(!spec.figure8 && spec.entries == 2)
    }

    @Test func logsAreNumberedOnce() {
        let logs = Raft.Log.values.map(\.self)
        #expect(Set(logs).count == 15)
        for first in 1...4 {
            #expect(logs.contains(Raft.Log([first])))
            for second in first...4 { #expect(logs.contains(Raft.Log([first, second]))) }
        }
    }

    /// Section 5.4.1, on every pair of logs.
    @Test func upToDateMeansLaterTermThenLongerLog() {
        for log in Raft.Log.values {
            let end = Raft.LogEnd(of: log)
            #expect((end.term, end.index) == (log.lastTerm, log.count))
            for other in Raft.Log.values {
                let isUpToDate = (log.lastTerm, log.count) >= (other.lastTerm, other.count)
                #expect((end >= Raft.LogEnd(of: other)) == isUpToDate)
            }
        }
    }
}

@Suite struct MembershipChangeTests {
    private func spec(_ mutant: MembershipChange.Mutant?) -> MembershipChange {
        MembershipChange(servers: 5, members: 4, terms: 3, method: .singleServer, mutant: mutant)
    }

    /// The run of July 2015: one leader adds r4, the next removes r3, and the first comes back.
    @Test func committedConfigurationIsLostWithoutTheNoOp() throws {
        let begin: [MembershipChange.Action] = [
            .elect(0, term: 1, voters: [0, 1, 2]), .elect(1, term: 2, voters: [1, 2, 3]),
        ]
        let run: [MembershipChange.Action] = [
            .change(0, to: [0, 1, 2, 3, 4]), .append(4, leader: 0),
            .change(1, to: [0, 1, 2]), .append(2, leader: 1), .commit(1, length: 1),
            .elect(0, term: 3, voters: [0, 3, 4]),
        ]
        let rest: [MembershipChange.Action] = [
            .append(3, leader: 0), .propose(0), .append(3, leader: 0), .append(4, leader: 0),
            .commit(0, length: 2),
        ]
        let broken = spec(.noNoOp)
        let elected = try broken.run(begin + run)
        #expect(try broken.isBroken("leader completeness", in: elected))
        #expect(try !broken.isBroken("one leader per term", in: elected))
        let lost = try broken.run(begin + run + rest)
        #expect(try broken.isBroken("committed entries stay", in: lost))

        let sound = spec(nil)
        _ = try sound.run(begin)
        #expect(throws: SpecError.self) { try sound.run(begin + run.prefix(1)) }
    }

    /// A joint configuration asks for both majorities.
    @Test func jointQuorumsMeetBothMajorities() {
        let joint = MembershipChange.Configuration(old: [0, 1, 2], new: [2, 3, 4])
        for voters in ReplicaSet(count: 5).subsets {
            let both =
                voters.intersection([0, 1, 2]).count >= 2 && voters.intersection([2, 3, 4]).count >= 2
            #expect(joint.isQuorum(voters) == both)
        }
    }
}

extension Spec {
    /// The state after `actions`, each of which must be enabled, from the first initial state.
    func run(_ actions: [Action]) throws -> State {
        try actions.reduce(initialStates[0]) { try state(after: $1, in: $0) }
    }

    fileprivate func isBroken(_ name: String, in state: State) throws -> Bool {
        try #require(properties.first { $0.name == name }).isShown(by: state, hasEnabledAction: true)
    }
}
