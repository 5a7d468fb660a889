import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import Testing

/// Expects the same verdict on every property, and the same states of correct replicas, from the adversary
/// that has sent everything at the start and from the one that sends each message in a step.
func expectTheSameStepByStep<S: ByzantineSpec>(
    _ spec: S, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let fromTheStart = reachableStates(of: spec)
    let stepByStep = reachableStates(of: StepByStep(spec))
    #expect(
        Set(fromTheStart.map(spec.correctPart)) == Set(stepByStep.map(spec.correctPart)),
        sourceLocation: sourceLocation)
    #expect(stepByStep.count > fromTheStart.count, sourceLocation: sourceLocation)
    let quick = try await Explorer(spec, continuesAfterViolation: true).run()
    let slow = try await Explorer(StepByStep(spec), continuesAfterViolation: true).run()
    #expect(
        quick.properties.map(\.outcome) == slow.properties.map(\.outcome), sourceLocation: sourceLocation)
}

/// Every reachable state, by a set and the spec's own steps.
func reachableStates<S: Spec>(of spec: S) -> Set<S.State> {
    var seen = Set(spec.initialStates)
    var rest = Array(seen)
    while let state = rest.popLast() {
        for take in spec.takes(in: state) {
            if let successor = take.successor, seen.insert(successor).inserted { rest.append(successor) }
        }
    }
    return seen
}

/// What becomes of the named property when the whole state space is seen.
func outcome(of property: String, in spec: some Spec) async throws -> Report.PropertyOutcome {
    let report = try await Explorer(spec, continuesAfterViolation: true).run()
    return try #require(report.properties.first { $0.name == property }).outcome
}
