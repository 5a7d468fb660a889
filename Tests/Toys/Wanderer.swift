import QuorateLanguage

/// Somebody who may be anywhere after a few steps.
struct Wanderer: Spec {
    struct State: SpecState { var place: UInt64 = 0 }

    enum Action: SpecAction {
        case stray(Int), move(Int, to: Int)
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        for way in 0..<7 { next.take(.stray(way)) { $0.place = $0.place &* 7 &+ UInt64(way) } }
        for from in 1...2 {
            for to in 1...2 { next.take(.move(from, to: to)) { $0.place += UInt64(from * 10 + to) } }
        }
    }

    var properties: [Property<State>] { [.always("stays") { _ in true }] }
}
