import QuorateDrivers
import QuorateReplay
@testable import QuorateReplicas
import QuorateSpecs
import Testing

/// Each rule of the broadcast, broken on purpose, and what notices it.
@Suite struct BrachaBreakageTests {
    typealias Row = Breakage<BrachaDriver>

    private static func row(
        _ rule: String, _ notice: Row.Notice, _ spec: BrachaBroadcast = BrachaBroadcast(),
        _ change: @escaping @Sendable (inout BrachaDriver.Rules) -> Void
    ) -> Row {
        Row(rule: rule, notice: notice, spec: spec, driver: BrachaDriver(spec, unsafely: change))
    }

    static let table = [
        row("echoThreshold", .conformance("the code takes echo(r1, zero), which the spec does not allow here; votes[ready"))
        { $0.echoThreshold = .twoF },
        row("amplificationThreshold", .conformance("votes[ready(zero)]: nothing in the spec, {r1} in the code")) {
            $0.amplificationThreshold = .f
        },
        // The sender's INITIAL always comes with the READYs, so that nobody depends on them in a step.
        row("joinsReadies", .replay("BrachaBroadcast/no-amplification")) { $0.joinsReadies = false },
        row("deliveryThreshold", .conformance("delivered.zero: {} in the spec, {r1} in the code")) {
            $0.deliveryThreshold = .fPlusOne
        },
        row("takesAnybodysInitial", .conformance("votes[echo(zero)]: nothing in the spec, {r0} in the code")) {
            $0.takesAnybodysInitial = true
        },
        row("echoesEveryValue", .conformance("the code takes echo(r1, one), which the spec does not allow here")) {
            $0.echoesEveryValue = true
        },
        row("deliversEchoedValue", .conformance("delivered.zero: {r1} in the spec, {} in the code")) {
            $0.deliversEchoedValue = true
        },
        row("skipsEchoPhase", .conformance("the code takes ready(r1, zero), which the spec does not allow here")) {
            $0.skipsEchoPhase = true
        },
        row("countsMessagesNotSenders", .conformance("votes[ready(zero)]: nothing in the spec, {r1} in the code")) {
            $0.countsMessagesNotSenders = true
        },
        row("checksSender", .conformance("which the spec does not allow here")) { $0.checksSender = false },
        row("allowsTooFewReplicas", .replay("BrachaBroadcast/totality-replicas-3-faults-1-faulty-1"),
            BrachaBroadcast(replicas: 3)
        ) { $0.allowsTooFewReplicas = true },
    ]

    @Test(arguments: table.indices) func isNoticed(position: Int) async throws {
        try await BreakageCheck.check(Self.table[position])
    }

    @Test func everySwitchHasARow() { BreakageCheck.checkTable(Self.table, of: BrachaConfiguration.Rules()) }

    @Test func codeThatShipsIsNotNoticed() async throws {
        let driver = BrachaDriver(BrachaBroadcast()) { _ in }
        #expect(try await BreakageCheck.divergence(BrachaBroadcast(), driver) == nil)
    }

    /// A single ECHO is not taken for enough; all of them are not waited for.
    @Test func echoesOfAllAreNotNeeded() async throws {
        let driver = BrachaDriver(BrachaBroadcast()) { $0.echoThreshold = .all }
        let found = try await BreakageCheck.divergence(BrachaBroadcast(), driver)
        #expect(found?.divergence.description.contains("{r1} in the spec, nothing in the code") == true)
    }
}
