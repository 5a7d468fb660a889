import QuorateDrivers
import QuorateReplay
import Testing

@testable import QuorateReplicas
@testable import BroadcastSpecs

/// Each rule of the broadcast, broken on purpose, and what notices it.
@Suite struct BrachaBreakageLongTests {
    typealias Row = Breakage<BrachaDriver>

    private static func row(
        _ rule: String, _ notice: Row.Notice, _ spec: BrachaBroadcast = BrachaBroadcast(),
        _ change: @escaping @Sendable (inout BrachaDriver.Rules) -> Void
    ) -> Row {
        Row(rule: rule, notice: notice, spec: spec, driver: BrachaDriver(spec, unsafely: change))
    }

    static let table = [
        row("echoThreshold", .conformance("votes[ready(")) { $0.echoThreshold = .twoF },
        row("amplificationThreshold", .conformance("votes[ready(")) {
            $0.amplificationThreshold = .f
        },
        row("joinsReadies", .nothing("whoever hears READYs hears the INITIAL or the ECHOs behind them too")) {
            $0.joinsReadies = false
        },
        row("deliveryThreshold", .conformance("delivered.")) {
            $0.deliveryThreshold = .fPlusOne
        },
        row("takesAnybodysInitial", .conformance("votes[echo(")) {
            $0.takesAnybodysInitial = true
        },
        row("echoesEveryValue", .conformance("the code takes echo(")) {
            $0.echoesEveryValue = true
        },
        row("deliversEchoedValue", .conformance("delivered.")) {
            $0.deliversEchoedValue = true
        },
        row("skipsEchoPhase", .conformance("the code takes ready(")) {
            $0.skipsEchoPhase = true
        },
        row("countsMessagesNotSenders", .conformance("the code takes echo(")) {
            $0.countsMessagesNotSenders = true
        },
        row("checksSender", .conformance("votes[")) { $0.checksSender = false },
        row(
            "allowsTooFewReplicas",
            .nothing("a spec with too few replicas is held against code that runs with as many")
        ) { $0.allowsTooFewReplicas = true },
    ]

    @Test(arguments: table.indices) func everyBrokenRuleIsNoticed(position: Int) async throws {
        try await BreakageCheck.check(Self.table[position])
    }

    @Test func everySwitchHasARow() { BreakageCheck.checkTable(Self.table, of: BrachaConfiguration.Rules()) }

    @Test func codeThatShipsIsNotNoticed() async throws {
        let driver = BrachaDriver(BrachaBroadcast()) { _ in }
        #expect(
            try await BreakageCheck.divergence(BrachaBroadcast(), driver, limits: BreakageCheck.few) == nil)
    }

    /// A single ECHO is not taken for enough; all of them are not waited for.
    @Test func echoesOfAllAreNotNeeded() async throws {
        let driver = BrachaDriver(BrachaBroadcast()) { $0.echoThreshold = .all }
        let found = try await BreakageCheck.divergence(BrachaBroadcast(), driver)
        #expect(found != nil)
    }
}
