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
        /// The run in this file, below `Counterexamples`, breaks its property on the code.
        case replay(String)
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
    static let limits = Explorer.Limits(states: 10_000)

    /// What a search of the pairs finds.
    static func divergence<D: Driver>(_ spec: D.Subject, _ driver: D) async throws -> ConformanceDivergence? {
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
        case .replay(let file):
            let path = CounterexampleTests.folder.appendingPathComponent(file + ".itf.json").path
            let trace = try ITF.trace(fromFile: path)
            let report = try Replay<D>(breakage.spec).report(
                of: trace, driver: breakage.driver, code: breakage.rule)
            #expect(report.outcome == .reproduced, "\(breakage.rule): \(report.outcome)")
        case .nothing: break
        }
    }

    /// Every switch of the code has its row, and the code that is not broken is not noticed.
    static func checkTable<D: Driver>(_ table: [Breakage<D>], of rules: some Any) {
        let switches = Mirror(reflecting: rules).children.compactMap(\.label)
        #expect(Set(table.map(\.rule)) == Set(switches))
        #expect(table.count == switches.count)
    }
}
