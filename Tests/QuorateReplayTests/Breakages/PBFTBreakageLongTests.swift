import QuorateDrivers
import QuorateReplay
import Testing

@testable import QuorateReplicas
@testable import PBFTSpecs

/// Each rule of PBFT, broken on purpose, and what notices it.
@Suite struct PBFTBreakageLongTests {
    typealias Row = Breakage<PBFTDriver>

    private static func row(
        _ rule: String, _ notice: Row.Notice, views: Int = 1,
        _ change: @escaping @Sendable (inout PBFTDriver.Rules) -> Void
    ) -> Row {
        let spec = PBFT(views: views)
        return Row(rule: rule, notice: notice, spec: spec, driver: PBFTDriver(spec, unsafely: change))
    }

    /// One whose run says things that only the mutant's Byzantine replicas say.
    private static func row(
        _ rule: String, _ mutant: PBFT.Mutant, _ words: String = "reproduced",
        _ change: @escaping @Sendable (inout PBFTDriver.Rules) -> Void
    ) -> Row {
        Row(
            rule: rule, notice: .replay("PBFT/" + mutant.rawValue, words), spec: PBFT(),
            driver: PBFTDriver(PBFT(mutant: mutant), unsafely: change))
    }

    static let table = [
        row("prepareQuorum", .conformance("votes[commit(v0, ")) {
            $0.prepareQuorum = .twoF
        },
        // Execution is no part of the spec's state: only the property shows it.
        row("commitQuorum", .noCommitPhase) { $0.commitQuorum = .fPlusOne },
        row("viewChangeQuorum", .conformance("the code takes newView("), views: 2) {
            $0.viewChangeQuorum = .twoF
        },
        row("allowsTooFewReplicas", .tooFewReplicas, "the code takes commit(") {
            $0.allowsTooFewReplicas = true
        },
        row("skipsCommitPhase", .noCommitPhase) { $0.skipsCommitPhase = true },
        row("ignoresCertificates", .conformance("the code takes newView("), views: 2) {
            $0.ignoresCertificates = true
        },
        row("takesAnyCertificate", .anyCertificate, "the code takes newView(r2, v2, a)") {
            $0.takesAnyCertificate = true
        },
        row("checksCertificates", .uncheckedCertificate) { $0.checksCertificates = false },
        row("commitsInOldViews", .lateCommit, "the code takes commit(") { $0.commitsInOldViews = true },
        row("checksClientSignatures", .conformance("the code takes prepare(")) {
            $0.checksClientSignatures = false
        },
        row("checksSignatures", .conformance("the code takes commit(")) {
            $0.checksSignatures = false
        },
        row("countsMessagesNotSenders", .conformance("the code takes commit(")) {
            $0.countsMessagesNotSenders = true
        },
        row("persistsVotes", .conformance("in the spec, nothing in the code (the durable logs)")) {
            $0.persistsVotes = false
        },
        row("acceptsOldViews", .conformance("votes[prepare(v0, "), views: 2) { $0.acceptsOldViews = true },
        row("executesTwice", .nothing("there is one sequence number, so that nothing is ordered twice")) {
            $0.executesTwice = true
        },
        row("ignoresWatermarks", .conformance("the code takes prePrepare(")) {
            $0.ignoresWatermarks = true
        },
        row("ignoresTimeouts", .conformance("v0 in the code"), views: 2) { $0.ignoresTimeouts = true },
    ]

    @Test(arguments: table.indices) func everyBrokenRuleIsNoticed(position: Int) async throws {
        try await BreakageCheck.check(Self.table[position])
    }

    @Test func everySwitchHasARow() { BreakageCheck.checkTable(Self.table, of: PBFTConfiguration.Unsafe()) }

    @Test(arguments: [1, 2]) func codeThatShipsIsNotNoticed(views: Int) async throws {
        let spec = PBFT(views: views)
        #expect(
            try await BreakageCheck.divergence(spec, PBFTDriver(spec) { _ in }, limits: BreakageCheck.few)
                == nil)
    }
}
