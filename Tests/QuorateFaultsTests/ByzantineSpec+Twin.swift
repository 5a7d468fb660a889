import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import Testing

extension ByzantineSpec {
    /// Expects the same verdict on every property and the same states of correct replicas whether faulty messages are
    /// there from the start or each is sent in a step of its own.
    func expectSameStepByStep(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let twin = StepByStep(self)
        let (states, slowStates) = (reachableStates(), twin.reachableStates())
        #expect(
            Set(states.map(correctPart)) == Set(slowStates.map(correctPart)), sourceLocation: sourceLocation)
        // The twin is worth its name only where the adversary has something to send.
        #expect(slowStates.count > states.count, sourceLocation: sourceLocation)
        let quick = try await Explorer(self, continuesAfterViolation: true).run()
        let slow = try await Explorer(twin, continuesAfterViolation: true).run()
        #expect(
            quick.properties.map(\.outcome) == slow.properties.map(\.outcome), sourceLocation: sourceLocation)
        #expect(quick.distinctStates == states.count, sourceLocation: sourceLocation)
        #expect(slow.distinctStates == slowStates.count, sourceLocation: sourceLocation)
    }
}
