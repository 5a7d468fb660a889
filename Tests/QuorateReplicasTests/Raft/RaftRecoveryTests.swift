import QuorateReplicas
import SeededRandom
import Testing

/// What survives a crash: "persistent state on all servers" in figure 2.
@Suite struct RaftRecoveryTests {
    /// Term, vote, log and voters come back; role, leader and commit index do not.
    @Test func termVoteLogAndVotersComeBack() throws {
        let voters = JointMajority([0, 1])
        let server = try RaftServer(recovering: [
            .term(1, vote: 2), .entries(firstIndex: 1, RaftEntry.log([1, 1, 1])), .term(4, vote: 1),
            .entries(firstIndex: 2, [RaftEntry(term: 4, .configuration(voters)), .command(3, 4)]),
        ])
        let state = server.state
        #expect(state.term == 4 && state.vote == 1 && state.log.map(\.term) == [1, 4, 4])
        #expect(state.voters == voters && state.votersIndex == 2)
        #expect(state.role == .follower && state.leader == nil && state.commitIndex == 0)
    }

    /// Records that no server has written are refused, with their position.
    @Test func recordsThatNoServerHasWrittenAreRefused() throws {
        let good = RaftRecord.term(3, vote: nil)
        let bad: [[UInt8]] = [
            [], [9], good.encoded + [0], RaftRecord.term(2, vote: nil).encoded,
            RaftRecord.entries(firstIndex: 0, RaftEntry.log([1])).encoded,
            RaftRecord.entries(firstIndex: 2, RaftEntry.log([1])).encoded,
        ]
        let configuration = try RaftConfiguration(replica: 0, members: [0])
        for record in bad {
            let failure = #expect(throws: RecoveryFailure.self) {
                try RaftReplica(configuration, recovering: [good.encoded, record])
            }
            #expect(failure?.record == 1 && failure?.reason.isEmpty == false)
        }
    }

    @Test func rulesThatAreBrokenShowInTheRecords() throws {
        var server = try RaftServer { $0.persistsVote = false }
        #expect(server.take(.timeout).first == .persisted(.term(1, vote: nil)))
        #expect(server.state.vote == 0)
        server = try RaftServer { $0.persistsTerm = false }
        #expect(server.take(.timeout).first == .event(.becameCandidate(term: 1)))
        server = try RaftServer { $0.persistsEntries = false }
        server.elect()
        #expect(server.take(.propose([1])).count == 2)
    }

    @Test func aLeadersRestartKeepsWhatItHasPromised() throws {
        var cluster = try RaftCluster.plain(3, appendsNoOp: true)
        try cluster.input(.timeout, at: 0)
        try cluster.deliverAll()
        try cluster.input(.propose([1]), at: 0)
        let before = cluster.state(0)
        try cluster.restart(0)
        let after = cluster.state(0)
        #expect(after.term == before.term && after.vote == 0 && after.log == before.log)
        #expect(after.role == .follower && after.commitIndex == 0 && after.progress.isEmpty)
    }

    /// A crash after any number of outputs leaves a log that recovers to what was heard of.
    @Test func aCrashAfterAnyOutputRecoversToWhatWasHeardOf() throws {
        for count in 0..<12 {
            var cluster = try RaftCluster.plain(3, appendsNoOp: true)
            try cluster.input(.timeout, at: 0, crash: count)
            let asked = cluster.network.contains { $0.sender == 0 }
            #expect(cluster.state(0).term == (count > 0 ? 1 : 0))
            #expect(!asked || cluster.state(0).vote == 0)
        }
    }
}
