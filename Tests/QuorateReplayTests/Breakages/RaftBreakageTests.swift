import QuorateDrivers
import QuorateReplay
import QuorateTraces
import Testing

@testable import QuorateReplicas
@testable import RaftSpecs

/// Each rule of Raft, broken on purpose, and what notices it.
@Suite struct RaftBreakageTests {
    typealias Row = Breakage<RaftDriver>

    static let election = Raft(terms: 2, entries: 0)
    static let figure8 = Raft(terms: 2, entries: 1, figure8: true)

    private static func row(
        _ rule: String, _ notice: Row.Notice, _ spec: Raft = election,
        _ change: @escaping @Sendable (inout RaftDriver.Rules) -> Void
    ) -> Row {
        Row(rule: rule, notice: notice, spec: spec, driver: RaftDriver(spec, unsafely: change))
    }

    /// One that shows in the kept run of a mutant.
    private static func row(
        _ rule: String, _ mutant: Raft.Mutant,
        _ change: @escaping @Sendable (inout RaftDriver.Rules) -> Void
    ) -> Row {
        let spec = Raft(mutant: mutant)
        return Row(
            rule: rule, notice: .replay("Raft/" + mutant.rawValue), spec: Raft(),
            driver: RaftDriver(spec, unsafely: change))
    }

    static let noMembership = Row.Notice.nothing("the spec has no membership changes")

    /// The end of the paper's figure 8.
    @Sendable static func oldEntry() throws -> Trace {
        let actions: [Raft.Action] = [
            .refuse(0, candidate: 1, term: 2), .timeout(0), .refuse(1, candidate: 0, term: 3),
            .vote(2, for: 0, term: 3), .lead(0), .append(2, leader: 0, term: 3, length: 1), .timeout(1),
            .commit(0, length: 1), .vote(0, for: 1, term: 4), .lead(1),
        ]
        return try run(Raft(mutant: .countsOldTerms), taking: actions, shows: "leader completeness")
    }

    static let table = [
        row("persistsVote", .conformance("in the spec, nobody in the code (the durable logs)")) {
            $0.persistsVote = false
        },
        row("persistsTerm", .conformance("in the spec, 0 in the code (the durable logs)")) {
            $0.persistsTerm = false
        },
        row("persistsEntries", .conformance("in the spec, [] in the code (the durable logs)"), Raft(terms: 2))
        { $0.persistsEntries = false },
        row("commitsOldTerms", .run(oldEntry, "the code takes commit(r0, length: 1)"), figure8) {
            $0.commitsOldTerms = true
        },
        row("checksLog", .conformance("messages: "), figure8) { $0.checksLog = false },
        row("electionQuorum", .conformance("the code takes lead(")) {
            $0.electionQuorum = .half
        },
        row("votesTwice", .conformance("the code takes vote(")) {
            $0.votesTwice = true
        },
        // With three servers one vote of another is enough.
        row(
            "countsMessagesNotSenders", .conformance("the code takes lead("),
            Raft(servers: 5, terms: 1, entries: 0)
        ) { $0.countsMessagesNotSenders = true },
        row("acceptsOldTerms", .conformance("the code takes lead(")) {
            $0.acceptsOldTerms = true
        },
        row("countsOldVotes", .conformance("the code takes lead(")) { $0.countsOldVotes = true },
        row("changesMembersInOneStep", noMembership) { $0.changesMembersInOneStep = true },
        row("changesSingleServers", noMembership) { $0.changesSingleServers = true },
        row("keepsConflictingEntries", .conformance("log[r"), figure8) {
            $0.keepsConflictingEntries = true
        },
        row("takesStaleEntries", .conformance("role[r")) { $0.takesStaleEntries = true },
        row("checksPreviousEntry", .skipsConsistencyCheck) { $0.checksPreviousEntry = false },
        row("truncatesAlways", .conformance("log[r"), Raft(terms: 1)) { $0.truncatesAlways = true },
    ]

    @Test(arguments: table.indices) func everyBrokenRuleIsNoticed(position: Int) async throws {
        try await BreakageCheck.check(Self.table[position])
    }

    @Test func everySwitchHasARow() {
        BreakageCheck.checkTable(Self.table, of: RaftConfiguration.UnsafeRules())
    }

    @Test(arguments: [election, Raft(servers: 5, terms: 1, entries: 0)])
    func codeThatShipsIsNotNoticed(spec: Raft) async throws {
        #expect(
            try await BreakageCheck.divergence(spec, RaftDriver(spec) { _ in }, limits: BreakageCheck.few)
                == nil)
    }
}
