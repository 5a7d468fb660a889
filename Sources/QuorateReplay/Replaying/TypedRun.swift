package import QuorateLanguage
package import QuorateTraces

/// A trace with its types: a run of a spec.
package struct TypedRun<S: Spec>: Sendable {
    package let spec: S
    package let states: [S.State]
    package let actions: [S.Action]

    /// - Throws: `TraceMismatch` when the trace is no run of `spec` that shows its property, if it names one;
    ///   `SpecError` when the spec cannot be searched.
    package init(_ trace: Trace, of spec: S) throws {
        self.spec = spec
        let erased = ErasedSpec(spec)
        if let problem = erased.problem() { throw problem }
        let words = try trace.property.isEmpty ? trace.wordsOfSteps(in: erased) : trace.words(in: erased)
        var states: [S.State] = []
        var actions: [S.Action] = []
        for (position, text) in words.enumerated() {
            guard let last = states.last else {
                states += spec.initialStates.filter { ErasedSpec.words(of: $0) == text }.prefix(1)
                continue
            }
            let step = trace.steps[position - 1].action
            let take = spec.takes(in: last).first { take in
                guard let successor = take.successor, ErasedSpec.words(of: successor) == text else {
                    return false
                }
                let outline = ErasedSpec.ActionOutline(describing: take.action, for: spec.replicas)
                return outline.name == step.name
                    && SpecValue.record(outline.arguments).isSame(as: .record(step.arguments))
            }
            // The words are those of such a take: that is how they were found.
            guard let take, let successor = take.successor else { throw LostRun(step: position) }
            states.append(successor)
            actions.append(take.action)
        }
        self.states = states
        self.actions = actions
    }
}

/// A run that was found without its types and not with them: our own error.
struct LostRun: Error, CustomStringConvertible {
    let step: Int
    var description: String { "step \(step) of the trace is not found again with its types" }
}
