import QuorateReplicas
import Testing

/// Log replication: section 5.3.
@Suite struct RaftReplicationTests {
    /// A proposal is durable and goes to everybody from where they are.
    @Test func aProposalIsDurableAndGoesToEverybody() throws {
        var server = try RaftServer()
        server.elect()
        let entry = RaftEntry.command(9, 1)
        let expected: [RaftServer.Step] = [
            .persisted(.entries(firstIndex: 1, [entry])),
            .sent(.append(1, [entry]), to: 1), .sent(.append(1, [entry]), to: 2),
        ]
        #expect(server.take(.propose([9])) == expected)
        #expect(server.replica.matchIndices == [0: 1, 1: 0, 2: 0])
        #expect(server.take(.heartbeat) == Array(expected.dropFirst()), "a heartbeat repairs what was lost")
    }

    /// An acknowledgement by a majority commits, and the next message says so.
    @Test func anAcknowledgementByAMajorityCommits() throws {
        var server = try RaftServer()
        server.elect()
        server.take(.propose([9]))
        let acknowledgement = RaftMessage.appendResponse(term: 1, success: true, index: 1)
        #expect(server.take(acknowledgement, from: 2) == [.event(.applied(index: 1, command: [9]))])
        let expected: [RaftServer.Step] = [
            .sent(.append(1, [.command(9, 1)], commit: 1), to: 1),
            .sent(.append(1, after: (1, 1), commit: 1), to: 2),
        ]
        #expect(server.take(.heartbeat) == expected)
    }

    @Test func entriesAreDurableBeforeTheyAreAcknowledged() throws {
        var server = try RaftServer()
        let entries = RaftEntry.log([1, 1])
        let expected: [RaftServer.Step] = [
            .persisted(.term(1, vote: nil)), .event(.heardFromLeader(1, term: 1)),
            .persisted(.entries(firstIndex: 1, entries)), .event(.applied(index: 1, command: [1])),
            .sent(.appendResponse(term: 1, success: true, index: 2), to: 1),
        ]
        #expect(server.take(.append(1, entries, commit: 1), from: 1) == expected)
    }

    /// Only what the leader has confirmed is committed: min(leaderCommit, index of last new entry).
    @Test func onlyWhatTheLeaderHasConfirmedIsCommitted() throws {
        var server = try RaftServer(recovering: [
            .term(2, vote: nil), .entries(firstIndex: 1, RaftEntry.log([1, 1, 1])),
        ])
        server.take(.append(2, after: (1, 1), commit: 3), from: 1)
        #expect(server.state.commitIndex == 1)
        server.take(.append(2, after: (2, 1), commit: 3), from: 1)
        #expect(server.state.commitIndex == 2)
    }

    /// A conflicting suffix gives way, and an old message takes nothing back.
    @Test func aConflictingSuffixGivesWay() throws {
        var server = try RaftServer(recovering: [
            .term(3, vote: nil), .entries(firstIndex: 1, RaftEntry.log([1, 2, 2])),
        ])
        let entries = [RaftEntry.command(2, 3), .command(3, 3)]
        let steps = server.take(.append(3, after: (1, 1), entries), from: 1)
        #expect(steps.contains(.persisted(.entries(firstIndex: 2, entries))))
        #expect(server.state.log.map(\.term) == [1, 3, 3])
        let late = server.take(.append(3, after: (1, 1), Array(entries.prefix(1))), from: 1)
        #expect(late.last == .sent(.appendResponse(term: 3, success: true, index: 2), to: 1))
        #expect(server.state.log.map(\.term) == [1, 3, 3], "nothing is removed without a conflict")
    }

    /// Unsafe: a conflicting suffix stays.
    @Test func aConflictingSuffixStaysUnderABrokenRule() throws {
        let records: [RaftRecord] = [.term(3, vote: nil), .entries(firstIndex: 1, RaftEntry.log([1, 2]))]
        var server = try RaftServer(recovering: records) { $0.keepsConflictingEntries = true }
        server.take(.append(3, after: (1, 1), RaftEntry.log([3, 3])), from: 1)
        #expect(server.state.log.map(\.term) == [1, 2, 3])
    }

    /// A refusal names the greatest index at which the logs might agree, a term at a time.
    @Test(arguments: [(9, 5, 6), (6, 5, 4), (4, 5, 2), (3, 5, 2), (2, 5, 0), (1, 3, 0), (0, 7, 0)])
    func aRefusalNamesWhereTheLogsMightAgree(previousIndex: Int, previousTerm: Int, hint: Int) throws {
        var server = try RaftServer(recovering: [
            .term(5, vote: nil), .entries(firstIndex: 1, RaftEntry.log([1, 1, 2, 2, 4, 4])),
        ])
        let steps = server.take(.append(5, after: (previousIndex, previousTerm)), from: 1)
        #expect(steps.last == .sent(.appendResponse(term: 5, success: false, index: hint), to: 1))
    }

    /// A refusal lowers the next index, and the leader sends again; late refusals do nothing.
    @Test func aRefusalLowersTheNextIndex() throws {
        var server = try RaftServer(recovering: [
            .term(1, vote: nil), .entries(firstIndex: 1, RaftEntry.log([1, 1, 1])),
        ])
        server.elect()
        let refusal = RaftMessage.appendResponse(term: 2, success: false, index: 1)
        let rest = Array(RaftEntry.log([1, 1, 1]).dropFirst())
        #expect(server.take(refusal, from: 1) == [.sent(.append(2, after: (1, 1), rest), to: 1)])
        #expect(server.take(refusal, from: 1) == [.event(.dropped(.unexpectedResponse))])
        server.take(.appendResponse(term: 2, success: true, index: 3), from: 1)
        server.take(.appendResponse(term: 2, success: true, index: 1), from: 1)
        #expect(server.state.progress[1]?.nextIndex == 4 && server.state.progress[1]?.matchIndex == 3)
        #expect(server.take(refusal, from: 1) == [.event(.dropped(.unexpectedResponse))])
    }

    /// AppendEntries of a lower term are refused with the server's term.
    @Test func entriesOfALowerTermAreRefused() throws {
        var server = try RaftServer(recovering: [.term(5, vote: nil)])
        let expected: [RaftServer.Step] = [
            .event(.dropped(.staleTerm(4))), .sent(.appendResponse(term: 5, success: false, index: 0), to: 1),
        ]
        #expect(server.take(.append(4, RaftEntry.log([4])), from: 1) == expected)
        var careless = try RaftServer(recovering: [.term(5, vote: nil)]) { $0.acceptsOldTerms = true }
        careless.take(.append(4, RaftEntry.log([4])), from: 1)
        #expect(careless.state.log.count == 1 && careless.state.term == 5)
    }

    @Test func aFollowerDropsAProposalAndNamesTheLeader() throws {
        var server = try RaftServer()
        #expect(server.take(.propose([1])) == [.event(.dropped(.notLeader(leader: nil)))])
        server.take(.append(1), from: 2)
        #expect(server.take(.propose([1])) == [.event(.dropped(.notLeader(leader: 2)))])
        #expect(server.take(.heartbeat) == [.event(.dropped(.notLeader(leader: 2)))])
        #expect(server.take(.changeMembers([1])) == [.event(.dropped(.notLeader(leader: 2)))])
    }

    @Test func aCommandThatNoMessageCouldCarryIsDropped() throws {
        var server = try RaftServer()
        server.elect()
        let size = RaftLimits.commandSize + 1
        let steps = server.take(.propose(Array(repeating: 0, count: size)))
        #expect(steps == [.event(.dropped(.commandTooLarge(size)))])
        #expect(server.take(.propose(Array(repeating: 0, count: size - 1))).count == 3)
    }

    /// A long log reaches an empty one without heartbeats between the messages.
    @Test func aLongLogReachesAnEmptyOneWithoutHeartbeats() throws {
        var cluster = try RaftCluster.plain(3)
        try cluster.input(.timeout, at: 0)
        try cluster.deliverAll()
        for number in 0..<3000 {
            try cluster.input(.propose([UInt8(number % 256)]), at: 0)
            try cluster.deliverAll(among: [0, 1])
        }
        #expect(cluster.state(0).commitIndex == 3000 && cluster.state(2).log.isEmpty)
        try cluster.input(.heartbeat, at: 0)
        try cluster.deliverAll()
        #expect(cluster.state(2).log == cluster.state(0).log && cluster.state(2).commitIndex == 3000)
    }
}
