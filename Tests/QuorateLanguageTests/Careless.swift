import QuorateLanguage

/// Leaps out of its range from level 1, looks out of it at level 3, and starts out of it if so told.
struct Careless: Spec {
    var startsOutside = false

    struct State: SpecState { var level = BoundedInt<0, 3>(0) }

    enum Action: SpecAction {
        case leap(by: Int)
        enum Kind: CaseIterable { case leap }
        var kind: Kind { .leap }
    }

    var initialStates: [State] { [State(level: startsOutside ? BoundedInt(9) : 0)] }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.leap(by: 1), if: s.level < 3) { $0.level += 1 }
        next.take(.leap(by: 3), if: s.level < 2) { $0.level += 3 }
    }

    var properties: [Property<State>] {
        [.always("room", when: { $0.level > 2 }, then: { $0.level + 1 != 0 })]
    }
}
