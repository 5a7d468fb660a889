import Foundation
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import Toys

/// `quorate list --scenarios`: answers are made, and none that is missing or wrong looks like one.
@Suite struct ScenarioTests {
    private static let climbs = Scenario(
        1, "Somebody gets to the top.",
        [
            .spec("Staircase"), .spec("Staircase", mutant: "leap"), .spec("Staircase", ["steps": 6]),
            .claim("majority"), .cost("Stairs", .rounds), .ratio("ups over downs"),
            .probability(.init(.leaderHearsMajority(replicas: 5, failure: "0.1"), stated: "0.9963")),
            .probability(.init(.smallestOddGroup(target: "0.99", failure: "0.3"), stated: "27")),
            .probability(.init(.flippedBits(faults: 1, replicas: 4, hours: "24"), stated: "0.0000449")),
        ])

    private static func catalog(_ scenarios: [Scenario]) -> Catalog {
        Catalog(
            fixtures.entries,
            claims: [
                Claim("majority", "Three of five share one.", source: "counted by hand") {
                } then: {
                    Quantity("n") <= "n"
                }
            ],
            costs: [
                CostFigure("Stairs", "n = 1", .rounds, formula: "2", gives: 2, stated: .atMost(3)),
                CostFigure("Stairs", "n = 1", .messages, formula: "2", gives: 2),
            ],
            statedRatios: [StatedRatio("ups over downs", 2...4, over: 1...2, stated: 2...2)],
            scenarios: scenarios)
    }

    private struct Printed: Decodable {
        struct Scenario: Decodable {
            struct Answer: Decodable {
                var kind: String
                var name: String
                var expected: String
                var outcome: String
                var asExpected: Bool
                var remarks: [String]
            }
            var number: Int
            var asks: String
            var answers: [Answer]
        }
        var scenarios: [Scenario]
    }

    private static func printed(_ outcome: Outcome) throws -> [Printed.Scenario] {
        try JSONDecoder().decode(Printed.self, from: Data(outcome.output.utf8)).scenarios
    }

    @Test func eachKindOfAnswerIsMade() async throws {
        let outcome = await quorate(
            "list --scenarios --format json", over: Self.catalog([Self.climbs]))
        #expect(outcome.status == 0, "\(outcome)")
        let answers = try #require(try Self.printed(outcome).first).answers
        #expect(
            answers.map(\.kind) == [
                "spec", "spec", "spec", "claim", "cost", "cost", "probability", "probability", "probability",
            ])
        #expect(answers.allSatisfy { $0.asExpected })
        #expect(answers.allSatisfy { $0.remarks.isEmpty })
        #expect(
            answers.map(\.outcome)
                == [
                    "holds", "breaks \"on the stairs\"", "holds", "proved", "≤ 3", "2 to 2", "0.9963", "27",
                    "0.0000449",
                ].map { $0 == "≤ 3" ? "2" : $0 })
    }

    /// What is printed is what was found, also where that is as expected.
    @Test func outcomesAreThoseOfTheRun() async throws {
        let stuck = Scenario(6, "Half way.", [.spec("Staircase", mutant: "give-up", ["steps": 5])])
        let outcome = await quorate("list --scenarios --format json", over: Self.catalog([stuck]))
        let answer = try #require(try Self.printed(outcome).first?.answers.first)
        #expect(outcome.status == 0 && answer.asExpected)
        #expect(answer.expected == "breaks \"at the top\"")
        #expect(answer.outcome == "does not reach \"at the top\"")
    }

    @Test func whatIsMissingOrOtherwiseIsSaid() async throws {
        let wrong: [(Scenario, Int32)] = [
            (Scenario(2, "Nobody has thought of this.", []), 20),
            // It holds, and was expected to be caught.
            (Scenario(3, "A mutant.", [.spec("Staircase", mutant: "idle")]), 21),
            (
                Scenario(
                    4, "A probability.",
                    [
                        .probability(
                            .init(.leaderHearsMajority(replicas: 5, failure: "0.1"), stated: "0.9964"))
                    ]), 50
            ),
            // Neither stated nor counted.
            (Scenario(5, "A cost.", [.cost("Stairs", .messages)]), 20),
        ]
        for (scenario, status) in wrong {
            let outcome = await quorate("list --scenarios", over: Self.catalog([scenario]))
            #expect(outcome.status == status, "\(outcome)")
            #expect(outcome.output.contains("not as expected: \(scenario.number)"))
        }
        let both = await quorate("list --scenarios", over: Self.catalog([Self.climbs, wrong[0].0]))
        #expect(both.status == 1)
        #expect(both.output.contains("MISSING: nothing answers this"))
        #expect(both.output.contains("2 scenarios, 9 answers; 1 missing; not as expected: 2"))
    }

    @Test(arguments: [
        (Scenario.Answer.spec("Staircas"), "did you mean Staircase?"),
        (.spec("Staircase", mutant: "lep"), "leap"), (.spec("Staircase", ["step": 3]), "steps"),
        (.claim("majorities"), "majority"), (.cost("Staircase", .rounds), "Stairs"),
        (.cost("Stairs", .signatures), "Stairs messages"), (.ratio("ups"), "ups over downs"),
    ])
    func answersThatTheCatalogDoesNotHave(answer: Scenario.Answer, hint: String) async {
        let outcome = await quorate(
            "list --scenarios", over: Self.catalog([Scenario(7, "Something.", [answer])]))
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("scenario 7") && outcome.errors.contains(hint))
    }

    @Test func someOfThem() async throws {
        let two = [Self.climbs, Scenario(12, "A cost.", [.cost("Stairs", .rounds)])]
        for (name, numbers) in [("12", [12]), ("top", [1]), ("stairs", [1, 12]), ("2", [])] {
            let outcome = await quorate("list --scenarios \(name) --format json", over: Self.catalog(two))
            #expect(outcome.status == (numbers.isEmpty ? 64 : 0))
            if !numbers.isEmpty { #expect(try Self.printed(outcome).map(\.number) == numbers) }
        }
        let twice = await quorate("list --scenarios", over: Self.catalog([Self.climbs, Self.climbs]))
        #expect(twice.status == 65 && twice.errors.contains("two scenarios of this number"))
        let none = await quorate("list --scenarios", over: fixtures)
        #expect(none.status == 64 && none.errors.contains("the catalog lists no scenarios"))
        let workers = await quorate("list --workers 2", over: fixtures)
        #expect(workers.status == 64 && workers.errors.contains("--scenarios"))
    }
}
