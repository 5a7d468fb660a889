import QuorateLanguage

/// Nothing ever happens, which must not look like success.
struct Sleeper: Spec {
    struct State: SpecState { var hours: UInt64 = 0 }
    enum Action: SpecAction {
        case sleep, wake
    }
    var initialStates: [State] { [State()] }
    var requiredActions: [String] { ["wake"] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.sleep, if: s.hours < 8) { $0.hours += 1 }
        next.take(.wake, if: s.hours > 8)
    }
    var properties: [Property<State>] {
        [
            .always("breakfast", when: { $0.hours > 8 }, then: { $0.hours < 10 }),
            .reachable("noon") { $0.hours == 12 },
        ]
    }
}
