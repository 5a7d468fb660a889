import Foundation
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateCommand
@testable import QuorateProver
@testable import Toys

/// Claims as test cases.
@Suite struct ProveJUnitTests {
    private func prove(_ claims: [Claim], _ line: String = "prove") async -> Outcome {
        let words = line.split(separator: " ").map(String.init) + ["--format", "junit"]
        return await quorate(words, over: Catalog(fixtures.entries, claims: claims)) {
            $0.sources = sources
            $0.impossibilities = [.all[0]]
        }
    }

    @Test func asExpectedAndNot() async {
        let outcome = await prove([ProveTests.holds, ProveTests.fails])
        #expect(outcome.status == 1 && outcome.problem(as: .junit) == nil)
        let lines = outcome.output.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
        #expect(
            lines[1].hasPrefix(
                "<testsuites name=\"quorate\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"0\""))
        #expect(lines[2].hasPrefix("<testsuite name=\"claims\" tests=\"2\" failures=\"1\""))
        #expect(
            lines[3].contains("name=\"holds\"")
                && lines[3].hasSuffix("line=\"\(ProveTests.holds.site.line)\"/>"))
        #expect(lines[3].contains("file=\"Tests/QuorateCommandTests/ProveTests.swift\""))
        #expect(
            outcome.output.contains(
                "<failure type=\"safetyViolated\" message=\"refuted with n = 2, and was to be proved\">fails: refuted"
            ))
        #expect(outcome.output.contains("<testsuite name=\"theorems\" tests=\"1\" failures=\"0\""))
    }

    @Test func undecided() async {
        let late = await prove([ProveTests.holds], "prove holds --time-limit 0.0000001")
        #expect(late.status == 30 && late.output.contains("<error type=\"inconclusive\" message=\"unknown: "))
        let impossible = await prove([ProveTests.climbs("limp").refuted()], "prove fails")
        #expect(impossible.status == 65)
        #expect(impossible.output.contains("<error type=\"malformedInput\" message=\"refuted with n = 2"))
        #expect(impossible.output.contains("Staircase has no mutant limp"))
    }

    @Test func interrupted() async {
        let outcome = await quorate(
            ["prove", "--format", "junit"], over: Catalog(fixtures.entries, claims: [ProveTests.holds])
        ) {
            $0.interrupt.heed()
            $0.interrupt.raise()
        }
        #expect(outcome.status == 30 && outcome.output.contains("<skipped message=\"interrupted\"/>"))
    }
}
