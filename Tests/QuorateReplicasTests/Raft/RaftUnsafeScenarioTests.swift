import QuorateReplicas
import Testing

/// The runs that the literature tells, with the rule that forbids each and without it.
@Suite struct RaftUnsafeScenarioTests {
    /// Figure 8: an entry of an old term on a majority may still give way.
    @Test(arguments: [false, true])
    func figure8AnEntryOfAnOldTermMayStillGiveWay(commitsOldTerms: Bool) throws {
        var cluster = try RaftCluster.plain(5) { $0.commitsOldTerms = commitsOldTerms }
        try cluster.elect(0, in: 1, by: [0, 1, 2, 3, 4])
        try cluster.input(.propose([1]), at: 0)
        try cluster.deliverAll(among: [0, 1])
        try cluster.restart(0)
        try cluster.elect(4, in: 2, by: [2, 3, 4])
        try cluster.input(.propose([2]), at: 4)
        try cluster.deliverAll(among: [4])
        try cluster.restart(4)
        try cluster.elect(0, in: 3, by: [0, 1, 2])
        #expect(cluster.state(2).log.map(\.term) == [1], "on a majority, of an old term")
        #expect(cluster.state(0).commitIndex == (commitsOldTerms ? 1 : 0))
        try cluster.restart(0)
        try cluster.elect(4, in: 4, by: [1, 2, 3, 4])
        #expect(cluster.state(1).log.map(\.term) == [2])
        let expected: RaftSafety.Property? = commitsOldTerms ? .leaderCompleteness : nil
        #expect(cluster.safety.violation?.property == expected)
    }

    /// Figure 10: old and new majorities that do not meet elect a leader each.
    @Test(arguments: [false, true])
    func figure10MajoritiesThatDoNotMeetElectALeaderEach(changesMembersInOneStep: Bool) throws {
        var cluster = try RaftCluster.plain(5, members: [0, 1, 2]) {
            $0.changesMembersInOneStep = changesMembersInOneStep
        }
        try cluster.elect(2, in: 1, by: [0, 1, 2])
        try cluster.input(.changeMembers([0, 1, 2, 3, 4]), at: 2)
        try cluster.deliverAll(among: [2, 3, 4])
        try cluster.input(.heartbeat, at: 2)
        try cluster.deliverAll(among: [2, 3, 4])
        try cluster.restart(2)
        try cluster.stand(2, in: 2, before: [2, 3, 4])
        try cluster.stand(0, in: 2, before: [0, 1])
        #expect(cluster.state(0).role == .leader)
        #expect((cluster.state(2).role == .leader) == changesMembersInOneStep)
        let expected: RaftSafety.Property? = changesMembersInOneStep ? .electionSafety : nil
        #expect(cluster.safety.violation?.property == expected)
    }

    /// July 2015: without a no-op a committed single-server change is lost.
    ///
    /// Ongaro, "bug in single-server membership changes", raft-dev, July 2015: one leader adds a server, the next
    /// removes one and commits that, the first comes back.
    @Test func withoutANoOpASingleServerChangeIsLost() throws {
        var cluster = try RaftCluster.plain(5, members: [0, 1, 2, 3]) { $0.changesSingleServers = true }
        try cluster.elect(0, in: 1, by: [0, 1, 2])
        try cluster.input(.changeMembers([0, 1, 2, 3, 4]), at: 0)
        try cluster.deliverAll(among: [0, 4])
        try cluster.input(.heartbeat, at: 0)
        try cluster.deliverAll(among: [0, 4])
        try cluster.restart(0)
        try cluster.elect(1, in: 2, by: [1, 2, 3])
        try cluster.input(.changeMembers([1, 2, 3]), at: 1)
        try cluster.deliverAll(among: [1, 2])
        #expect(cluster.state(1).commitIndex == 1)
        try cluster.stand(0, in: 3, before: [0, 3, 4])
        #expect(cluster.state(0).role == .leader)
        #expect(cluster.safety.violation?.property == .leaderCompleteness)
    }

    /// July 2015, repaired: no change before an entry of the leader's term is committed.
    @Test func afterAnEntryOfTheTermNoSingleServerChangeIsLost() throws {
        var cluster = try RaftCluster.plain(5, appendsNoOp: true, members: [0, 1, 2, 3]) {
            $0.changesSingleServers = true
        }
        try cluster.input(.timeout, at: 0)
        try cluster.deliverAll(among: [0, 1, 2])
        cluster.forgetEvents()
        try cluster.input(.changeMembers([0, 1]), at: 0)
        #expect(cluster.events.map(\.event) == [.dropped(.notASingleServer)])
        try cluster.input(.changeMembers([0, 1, 2, 3, 4]), at: 0)
        try cluster.deliverAll(among: [0, 4])
        try cluster.input(.heartbeat, at: 0)
        try cluster.deliverAll(among: [0, 4])
        try cluster.restart(0)
        try cluster.input(.timeout, at: 1)
        try cluster.input(.timeout, at: 1)
        try cluster.deliverAll(among: [1, 2])
        #expect(cluster.leader == nil, "two of four do not elect")
        try cluster.input(.timeout, at: 1)
        while !cluster.network.isEmpty, cluster.leader == nil {
            let envelope = cluster.network.removeFirst()
            if envelope.receiver != 0 { try cluster.deliver(envelope) }
        }
        cluster.network = []
        cluster.forgetEvents()
        try cluster.input(.changeMembers([1, 2, 3]), at: 1)
        #expect(cluster.events.map(\.event) == [.dropped(.nothingCommittedInTerm)])
    }

    /// A vote, a term or entries that do not survive a crash.
    @Test(arguments: ["vote", "term", "entries"])
    func whatDoesNotSurviveACrashBreaksSafety(what: String) throws {
        var cluster = try RaftCluster.plain(3) {
            $0.persistsVote = what != "vote"
            $0.persistsTerm = what != "term"
            $0.persistsEntries = what != "entries"
        }
        try cluster.elect(0, in: 1, by: [0, 1])
        if what == "entries" {
            try cluster.input(.propose([1]), at: 0)
            try cluster.deliverAll(among: [0, 1])
        }
        try cluster.restart(1)
        try cluster.stand(2, in: what == "entries" ? 2 : 1, before: [1, 2])
        let expected: RaftSafety.Property = what == "entries" ? .leaderCompleteness : .electionSafety
        #expect(cluster.safety.violation?.property == expected)
    }
}

extension RaftCluster {
    /// Lets election timers of `number` end until it stands in `term`, with messages among `servers` only.
    fileprivate mutating func stand(_ number: Int, in term: Int, before servers: Set<Int>) throws {
        while state(number).term < term {
            network = []
            try input(.timeout, at: number)
        }
        try deliverAll(among: servers)
    }

    /// The same, and `number` must be elected.
    fileprivate mutating func elect(_ number: Int, in term: Int, by servers: Set<Int>) throws {
        try stand(number, in: term, before: servers)
        #expect(state(number).role == .leader && state(number).term == term)
    }
}
