import QuorateReplicas
import Testing

/// Pre-vote (thesis 2014, section 9.6) and the protection of a live leader (section 6).
@Suite struct RaftPreVoteTests {
    private static func request(
        _ term: Int, last: (index: Int, term: Int) = (0, 0)
    ) -> RaftMessage {
        .requestVote(term: term, lastIndex: last.index, lastTerm: last.term, isPreVote: true)
    }

    private static func response(_ term: Int, granted: Bool) -> RaftMessage {
        .voteResponse(term: term, granted: granted, isPreVote: true)
    }

    /// A timeout asks about the next term, and neither term nor log changes.
    @Test func aTimeoutAsksAboutTheNextTerm() throws {
        var server = try RaftServer(usesPreVote: true)
        #expect(server.take(.timeout) == [.sent(Self.request(1), to: 1), .sent(Self.request(1), to: 2)])
        #expect(server.state.term == 0 && server.state.vote == nil && server.state.role == .preCandidate)
    }

    @Test func aMajorityOfPreVotesBeginsTheElection() throws {
        var server = try RaftServer(usesPreVote: true)
        server.take(.timeout)
        #expect(
            server.take(Self.response(2, granted: true), from: 1) == [.event(.dropped(.unexpectedResponse))])
        let expected: [RaftServer.Step] = [
            .persisted(.term(1, vote: 0)), .event(.becameCandidate(term: 1)),
            .sent(.request(1), to: 1), .sent(.request(1), to: 2),
        ]
        #expect(server.take(Self.response(1, granted: true), from: 1) == expected)
        #expect(
            server.take(Self.response(1, granted: true), from: 2) == [.event(.dropped(.unexpectedResponse))])
    }

    /// A refusal of a higher term ends the attempt, and one of a lower term counts.
    @Test func aRefusalOfAHigherTermEndsTheAttempt() throws {
        var server = try RaftServer(usesPreVote: true, recovering: [.term(3, vote: nil)])
        server.take(.timeout)
        server.take(Self.response(2, granted: false), from: 1)
        #expect(server.state.votes == [0: true, 1: false])
        #expect(server.take(Self.response(5, granted: false), from: 2) == [.persisted(.term(5, vote: nil))])
        #expect(server.state.role == .follower)
    }

    /// A pre-vote is given by the rules of votes and changes nothing.
    @Test func aPreVoteIsGivenByTheRulesOfVotes() throws {
        let records: [RaftRecord] = [.term(2, vote: 2), .entries(firstIndex: 1, RaftEntry.log([1, 2]))]
        var server = try RaftServer(usesPreVote: true, recovering: records)
        let before = server.state
        func answer(_ message: RaftMessage) -> [RaftServer.Step] {
            var copy = server
            return copy.take(message, from: 1)
        }
        #expect(answer(Self.request(3, last: (2, 2))) == [.sent(Self.response(3, granted: true), to: 1)])
        #expect(answer(Self.request(9, last: (1, 3))) == [.sent(Self.response(9, granted: true), to: 1)])
        #expect(answer(Self.request(3, last: (1, 2))) == [.sent(Self.response(2, granted: false), to: 1)])
        #expect(answer(Self.request(2, last: (2, 2))) == [.sent(Self.response(2, granted: false), to: 1)])
        #expect(answer(Self.request(1, last: (2, 2))).last == .sent(Self.response(2, granted: false), to: 1))
        server.take(Self.request(3, last: (2, 2)), from: 1)
        #expect(server.state == before)
    }

    /// Who has heard from a leader ignores requests until the election timer ends.
    @Test func whoHasHeardFromALeaderIgnoresRequests() throws {
        var server = try RaftServer(usesPreVote: true)
        server.take(.append(1), from: 2)
        let dropped: [RaftServer.Step] = [.event(.dropped(.leaderIsThere(2)))]
        #expect(server.take(Self.request(9), from: 1) == dropped)
        #expect(server.take(.request(9), from: 1) == dropped)
        #expect(server.state.term == 1)
        server.take(.timeout)
        #expect(server.take(Self.request(2), from: 1) == [.sent(Self.response(2, granted: true), to: 1)])
        #expect(server.take(.request(2), from: 1).last == .sent(.vote(2, granted: true), to: 1))
    }

    /// Who has no vote forgets the leader at the end of the timer like everybody.
    @Test func whoHasNoVoteForgetsTheLeaderToo() throws {
        var server = try RaftServer(3, usesPreVote: true)
        server.take(.append(1), from: 2)
        #expect(server.take(.timeout) == [.event(.dropped(.hasNoVote))])
        #expect(server.take(.request(2), from: 1).last == .sent(.vote(2, granted: true), to: 1))
    }

    /// A leader ignores requests too, and has no election timer.
    @Test func aLeaderIgnoresRequestsToo() throws {
        var server = try RaftServer(usesPreVote: true)
        server.take(.timeout)
        server.take(Self.response(1, granted: true), from: 1)
        server.take(.vote(1, granted: true), from: 1)
        #expect(server.state.role == .leader)
        #expect(server.take(.request(8), from: 2) == [.event(.dropped(.leaderIsThere(0)))])
        #expect(server.take(.timeout) == [.event(.dropped(.isLeader))])
    }

    @Test func aVoteEndsAnAttemptOfOnesOwn() throws {
        var server = try RaftServer(usesPreVote: true, recovering: [.term(1, vote: nil)])
        server.take(.timeout)
        #expect(server.take(.request(1), from: 1).last == .sent(.vote(1, granted: true), to: 1))
        #expect(server.state.role == .follower && server.state.votes.isEmpty)
    }

    @Test(arguments: [true, false])
    func aServerThatComesBackFromAPartitionDoesNotDisturb(usesPreVote: Bool) throws {
        var cluster = try RaftCluster.plain(3, usesPreVote: usesPreVote)
        try cluster.input(.timeout, at: 0)
        try cluster.deliverAll()
        for _ in 0..<5 {
            try cluster.input(.timeout, at: 2)
            try cluster.deliverAll(among: [2])
        }
        try cluster.input(.timeout, at: 2)
        try cluster.deliverAll()
        #expect((cluster.leader == 0 && cluster.state(0).term == 1) == usesPreVote)
    }
}
