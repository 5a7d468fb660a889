import QuorateReplicas
import SeededRandom
import Testing

/// The same schedules with a rule broken: the properties must catch it.
@Suite struct RaftUnsafeSimulationLongTests {
    /// A broken rule, and the cluster in which its harm shows.
    struct Hunt: CustomTestStringConvertible {
        var testDescription: String
        var property: RaftSafety.Property
        var parameters = RaftSchedule.Parameters()
        var breakRule: @Sendable (inout RaftConfiguration.UnsafeRules) -> Void

        init(
            _ name: String, breaks property: RaftSafety.Property, servers: Int = 3, members: [Int]? = nil,
            changesMembers: Bool = false, crashes: Bool = true, steps: Int = 150, proposes: Bool = true,
            _ breakRule: @escaping @Sendable (inout RaftConfiguration.UnsafeRules) -> Void
        ) {
            testDescription = name
            self.property = property
            self.breakRule = breakRule
            parameters.servers = servers
            parameters.members = members
            parameters.changesMembers = changesMembers
            parameters.crashes = crashes
            parameters.steps = steps
            parameters.proposes = proposes
        }
    }

    static let hunts = [
        Hunt("volatile vote", breaks: .electionSafety) { $0.persistsVote = false },
        Hunt("volatile term", breaks: .electionSafety) { $0.persistsTerm = false },
        Hunt("volatile entries", breaks: .leaderCompleteness) { $0.persistsEntries = false },
        Hunt("old terms committed", breaks: .leaderCompleteness, steps: 600) { $0.commitsOldTerms = true },
        Hunt("votes for any log", breaks: .leaderCompleteness, crashes: false) { $0.checksLog = false },
        Hunt("half elects", breaks: .electionSafety, servers: 4, crashes: false) {
            $0.electionQuorum = .half
        },
        Hunt("votes twice", breaks: .electionSafety, crashes: false) { $0.votesTwice = true },
        Hunt("messages counted", breaks: .electionSafety, servers: 5, crashes: false) {
            $0.countsMessagesNotSenders = true
        },
        Hunt("old terms accepted", breaks: .leaderCompleteness, crashes: false) {
            $0.acceptsOldTerms = true
        },
        Hunt("one step", breaks: .electionSafety, servers: 5, members: [0, 1, 2], changesMembers: true) {
            $0.changesMembersInOneStep = true
        },
        Hunt(
            "single servers", breaks: .leaderCompleteness, servers: 5, members: [0, 1, 2, 3],
            changesMembers: true, steps: 600
        ) {
            $0.changesSingleServers = true
        },
        Hunt("conflicts kept", breaks: .logMatching, crashes: false) { $0.keepsConflictingEntries = true },
        Hunt("stale entries taken", breaks: .leaderCompleteness, crashes: false) {
            $0.takesStaleEntries = true
        },
        Hunt("previous entry unchecked", breaks: .logMatching, crashes: false) {
            $0.checksPreviousEntry = false
        },
        Hunt("log always cut", breaks: .leaderCompleteness, crashes: false) { $0.truncatesAlways = true },
    ]

    @Test(arguments: hunts)
    func aBrokenRuleIsFound(hunt: Hunt) throws {
        for seed in UInt64(0)..<20_000 {
            var schedule = try RaftSchedule(hunt.parameters, seed: seed, unsafely: hunt.breakRule)
            guard let violation = try schedule.runFaults(), violation.property == hunt.property else {
                continue
            }
            return print("Raft, \(hunt.testDescription): seed \(seed): \(violation.detail)")
        }
        Issue.record("no schedule violates \(hunt.property)")
    }

    /// Single-server changes are safe when the leader first commits an entry of its term.
    @Test func singleServerChangesAreSafeAfterAnEntryOfTheTerm() throws {
        var parameters = RaftSchedule.Parameters()
        parameters.servers = 5
        parameters.members = [0, 1, 2, 3]
        parameters.changesMembers = true
        parameters.proposes = false
        parameters.steps = 300
        parameters.appendsNoOp = true
        var changes = 0
        for seed in UInt64(0)..<6000 {
            var schedule = try RaftSchedule(parameters, seed: seed) { $0.changesSingleServers = true }
            #expect(try schedule.runFaults() == nil, "seed \(seed)")
            changes += schedule.cluster.safety.committedChanges
        }
        #expect(changes > 6000)
    }
}
