import Foundation
import QuorateExplorer
import QuorateReplay
import QuorateTraces
import Testing

/// A rule of the real code that is broken on purpose, and what notices it.
struct Breakage<D: Driver>: Sendable {
    enum Notice: Sendable {
        /// The search of the pairs ends in these words.
        case conformance(String)
        /// The replay of the run in this file, below `Counterexamples`, ends in these words.
        case replay(String, String = "reproduced")
        /// The replay of this run ends in these words.
        case run(@Sendable () throws -> Trace, String)
        /// Nothing does, and why.
        case nothing(String)
    }

    /// The switch of the code.
    let rule: String
    let notice: Notice
    let spec: D.Subject
    let driver: D
}

/// What is to be asked of every table of breakages.
enum BreakageCheck {
    /// More pairs than any breakage takes to show.
    static let limits = Explorer.Limits(states: 6000)

    /// Enough of the code that is not broken.
    static let few = Explorer.Limits(states: 1500)

    /// What a search of the pairs finds.
    static func divergence<D: Driver>(
        _ spec: D.Subject, _ driver: D, limits: Explorer.Limits = limits
    ) async throws -> ConformanceDivergence? {
        let conformance = Conformance(spec, driver: driver, triesAllDisabledSteps: true)
        let report = try await Explorer(erased: conformance.pairs, limits: limits).run()
        return report.counterexamples.first.flatMap { conformance.divergence(in: $0) }
    }

    static func check<D: Driver>(_ breakage: Breakage<D>) async throws {
        switch breakage.notice {
        case .conformance(let words):
            let found = try await divergence(breakage.spec, breakage.driver)
            let text = found?.divergence.description ?? "nothing"
            #expect(text.contains(words), "\(breakage.rule): \(text) after \(found?.steps ?? [])")
        case .replay(let file, let words):
            let path = CounterexampleTests.folder.appendingPathComponent(file + ".itf.json").path
            try expect(words, of: breakage, along: try ITF.trace(fromFile: path))
        case .run(let trace, let words): try expect(words, of: breakage, along: try trace())
        case .nothing: break
        }
    }

    private static func expect<D: Driver>(
        _ words: String, of breakage: Breakage<D>, along trace: Trace
    ) throws {
        let replay = Replay<D>(breakage.spec)
        let report = try replay.report(of: trace, driver: breakage.driver, code: breakage.rule)
        let text = report.outcome.description
        #expect(text.contains(words), "\(breakage.rule): \(text)")
        // The code that ships does not do that on the same run.
        let shipped = try replay.report(of: trace, againstMutant: false)
        #expect(!shipped.outcome.description.contains(words), "\(breakage.rule): \(shipped.outcome)")
    }

    /// Every switch of the code has its row.
    static func checkTable<D: Driver>(_ table: [Breakage<D>], of rules: some Any) {
        let switches = Mirror(reflecting: rules).children.compactMap(\.label)
        #expect(Set(table.map(\.rule)) == Set(switches))
        #expect(table.count == switches.count)
    }
}
