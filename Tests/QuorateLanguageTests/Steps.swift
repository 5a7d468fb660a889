@testable import QuorateLanguage

// States of one to five words.
struct One: SpecState { var a: UInt64 }
struct Two: SpecState { var a, b: UInt64 }
struct Three: SpecState { var a, b, c: UInt64 }
struct FourFold: SpecState { var a, b, c, d: UInt64 }
struct Five: SpecState { var a, b, c, d, e: UInt64 }

/// A spec that is a function on words: the states after a state, nil for an action that is not enabled.
struct Steps<State: SpecState>: Spec {
    var initial: [[UInt64]] = []
    var bound: (@Sendable ([UInt64]) -> Bool)?
    var after: @Sendable ([UInt64]) -> [[UInt64]?]

    enum Action: SpecAction {
        case even(Int), odd(Int), never
    }

    var initialStates: [State] { initial.map { StateWords($0).state } }

    func actions(in s: State, _ next: inout Next<Self>) {
        for (position, successor) in after(StateWords(s).words).enumerated() {
            next.take(position % 2 == 0 ? .even(position) : .odd(position), if: successor != nil) {
                $0 = StateWords(successor!).state
            }
        }
    }

    var properties: [Property<State>] {
        [.always("first word below 3") { StateWords($0).words[0] < 3 }, .deadlockFreedom()]
    }

    var constraint: StateConstraint<State>? {
        bound.map { bound in StateConstraint("bound") { bound(StateWords($0).words) } }
    }
}
