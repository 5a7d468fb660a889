import QuorateLanguage
import QuorateTraces
import SeededRandom
import Testing

@testable import QuorateExplorer

/// The search for fair runs against every set of states tried one by one.
@Suite struct LivenessTests {
    @Test func verdictsAreThoseOfEverySetOfStates() async throws {
        var random = SplitMix(seed: Seed.announced())
        var outcomes: [Report.PropertyOutcome: Int] = [:]
        var loops = 0
        for _ in 0..<2_500 {
            let web = Web(using: &random)
            let report = try await Explorer(web, workers: random.number(1..<5), continuesAfterViolation: true)
                .run()
            for property in report.properties {
                let holds = EverySet(web: web).holds(property.kind)
                #expect((property.outcome == .holds) == holds, "\(property.name) of \(web)\n\(report)")
                outcomes[property.outcome, default: 0] += 1
            }
            for trace in report.counterexamples {
                // Validated once more, from what is printed of it.
                let words = try trace.words(in: ErasedSpec(web))
                #expect(words.count == trace.steps.count + 1)
                if let loop = trace.loop, loop.start < trace.steps.count { loops += 1 }
            }
        }
        #expect((outcomes[.holds] ?? 0) > 1_000 && (outcomes[.violated] ?? 0) > 1_000 && loops > 100)
    }

    @Test func anyNumberOfWorkersFindsTheSame() async throws {
        var random = SplitMix(seed: Seed.announced())
        for _ in 0..<300 {
            let web = Web(using: &random)
            let one = try await Explorer(web, workers: 1).run()
            for workers in 2...4 {
                let other = try await Explorer(web, workers: workers).run()
                #expect(other.counterexamples == one.counterexamples)
                #expect(other.properties.map(\.violatingStates) == one.properties.map(\.violatingStates))
            }
        }
    }
}
