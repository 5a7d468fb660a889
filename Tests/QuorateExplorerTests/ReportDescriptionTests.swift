import QuorateLanguage
import Testing

@testable import QuorateExplorer
@testable import CommitSpecs
@testable import Toys

/// What a failing expectation, and the command, print of a run.
@Suite struct ReportDescriptionTests {
    private func lines(_ explorer: Explorer) async throws -> [Substring] {
        try await explorer.run().description.split(separator: "\n")
    }

    @Test func aSearchThatHoldsIsDescribed() async throws {
        let lines = try await lines(Explorer(TwoPhaseCommit(managers: 3), workers: 2))
        #expect(lines[0] == "TwoPhaseCommit managers=3: holds")
        #expect(lines[1] == "  for         n = 3, no faults, asynchronous, lossy, duplicating network")
        #expect(
            lines[2] == "  covered     every reachable state: 288 distinct states, 1,146 generated, depth 10")
        #expect(lines[3] == "  properties  holds         consistency")
        #expect(lines.contains("  search      exact store, 2 workers"))
        #expect(lines.contains { $0.contains("are the same for any number of workers") })
        #expect(lines.last?.hasPrefix("  figures     ") == true)
        #expect(lines.last?.contains("frontier") == false)
    }

    @Test func aViolationIsDescribedWithItsRun() async throws {
        let report = try await Explorer(TwoPhaseCommit(managers: 3, mutant: .hastyCommit)).run()
        let text = report.description
        #expect(text.hasPrefix("TwoPhaseCommit hasty-commit managers=3: violated\n"))
        #expect(text.contains("\n\n" + report.counterexamples[0].rendering() + "\n\n"))
    }

    @Test func whatIsNotPromisedIsNotSaid() async throws {
        let fingerprints = try await lines(
            Explorer(TwoPhaseCommit(managers: 3), store: .fingerprint, properties: ["consistency"]))
        #expect(
            fingerprints.contains {
                $0.hasSuffix(
                    "a state was missed with probability at most 2.2e-15: union bound n(n-1)/2^65 over the n"
                        + " stored states")
            })
        let brief = try await lines(
            Explorer(TwoPhaseCommit(managers: 12), limits: .init(seconds: 0.001)))
        #expect(brief[2].contains("complete levels until the limit of 0.001 s: "))
        for text in [fingerprints, brief] { #expect(!text.contains { $0.contains("any number of workers") }) }
    }

    @Test func aLimitIsDescribed() async throws {
        let lines = try await lines(Explorer(TwoPhaseCommit(managers: 3), limits: .init(depth: 2)))
        #expect(lines[2].contains("complete levels until the limit of depth 2: "))
        #expect(lines.contains { $0.contains("never taken so far: ") })
        #expect(lines.last?.contains("/s, frontier 21 growing, store ") == true)
        #expect(lines.contains { $0.contains("any number of workers") })
    }

    @Test func aConstraintIsDescribed() async throws {
        let lines = try await lines(Explorer(Lookalike(limit: 2), continuesAfterViolation: true))
        #expect(lines.contains { $0.contains("every reachable state within the constraint \"") })
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000"),
        (Int.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
    ])
    func countsHaveSeparators(number: Int, text: String) { #expect(Numerals.count(number) == text) }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1.00k"), (9995, "10.0k"), (99_950, "100k"), (999_499, "999k"),
        (999_500, "1.00M"), (8_220_065, "8.22M"), (1_000_000_000_000, "1.0T"),
    ])
    func roundedCountsHaveUnits(number: Int, text: String) { #expect(Numerals.rounded(number) == text) }

    @Test(arguments: [
        (0, "0.000 s"), (0.9996, "1.000 s"), (1, "1.0 s"), (59.9, "59.9 s"), (60, "1:00"), (3599.9, "59:59"),
        (7509, "2:05:09"),
    ])
    func secondsAreShort(seconds: Double, text: String) { #expect(Numerals.seconds(seconds) == text) }

    @Test(arguments: [
        (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (512 << 20, "512.0 MiB"), (3 << 40, "3.0 TiB"),
    ])
    func bytesHaveUnits(bytes: Int, text: String) { #expect(Numerals.bytes(bytes) == text) }

    @Test(arguments: [(0, "0"), (1, "1"), (0.25, "2.5e-1"), (2.24e-15, "2.2e-15"), (9.99e-5, "1.0e-4")])
    func probabilitiesAreBounded(probability: Double, text: String) {
        #expect(Report.rounded(probability) == text)
    }
}
