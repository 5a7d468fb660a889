import QuorateLanguage
import QuorateQuorums

/// A walker that does not print which way it went: the two ways look alike until one of them arrives.
struct Lookalike: Spec {
    enum Way: UInt8, SpecDescribable, BitwiseCopyable {
        case none, left, right
        func specValue(for replicas: ReplicaSet) -> SpecValue { .string("secret") }
    }

    struct State: SpecState {
        var position: UInt8 = 0
        var way = Way.none
    }

    enum Action: SpecAction {
        case choose, walk(steps: Int, tired: Bool), arrive
    }

    var limit = 3

    var parameters: [Parameter<Self>] { [Parameter("limit", \.limit, in: 0...9)] }
    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.choose, if: s.way == .none) { $0.way = .left }
        next.take(.choose, if: s.way == .none) { $0.way = .right }
        for tired in [false, true] {
            next.take(.walk(steps: 1, tired: tired), if: s.way != .none && s.position < 3) {
                $0.position += 1
            }
        }
        next.take(.arrive, if: s.way == .right && s.position == 2) { $0.position = 9 }
    }

    var properties: [Property<State>] {
        [
            .reachable("arrives") { $0.position == 9 },
            .always("never far") { $0.position < 3 },
            .deadlockFreedom(),
        ]
    }

    var constraint: StateConstraint<State>? {
        let limit = limit
        return StateConstraint("position at most the limit") { $0.position <= limit }
    }
}
