import QuorateQuorums

/// Spec whose steps are held against a rule, as a spec of its own: so the one search explores it, with its limits, its
/// workers and its shortest counterexamples.
struct SteppedSpec<S: RefiningSpec>: Spec {
    typealias Action = S.Action
    typealias Mutant = NoMutant

    struct State: SpecState {
        var subject: S.State
        /// True behind a step that the rule does not allow, and in a state in which no run of the model begins.
        var isStray = false
    }

    let subject: S
    let rule: StepRule

    static var name: String { S.name }
    var replicas: ReplicaSet { subject.replicas }
    var assumptions: Assumptions? { subject.assumptions }
    func validate() throws { try subject.validate() }

    var initialStates: [State] {
        subject.initialStates.map { State(subject: $0, isStray: !rule.begins(subject.picture(of: $0).facts)) }
    }

    func actions(in state: State, _ next: inout Next<Self>) {
        guard !state.isStray, subject.constraint?.allows(state.subject) ?? true else { return }
        let before = subject.picture(of: state.subject).facts
        for take in subject.takes(in: state.subject) {
            guard let successor = take.successor else { continue }
            let isStray =
                successor != state.subject && !rule.allows(before, subject.picture(of: successor).facts)
            next.take(take.action) { $0 = State(subject: successor, isStray: isStray) }
        }
    }

    var properties: [Property<State>] { [.always(Refinement.property) { !$0.isStray }] }
}
