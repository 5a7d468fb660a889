import QuorateLanguage

/// A state with a hole between its fields.
struct Holey: Spec {
    struct State: SpecState {
        var small: UInt8 = 0
        var large: UInt64 = 0
    }
    enum Action: SpecAction {
        case step
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.step) }
    var properties: [Property<State>] { [] }
}
