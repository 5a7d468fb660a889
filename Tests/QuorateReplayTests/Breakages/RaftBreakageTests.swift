import QuorateDrivers
import QuorateReplay
@testable import QuorateReplicas
import QuorateSpecs
import Testing

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

    static let noMembership = Row.Notice.nothing("the spec has no membership changes")

    static let table = [
        row("persistsVote", .conformance("vote[r0]: r0 in the spec, nobody in the code (the durable logs)")) {
            $0.persistsVote = false
        },
        row("persistsTerm", .conformance("term[r0]: 1 in the spec, 0 in the code (the durable logs)")) {
            $0.persistsTerm = false
        },
        row("persistsEntries", .conformance("log[r0]: [1] in the spec, [] in the code (the durable logs)"), Raft(terms: 2))
        { $0.persistsEntries = false },
        row("commitsOldTerms", .nothing("see commitOfAnOldTermIsNoticed")) { $0.commitsOldTerms = true },
        row("checksLog", .conformance("vote(by: r0, for: r1, term: 2)"), figure8) { $0.checksLog = false },
        row("electionQuorum", .conformance("role[r0]: candidate in the spec, leader in the code")) {
            $0.electionQuorum = .half
        },
        row("votesTwice", .conformance("the code takes vote(r0, for: r1, term: 1), which the spec does not allow")) {
            $0.votesTwice = true
        },
        // With three servers one vote of another is enough.
        row("countsMessagesNotSenders", .conformance("the code takes lead(r0), which the spec does not allow here"),
            Raft(servers: 5, terms: 1, entries: 0)
        ) { $0.countsMessagesNotSenders = true },
        row("acceptsOldTerms", .conformance("the code takes lead(r0), which the spec does not allow here")) {
            $0.acceptsOldTerms = true
        },
        row("changesMembersInOneStep", noMembership) { $0.changesMembersInOneStep = true },
        row("changesSingleServers", noMembership) { $0.changesSingleServers = true },
        row("keepsConflictingEntries", .conformance("log[r0]: [2] in the spec, [1] in the code"), figure8) {
            $0.keepsConflictingEntries = true
        },
    ]

    @Test(arguments: table.indices) func isNoticed(position: Int) async throws {
        try await BreakageCheck.check(Self.table[position])
    }

    @Test func everySwitchHasARow() { BreakageCheck.checkTable(Self.table, of: RaftConfiguration.UnsafeRules()) }

    @Test(arguments: [election, Raft(servers: 5, terms: 1, entries: 0)])
    func codeThatShipsIsNotNoticed(spec: Raft) async throws {
        #expect(try await BreakageCheck.divergence(spec, RaftDriver(spec) { _ in }) == nil)
    }
}
