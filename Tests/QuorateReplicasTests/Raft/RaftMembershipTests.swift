import QuorateReplicas
import Testing

/// Changes of membership by joint consensus: section 6.
@Suite struct RaftMembershipTests {
    private static let joint = JointMajority(old: [0, 1, 2], new: [0, 3, 4])

    private func leader(changingTo members: [Int] = [0, 3, 4]) throws -> RaftServer {
        var server = try RaftServer()
        server.elect()
        server.take(.changeMembers(members))
        return server
    }

    private static func acknowledged(_ index: Int, _ term: Int = 1) -> RaftMessage {
        .appendResponse(term: term, success: true, index: index)
    }

    /// The joint configuration is in effect when it is in the log, and goes to old and new.
    @Test func theJointConfigurationIsInEffectWhenItIsInTheLog() throws {
        var server = try RaftServer()
        server.elect()
        let entry = RaftEntry(term: 1, .configuration(Self.joint))
        let expected: [RaftServer.Step] =
            [.persisted(.entries(firstIndex: 1, [entry])), .event(.votersChanged(Self.joint, index: 1))]
            + [1, 2].map { .sent(.append(1, [entry]), to: $0) }
            + [3, 4].map { .sent(.append(1, after: (1, 1)), to: $0) }
        #expect(server.take(.changeMembers([4, 3, 0])) == expected)
        #expect(server.state.voters == Self.joint && server.state.votersIndex == 1)
    }

    /// A joint configuration commits with both majorities, and then the new one follows.
    @Test func aJointConfigurationCommitsWithBothMajorities() throws {
        var server = try leader()
        server.take(Self.acknowledged(1), from: 1)
        server.take(Self.acknowledged(1), from: 2)
        #expect(server.state.commitIndex == 0)
        let steps = server.take(Self.acknowledged(1), from: 4)
        let new = JointMajority([0, 3, 4])
        #expect(steps.first == .event(.votersCommitted(Self.joint, index: 1)))
        #expect(
            steps.contains(.persisted(.entries(firstIndex: 2, [RaftEntry(term: 1, .configuration(new))]))))
        #expect(server.state.voters == new && server.state.progress.keys.sorted() == [3, 4])
        #expect(server.take(Self.acknowledged(2), from: 1) == [.event(.dropped(.notAVoter(1)))])
        #expect(server.take(Self.acknowledged(2), from: 3) == [.event(.votersCommitted(new, index: 2))])
        #expect(server.state.role == .leader)
    }

    @Test func aCandidateInAJointConfigurationNeedsBothMajorities() throws {
        let records: [RaftRecord] = [
            .term(1, vote: nil), .entries(firstIndex: 1, [RaftEntry(term: 1, .configuration(Self.joint))]),
        ]
        var server = try RaftServer(recovering: records)
        server.elect(by: [1, 2])
        #expect(server.state.role == .candidate)
        server.take(.vote(2, granted: true), from: 3)
        #expect(server.state.role == .leader)
        var careless = try RaftServer(recovering: records) { $0.countsMessagesNotSenders = true }
        careless.elect(by: [1])
        #expect(careless.state.role == .leader)
    }

    /// A leader that is not a member any more tells the others and steps down.
    @Test func aLeaderThatIsNotAMemberAnyMoreStepsDown() throws {
        var server = try leader(changingTo: [3, 4])
        for sender in [1, 3, 4] { server.take(Self.acknowledged(1), from: sender) }
        server.take(Self.acknowledged(2), from: 3)
        #expect(server.state.role == .leader, "its own log does not count any more")
        let expected: [RaftServer.Step] = [
            .event(.votersCommitted(JointMajority([3, 4]), index: 2)),
            .sent(.append(1, after: (2, 1), commit: 2), to: 3),
            .sent(.append(1, after: (2, 1), commit: 2), to: 4),
            .event(.steppedDown(term: 1)),
        ]
        #expect(server.take(Self.acknowledged(2), from: 4) == expected)
        #expect(server.take(.timeout) == [.event(.dropped(.hasNoVote))])
    }

    /// One change at a time, to members that can be.
    @Test func thereIsOneChangeAtATimeToMembersThatCanBe() throws {
        var server = try leader()
        #expect(server.take(.changeMembers([0])) == [.event(.dropped(.changeInProgress))])
        server = try RaftServer()
        server.elect()
        for members in [[], [1, 1], [-1], [RaftLimits.serverNumber + 1], Array(0...RaftLimits.voterCount)] {
            #expect(server.take(.changeMembers(members)) == [.event(.dropped(.impossibleMembers))])
        }
        #expect(server.take(.changeMembers([2, 1, 0])) == [.event(.dropped(.sameMembers))])
    }

    @Test func aConfigurationThatGivesWayTakesItsVotersWithIt() throws {
        var server = try leader()
        let steps = server.take(.append(2, [.command(5, 2)]), from: 1)
        #expect(steps.contains(.event(.votersChanged(JointMajority([0, 1, 2]), index: 0))))
        #expect(server.state.voters == JointMajority([0, 1, 2]) && server.state.votersIndex == 0)
    }

    /// A configuration may give way to another at the same index, or to the one before it.
    @Test func aConfigurationMayGiveWayToAnother() throws {
        let (first, second, third) = (JointMajority([0, 1]), JointMajority([0, 2]), JointMajority([1, 2]))
        let entries = [first, second].map { RaftEntry(term: 1, .configuration($0)) }
        var server = try RaftServer(recovering: [.term(1, vote: nil), .entries(firstIndex: 1, entries)])
        #expect(server.state.voters == second && server.state.votersIndex == 2)
        let other = RaftEntry(term: 2, .configuration(third))
        var steps = server.take(.append(2, after: (1, 1), [other]), from: 1)
        #expect(steps.contains(.event(.votersChanged(third, index: 2))))
        steps = server.take(.append(3, after: (1, 1), [.command(1, 3)]), from: 1)
        #expect(steps.contains(.event(.votersChanged(first, index: 1))))
        #expect(server.state.voters == first && server.state.votersIndex == 1)
    }

    /// Who is not a member yet votes and does not stand; who is being removed may have to.
    @Test func whoIsNotAMemberYetVotesAndDoesNotStand() throws {
        var joiner = try RaftServer(3)
        #expect(joiner.take(.timeout) == [.event(.dropped(.hasNoVote))])
        #expect(joiner.take(.request(1), from: 0).last == .sent(.vote(1, granted: true), to: 0))
        let entry = RaftEntry(term: 1, .configuration(JointMajority([1, 2])))
        var leaving = try RaftServer(recovering: [.term(1, vote: nil), .entries(firstIndex: 1, [entry])])
        leaving.elect(by: [1])
        #expect(leaving.state.role == .candidate, "its own vote does not count")
        leaving.take(.vote(2, granted: true), from: 2)
        #expect(leaving.state.role == .leader)
    }

    @Test func aLoneMemberAddsAnotherAndRemovesItself() throws {
        var cluster = try RaftCluster.plain(2, usesPreVote: true, appendsNoOp: true, members: [0])
        try cluster.input(.timeout, at: 0)
        try cluster.input(.propose([1]), at: 0)
        try cluster.input(.changeMembers([1]), at: 0)
        try cluster.deliverAll()
        #expect(cluster.leader == nil)
        try cluster.input(.timeout, at: 1)
        try cluster.deliverAll()
        #expect(cluster.leader == 1 && cluster.state(1).commitIndex == 5)
    }

    @Test func aRemovedServerDoesNotDisturb() throws {
        var cluster = try RaftCluster.plain(3, usesPreVote: true)
        try cluster.input(.timeout, at: 0)
        try cluster.deliverAll()
        try cluster.input(.changeMembers([0, 1]), at: 0)
        try cluster.deliverAll(among: [0, 1])
        #expect(cluster.state(0).voters == JointMajority([0, 1]) && cluster.state(2).log.isEmpty)
        for _ in 0..<5 {
            try cluster.input(.timeout, at: 2)
            try cluster.deliverAll()
        }
        #expect(cluster.leader == 0 && cluster.state(0).term == 1)
    }
}
