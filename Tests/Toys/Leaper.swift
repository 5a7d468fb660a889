import QuorateLanguage

/// Leaps out of its range from level 1, looks out of it at level 3, and starts out of it if so told.
///
/// The constraint, if so told, looks out of the range at level 2 and beyond, or allows level 0 only.
struct Leaper: Spec {
    var startsOutside = false
    var looksOutside = false
    var staysLow = false

    struct State: SpecState { var level = BoundedInt<0, 3>(0) }

    enum Action: SpecAction {
        case leap(by: Int)
    }

    var initialStates: [State] { [State(level: startsOutside ? BoundedInt(9) : 0)] }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.leap(by: 1), if: s.level < 3) { $0.level += 1 }
        next.take(.leap(by: 3), if: s.level < 2) { $0.level += 3 }
    }

    var constraint: StateConstraint<State>? {
        if staysLow { return StateConstraint("low") { $0.level == 0 } }
        return looksOutside ? StateConstraint("room for two") { ($0.level + 2).value > 1 } : nil
    }

    var properties: [Property<State>] {
        [.always("room", when: { $0.level > 2 }, then: { $0.level + 1 != 0 })]
    }
}
