import QuorateLanguage

/// One state with very many successors.
struct Fan: Spec {
    var width = 100_000
    struct State: SpecState { var x: UInt64 = 0 }
    typealias Action = Nothing.Action
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        guard s.x == 0 else { return }
        for target in 1...width { next.take(.go) { $0.x = UInt64(target) } }
    }
    var properties: [Property<State>] { [] }
}
