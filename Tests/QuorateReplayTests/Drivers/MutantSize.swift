import QuorateDrivers
import QuorateExplorer
import QuorateLanguage
import QuorateReplay
import Testing

/// A mutant of a spec beside its code at some size, and what holds one against the other.
struct MutantSize: Sendable, CustomTestStringConvertible {
    let spec: String
    let mutant: String?
    let settings: [String: Int]

    var testDescription: String { "\(spec) \(mutant ?? "") \(settings.sorted { $0.key < $1.key })" }

    init(_ spec: String, _ mutant: String?, _ settings: [String: Int]) {
        (self.spec, self.mutant, self.settings) = (spec, mutant, settings)
    }

    /// The pairs; nil where the spec refuses the parameters, or the code has no such part.
    ///
    /// - Throws: `UnsuitableCode` where the driver says that the two are not one protocol.
    func conformance() throws -> Conformance? {
        let target = try #require(drivers.first { $0.spec == spec })
        let found = try target.conformance(settings, mutant, true)
        return found.flatMap { $0.pairs.problem() == nil ? $0 : nil }
    }

    /// Holds the code against the spec; returns true if something was compared.
    func check(states: Int) async throws -> Bool {
        guard let conformance = try conformance() else { return false }
        let report = try await Explorer(
            erased: conformance.pairs, workers: 1, limits: .init(states: states)
        ).run()
        let found = report.counterexamples.first.flatMap { conformance.divergence(in: $0) }
        #expect(found == nil, "\(testDescription): \(found!.divergence) after \(found!.steps)")
        return conformance.figures().transitions > 0
    }
}
