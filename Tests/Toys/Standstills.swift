import QuorateLanguage

/// A spec without initial states.
struct Nothing: Spec {
    struct State: SpecState { var x: UInt8 = 0 }
    enum Action: SpecAction {
        case go
    }
    var initialStates: [State] { [] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.go) }
    var properties: [Property<State>] { [.always("anything") { _ in true }] }
}

/// One state whose only step leads back to it.
struct Standstill: Spec {
    struct State: SpecState { var x: UInt8 = 0 }
    typealias Action = Nothing.Action
    var initialStates: [State] { [State(), State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.go)
        next.take(.go)
    }
    var properties: [Property<State>] { [.deadlockFreedom()] }
}

/// Nothing to explore or nothing to ask.
struct Empty: Spec {
    var hasProperty = true
    var isBounded = false

    struct State: SpecState { var number: UInt8 = 0 }
    typealias Action = Nothing.Action
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.go, if: s.number < 3) { $0.number += 1 }
    }
    var properties: [Property<State>] { hasProperty ? [.always("small") { $0.number < 9 }] : [] }
    var constraint: StateConstraint<State>? {
        isBounded ? StateConstraint("never") { _ in false } : nil
    }
}
