/// Steps out of one state after the other, listed by the spec's own actions and without any engine.
package struct StepLister<S: Spec> {
    private let spec: S
    private let recorder: StepRecorder<S>

    /// The steps of `spec`, each of which `visit` hears of with its action: those that change nothing too.
    package init(_ spec: S, _ visit: @escaping (_ action: S.Action, _ successor: S.State) -> Void) {
        self.spec = spec
        recorder = StepRecorder(steps: { action, successor in
            visit(action, successor)
            return .kept
        })
    }

    /// Lists the steps out of a state, whether it lies within the constraint or not.
    package func list(_ state: S.State) { spec.offer(state, to: recorder) }
}
