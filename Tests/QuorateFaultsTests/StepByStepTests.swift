import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import QuorateSpecs
import Testing

/// The adversary that has sent everything at the start against the one that sends each message in a step.
@Suite struct StepByStepTests {
    @Test func normalCase() async throws { try await compare(PBFT(views: 1)) }
    @Test func normalCaseBroken() async throws { try await compare(PBFT(views: 1, mutant: .quorum2f)) }
    @Test func viewChangeOfThree() async throws { try await compare(PBFT(replicas: 3, views: 2)) }

    /// Both give the same verdict on every property and reach the same states of correct replicas.
    private func compare<S: ByzantineSpec>(_ spec: S, sourceLocation: SourceLocation = #_sourceLocation)
        async throws
    {
        let fromTheStart = spec.reachableStates()
        let stepByStep = StepByStep(spec).reachableStates()
        let parts = Set(stepByStep.map(spec.correctPart))
        #expect(Set(fromTheStart.map(spec.correctPart)) == parts, sourceLocation: sourceLocation)
        // The twin is worth its name only where the adversary has something to send.
        #expect(stepByStep.count > fromTheStart.count, sourceLocation: sourceLocation)
        let quick = try await Explorer(spec, continuesAfterViolation: true).run()
        let slow = try await Explorer(StepByStep(spec), continuesAfterViolation: true).run()
        #expect(
            quick.properties.map(\.outcome) == slow.properties.map(\.outcome), sourceLocation: sourceLocation)
        #expect(quick.distinctStates == fromTheStart.count, sourceLocation: sourceLocation)
    }
}
