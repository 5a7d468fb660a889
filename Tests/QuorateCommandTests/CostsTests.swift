import Foundation
import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs

@Suite struct CostsTests {
    @Test func everyFigureIsWhatItsFormulaGives() throws {
        let report = try CostsReport(QuorateSpecs.catalog, names: [])
        #expect(report.disagreeing.map { "\($0.figure.name) \($0.figure.instance)" } == [])
        // Only what is too large for its spec, or no sum over steps, is not counted.
        let uncounted = Set(
            report.rows.filter { $0.counted == nil }.map { "\($0.figure.name) \($0.figure.instance)" })
        #expect(
            uncounted == [
                "PBFT n = 100", "HotStuff n = 7", "HotStuff n = 100", "Tendermint n = 7",
                "Tendermint n = 100",
                "PeriodicSnapshots recovery point, interval 60 s, transfer 0 s",
                "PeriodicSnapshots recovery point, interval 60 s, transfer 20 s",
            ])
    }

    /// What the texts say, and what is exact.
    @Test(arguments: [
        ("OralMessages", "n = 4, m = 1", 9, 16), ("OralMessages", "n = 7, m = 2", 156, 343),
        ("OralMessages", "n = 10, m = 3", 3609, 10_000), ("PBFT", "n = 4", 24, 32), ("PBFT", "n = 7", 84, 98),
        ("PBFT", "n = 100", 19_800, 20_000),
    ])
    func statedFiguresAreUpperBounds(name: String, instance: String, exact: Int, stated: Int) throws {
        let figure = try #require(
            QuorateSpecs.catalog.costs.first {
                $0.name == name && $0.instance == instance && $0.quantity == .messages
            })
        #expect(figure.value == exact)
        #expect(figure.stated == .atMost(stated))
    }

    @Test func statedRatiosFollowFromTheirFigures() {
        for ratio in QuorateSpecs.catalog.statedRatios {
            #expect(ratio.ends == ratio.stated, "\(ratio.subject)")
        }
    }

    @Test func aFigureThatDoesNotAgreeIsADifference() async throws {
        let wrong = Catalog(
            [],
            costs: [
                CostFigure("A", "n = 1", .messages, formula: "2", gives: 2, counted: { 3 }),
                CostFigure("B", "n = 1", .rounds, formula: "2", gives: 2, stated: .exactly(3)),
                CostFigure("C", "n = 1", .rounds, formula: "2", gives: 2, stated: .atMost(1)),
                CostFigure("D", "n = 1", .rounds, formula: "2", gives: 2, stated: .atMost(2), counted: { 2 }),
                CostFigure("E", "n = 1", .rounds, formula: "2", gives: 2, counted: { nil }),
            ])
        let report = try CostsReport(wrong, names: [])
        #expect(report.disagreeing.map(\.figure.name) == ["A", "B", "C", "E"])
        #expect(report.text.components(separatedBy: "does not agree").count == 5)
        #expect(await quorate("costs", over: wrong).status == 50)
        #expect(await quorate("costs D", over: wrong).status == 0)
    }

    @Test func costsAreWrittenAsJSON() async throws {
        let outcome = await quorate("costs PBFT --format json", over: QuorateSpecs.catalog)
        #expect(outcome.status == 0)
        let whole = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let rows = try #require(whole["costs"] as? [[String: Any]])
        #expect(rows.count == 12)
        #expect(rows[0]["counted"] as? Int == 24 && rows[0]["stated"] as? Int == 32)
        #expect(rows[0]["isUpperBound"] as? Bool == true && rows[0]["agrees"] as? Bool == true)
    }
}
