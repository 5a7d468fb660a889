import QuorateLanguage

/// A counter that runs out of its range; it has a property whose name no file system likes.
struct Overflow: Spec {
    static let nastyProperty = "../a \"b\" <c> & it's d"
    var last = 5
    var parameters: [Parameter<Self>] { [Parameter("last", \.last, in: 1...5)] }
    struct State: SpecState {
        var count = BoundedInt<0, 4>(0)
    }
    enum Action: SpecAction {
        case increase(Int)
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.increase(1), if: s.count.value < last) { $0.count += 1 }
    }
    var properties: [Property<State>] {
        let last = last
        return [.always(Self.nastyProperty) { $0.count.value < 4 || last == 5 }]
    }
}
