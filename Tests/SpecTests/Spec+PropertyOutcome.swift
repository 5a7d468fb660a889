import QuorateExplorer
import QuorateLanguage
import Testing

/// What becomes of the named property when the whole state space is seen.
func outcome(of property: String, in spec: some Spec) async throws -> Report.PropertyOutcome {
    let report = try await Explorer(spec, continuesAfterViolation: true).run()
    return try #require(report.properties.first { $0.name == property }).outcome
}
