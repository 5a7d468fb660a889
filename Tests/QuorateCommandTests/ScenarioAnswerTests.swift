import QuorateLanguage
import QuorateProver
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs

/// What users ask for, and the answers of the catalog that come with Quorate.
@Suite struct ScenarioAnswerTests {
    /// The scenarios that ask for a design that holds beside one that does not.
    private static let contrasts = [
        3...8, 20...21, 23...24, 26...30, 32...32, 34...45, 47...56, 58...61, 64...68,
    ].flatMap(Array.init)

    private static func plan() throws -> ScenarioPlan {
        let session = Session(
            catalog: QuorateSpecs.catalog, impossibilities: Impossibility.all, program: "quorate",
            console: .standard)
        return try ScenarioPlan(of: session, named: nil)
    }

    /// Every one has its number and an answer, and each answer is one of the catalog. That they come out as expected is
    /// for the tests of specs, claims and costs, and for a run of `list --scenarios`.
    @Test func everythingThatIsAskedHasAnAnswer() throws {
        let parts = try Self.plan().parts
        #expect(parts.map(\.scenario.number) == Array(1...68))
        #expect(parts.filter(\.answers.isEmpty).map(\.scenario.number) == [])
        #expect(Set(parts.map(\.scenario.asks)).count == 68)
    }

    @Test func whatMustBreakStandsBesideWhatMustHold() throws {
        for part in try Self.plan().parts where Self.contrasts.contains(part.scenario.number) {
            let expected = part.answers.map(\.expected)
            #expect(expected.contains { $0 == "holds" || $0 == "proved" }, "\(part.scenario.number)")
            #expect(
                expected.contains { $0.hasPrefix("breaks") || $0 == "refuted" }, "\(part.scenario.number)")
        }
    }

    /// An answer is an instance that the catalog lists with its figures, and not one that nobody has looked at.
    @Test func searchesThatAnswerAreListed() throws {
        for part in try Self.plan().parts {
            for case .spec(let run) in part.answers {
                if case .instance = run.expectation { continue }
                Issue.record("\(part.scenario.number): \(run.spec.label) is not listed")
            }
        }
    }

    @Test(arguments: [31, 40, 50, 62])
    func someAreMade(number: Int) async throws {
        let outcome = try await Executable.run(["list", "--scenarios", "\(number)"])
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output.contains("1 scenario, ") && outcome.output.contains("all as expected"))
    }
}
