import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import SeededRandom
import Testing

@testable import Toys

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

    /// Expects that random runs of the twin, for instances where it is too large to be searched, never bring correct
    /// replicas where they do not come otherwise.
    func expectStepByStepStaysInside(walks: Int, steps: Int) {
        let parts = Set(reachableStates().map(correctPart))
        let twin = StepByStep(self)
        let seed = Seed.announced()
        var random = SplitMix(seed: seed)
        var compared = 0
        for _ in 0..<walks {
            guard var state = twin.initialStates.randomElement(using: &random) else { break }
            for _ in 0..<steps {
                let successors = twin.takes(in: state).compactMap(\.successor).filter { $0 != state }
                guard let successor = successors.randomElement(using: &random) else { break }
                state = successor
                // Asked outside of the macro, which would print all of them.
                let isKnown = parts.contains(correctPart(of: state))
                #expect(isKnown, "QUORATE_SEED=\(seed): \(state)")
                compared += 1
            }
        }
        // Most walks go on to the end, or all that this says is that little was tried.
        #expect(compared > walks * steps / 4, "QUORATE_SEED=\(seed)")
    }
}
