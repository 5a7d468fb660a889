import QuorateReplicas
import Testing

@Suite struct RaftConfigurationTests {
    /// A configuration that makes no cluster is refused, with what to do.
    @Test func aConfigurationThatMakesNoClusterIsRefused() {
        let cases: [(replica: Int, members: [Int], failure: RaftConfigurationFailure)] = [
            (0, [], .noMembers), (0, [1, 1], .repeatedMember), (-1, [0], .numberOutOfRange(-1)),
            (0, [65_536], .numberOutOfRange(65_536)), (0, Array(0...64), .tooManyMembers(65)),
        ]
        for (replica, members, failure) in cases {
            #expect(throws: failure) { try RaftConfiguration(replica: replica, members: members) }
            #expect(failure.description.contains(": "))
        }
    }

    @Test func defaultsAreThePapersRules() throws {
        var configuration = try RaftConfiguration(replica: 7, members: [2, 0, 1])
        #expect(configuration.members == [0, 1, 2] && configuration.usesPreVote && configuration.appendsNoOp)
        let rules = configuration.rules
        #expect(rules.persistsVote && rules.persistsTerm && rules.persistsEntries && rules.checksLog)
        #expect(!rules.commitsOldTerms && !rules.votesTwice && !rules.countsMessagesNotSenders)
        #expect(!rules.acceptsOldTerms && !rules.changesMembersInOneStep && !rules.changesSingleServers)
        #expect(!rules.keepsConflictingEntries && rules.electionQuorum == .majority)
        configuration.unsafely { $0.electionQuorum = .half }
        #expect(configuration.rules.electionQuorum == .half)
    }
}
