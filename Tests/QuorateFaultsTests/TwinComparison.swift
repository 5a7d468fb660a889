import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import SeededRandom
import Testing

/// Every state that `spec` can reach, by its own actions and without an engine.
private func reachableStates<S: Spec>(_ spec: S) -> Set<S.State> {
    var states = Set(spec.initialStates)
    var level = Array(states)
    while !level.isEmpty {
        level = level.flatMap { state in
            spec.takes(in: state).compactMap(\.successor).filter { states.insert($0).inserted }
        }
    }
    return states
}

/// With its adversary step by step, `spec` has the same verdict and the same states of correct replicas.
func expectSameAsStepByStep<S: ByzantineSpec>(_ spec: S) async throws {
    let twin = StepByStep(spec)
    let (report, twinReport) = try await (Explorer(spec).run(), Explorer(twin).run())
    #expect(report.outcome == twinReport.outcome)
    #expect(report.counterexamples.map(\.property) == twinReport.counterexamples.map(\.property))
    let parts = Set(reachableStates(spec).map(spec.correctPart))
    let twinParts = Set(reachableStates(twin).map(spec.correctPart))
    let areSame = parts == twinParts
    #expect(areSame, "\(parts.count) and \(twinParts.count) states of correct replicas")
}

/// Random runs of the twin never bring correct replicas where `spec` does not.
func expectStepByStepStaysInside<S: ByzantineSpec>(_ spec: S, walks: Int, steps: Int) {
    let parts = Set(reachableStates(spec).map(spec.correctPart))
    let twin = StepByStep(spec)
    var random = SplitMix(seed: 1)
    for _ in 0..<walks {
        guard var state = twin.initialStates.randomElement(using: &random) else { return }
        for _ in 0..<steps {
            let successors = twin.takes(in: state).compactMap(\.successor).filter { $0 != state }
            guard let successor = successors.randomElement(using: &random) else { break }
            state = successor
            // Asked outside of the macro, which would print all of them.
            let isKnown = parts.contains(spec.correctPart(of: state))
            #expect(isKnown, "\(state)")
        }
    }
}
