import QuorateLanguage

/// Counts beyond its range in the end, and breaks its property on the way if it has one.
struct Overflowing: Spec {
    var bound = 2

    struct State: SpecState { var small: BoundedInt<0, 3> = 0 }
    enum Action: SpecAction {
        case add
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.add) { $0.small += 1 } }
    var properties: [Property<State>] {
        let bound = bound
        return [.always("bounded") { $0.small.value < bound }]
    }
}
