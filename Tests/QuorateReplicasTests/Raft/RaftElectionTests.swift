import QuorateReplicas
import Testing

/// Elections: sections 5.1, 5.2 and 5.4.1.
@Suite struct RaftElectionTests {
    /// A timeout begins a term, and the vote for itself is durable before it asks for votes.
    @Test func aTimeoutBeginsATermAndTheVoteForItselfIsDurable() throws {
        var server = try RaftServer()
        let expected: [RaftServer.Step] = [
            .persisted(.term(1, vote: 0)), .event(.becameCandidate(term: 1)),
            .sent(.request(1), to: 1), .sent(.request(1), to: 2),
        ]
        #expect(server.take(.timeout) == expected)
        #expect(server.state.role == .candidate && server.state.votes == [0: true])
        #expect(server.take(.timeout).first == .persisted(.term(2, vote: 0)))
    }

    /// A vote is durable before the response leaves, in one record with the term.
    @Test func aVoteIsDurableBeforeTheResponseLeaves() throws {
        var server = try RaftServer()
        let expected: [RaftServer.Step] = [
            .persisted(.term(3, vote: 1)), .event(.voted(for: 1, term: 3)),
            .sent(.vote(3, granted: true), to: 1),
        ]
        #expect(server.take(.request(3), from: 1) == expected)
    }

    /// One vote in a term, which may be repeated.
    @Test func thereIsOneVoteInATerm() throws {
        var server = try RaftServer()
        server.take(.request(1), from: 1)
        #expect(server.take(.request(1), from: 2) == [.sent(.vote(1, granted: false), to: 2)])
        let again = server.take(.request(1), from: 1)
        #expect(again == [.event(.voted(for: 1, term: 1)), .sent(.vote(1, granted: true), to: 1)])
        #expect(server.take(.request(2), from: 2).contains(.sent(.vote(2, granted: true), to: 2)))
    }

    /// A request of a lower term is refused with the server's term.
    @Test func aRequestOfALowerTermIsRefused() throws {
        var server = try RaftServer(recovering: [.term(5, vote: nil)])
        let expected: [RaftServer.Step] = [
            .event(.dropped(.staleTerm(4))), .sent(.vote(5, granted: false), to: 1),
        ]
        #expect(server.take(.request(4), from: 1) == expected)
    }

    /// A vote goes to a log that is as new: a later last term, or the same and as long.
    @Test(arguments: [
        (3, 2, true), (4, 2, true), (2, 2, false), (1, 3, true), (3, 3, true), (9, 1, false),
        (0, 0, false),
    ])
    func aVoteGoesToALogThatIsAsNew(lastIndex: Int, lastTerm: Int, isCurrent: Bool) throws {
        let records: [RaftRecord] = [.term(5, vote: nil), .entries(firstIndex: 1, RaftEntry.log([1, 1, 2]))]
        let request = RaftMessage.request(6, last: (lastIndex, lastTerm))
        var server = try RaftServer(recovering: records)
        let steps = server.take(request, from: 1)
        #expect(steps.last == .sent(.vote(6, granted: isCurrent), to: 1))
        #expect(steps.first == .persisted(.term(6, vote: isCurrent ? 1 : nil)), "the term is adopted")
        var careless = try RaftServer(recovering: records) { $0.checksLog = false }
        #expect(careless.take(request, from: 1).last == .sent(.vote(6, granted: true), to: 1))
    }

    @Test func aMajorityElectsAndTheLeaderSaysSoAtOnce() throws {
        var server = try RaftServer(of: [0, 1, 2, 3, 4])
        server.take(.timeout)
        #expect(server.take(.vote(1, granted: true), from: 3).isEmpty)
        #expect(server.state.votes == [0: true, 3: true])
        let expected: [RaftServer.Step] =
            [.event(.becameLeader(term: 1))] + (1...4).map { .sent(.append(1), to: $0) }
        #expect(server.take(.vote(1, granted: true), from: 1) == expected)
        #expect(server.state.leader == 0 && server.state.votes.isEmpty)
    }

    @Test func aLoneMemberLeadsAtOnce() throws {
        var server = try RaftServer(of: [0])
        let expected: [RaftServer.Step] = [
            .persisted(.term(1, vote: 0)), .event(.becameCandidate(term: 1)), .event(.becameLeader(term: 1)),
        ]
        #expect(server.take(.timeout) == expected)
        let entry = RaftEntry.command(7, 1)
        let committed: [RaftServer.Step] = [
            .persisted(.entries(firstIndex: 1, [entry])), .event(.applied(index: 1, command: [7])),
        ]
        #expect(server.take(.propose([7])) == committed)
    }

    @Test func votesCountOnceFromVotersInTheTerm() throws {
        var server = try RaftServer(of: [0, 1, 2, 3, 4], recovering: [.term(3, vote: nil)])
        server.take(.timeout)
        server.take(.vote(4, granted: true), from: 1)
        server.take(.vote(4, granted: true), from: 1)
        #expect(server.take(.vote(4, granted: true), from: 9) == [.event(.dropped(.notAVoter(9)))])
        #expect(server.take(.vote(3, granted: true), from: 2) == [.event(.dropped(.staleTerm(3)))])
        server.take(.vote(4, granted: false), from: 3)
        server.take(.vote(4, granted: false), from: 1)
        #expect(server.state.votes == [0: true, 1: true, 3: false], "a late refusal takes no vote back")
        #expect(server.state.role == .candidate)
        server.take(.vote(4, granted: true), from: 4)
        #expect(server.state.role == .leader)
    }

    /// Unsafe: messages, old terms, and half of the voters elect.
    @Test func brokenRulesElectOnMessagesOldTermsAndHalves() throws {
        var counting = try RaftServer(of: [0, 1, 2, 3, 4]) { $0.countsMessagesNotSenders = true }
        counting.elect(by: [1, 1])
        #expect(counting.state.role == .leader)
        var late = try RaftServer(recovering: [.term(3, vote: nil)]) { $0.acceptsOldTerms = true }
        late.take(.timeout)
        late.take(.vote(2, granted: true), from: 1)
        #expect(late.state.role == .leader)
        var half = try RaftServer(of: [0, 1, 2, 3]) { $0.electionQuorum = .half }
        half.elect(by: [1])
        #expect(half.state.role == .leader)
        var generous = try RaftServer { $0.votesTwice = true }
        generous.take(.request(1), from: 1)
        #expect(generous.take(.request(1), from: 2).last == .sent(.vote(1, granted: true), to: 2))
    }

    @Test func aHigherTermMakesAFollowerOfEverybody() throws {
        var server = try RaftServer()
        server.elect()
        let steps = server.take(.appendResponse(term: 4, success: false, index: 0), from: 2)
        #expect(steps == [.event(.steppedDown(term: 1)), .persisted(.term(4, vote: nil))])
        #expect(server.state.role == .follower && server.state.progress.isEmpty)
        server.take(.timeout)
        #expect(server.take(.vote(7, granted: false), from: 1) == [.persisted(.term(7, vote: nil))])
        #expect(server.state.votes.isEmpty)
    }

    /// A candidate follows the leader of its term and keeps its vote.
    @Test func aCandidateFollowsTheLeaderOfItsTerm() throws {
        var server = try RaftServer()
        server.take(.timeout)
        let expected: [RaftServer.Step] = [
            .event(.heardFromLeader(2, term: 1)),
            .sent(.appendResponse(term: 1, success: true, index: 0), to: 2),
        ]
        #expect(server.take(.append(1), from: 2) == expected)
        #expect(server.state.role == .follower && server.state.vote == 0 && server.state.leader == 2)
    }

    @Test(arguments: [[1, 2, 3], [3, 1, 2], [2, 3, 1], [3, 2, 1]])
    func theOrderOfResponsesLeavesNoTrace(of senders: [Int]) throws {
        var server = try RaftServer(of: [0, 1, 2, 3, 4])
        var other = server
        server.elect(by: senders)
        other.elect(by: [1, 2, 3])
        #expect(server.state == other.state && server.state.hashValue == other.state.hashValue)
    }
}
