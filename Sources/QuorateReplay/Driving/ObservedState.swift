public import QuorateLanguage
internal import QuorateTraces

/// Variables of real replicas by name and value.
public struct ObservedVariables<State: SpecState>: Hashable, Sendable {
    /// The variables, in the order of the spec.
    let fields: [SpecValue.Field]
    /// The same as a text that two share exactly when they show the same.
    let text: String
    /// State of the spec that looks like this, where one is known.
    let twin: State?

    /// The variables `fields`, all that are observed.
    init(_ fields: [SpecValue.Field], text: String? = nil, twin: State? = nil) {
        self.fields = fields
        self.text = text ?? SpecValue.record(fields).canonicalText
        self.twin = twin
    }

    /// Returns true if both show the same.
    public static func == (left: ObservedVariables, right: ObservedVariables) -> Bool {
        left.text == right.text
    }

    /// Hashes what is shown.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// Observation of real replicas.
enum ObservedState<State: SpecState>: Hashable, Sendable {
    /// A state, what is not observed being as it was at the start.
    case state(State)
    /// The variables that are observed, and nothing of the others.
    case variables(ObservedVariables<State>)
}

/// Judgement on a property of which only some variables are observed.
struct ObservedJudgement<S: Spec> {
    let spec: S
    let notObserved: [String]

    /// The answer of the spec for `state`; nil where it is another one with what is not observed as it is in another
    /// state of the run, so that it would be an answer about what nobody has seen.
    func shows(_ property: Property<S.State>, in state: S.State, of states: [S.State]) -> Bool? {
        let answer = spec.shows(property, in: state)
        if notObserved.isEmpty { return answer }
        let fields = ErasedSpec(spec).evaluated.makeGraphView().fields
        guard let ranges = fields.ranges else { return nil }
        let hidden = zip(fields.names, ranges).filter { notObserved.contains($0.0) }.map(\.1)
        for other in states + spec.initialStates.prefix(1) {
            var mixed = state
            withUnsafeMutableBytes(of: &mixed) { target in
                withUnsafeBytes(of: other) { source in
                    for range in hidden {
                        target[range].copyBytes(from: source[range])
                    }
                }
            }
            if spec.shows(property, in: mixed) != answer { return nil }
        }
        return answer
    }
}
