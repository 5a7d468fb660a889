import QuorateLanguage

/// A grid of two counters that grow to a bound: (bound + 1) squared states, depth twice the bound.
struct Grid: Spec {
    var bound = 3
    /// Leaves out the second counter: one state at each depth.
    var isChain = false
    /// Adds 1 where the bounded integer ends.
    var overflows = false
    var target = Int.max
    var rests = true

    struct State: SpecState {
        var x: UInt32 = 0
        var y: UInt32 = 0
        var small: BoundedInt<0, 3> = 0
    }

    enum Action: SpecAction {
        case right, up, enlarge, never
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.right, if: s.x < bound) { $0.x += 1 }
        next.take(.up, if: s.y < bound && !isChain) { $0.y += 1 }
        if overflows {
            next.take(.enlarge, if: s.x == 2) { $0.small += 2 }
        }
    }

    var properties: [Property<State>] {
        let (target, rests) = (target, rests)
        return [
            .always("below the target") { s in s.x + s.y < target },
            .always("asked in vain", when: { $0.x > 1000 }, then: { _ in false }),
            .reachable("the corner") { s in s.x == 3 && s.y == 3 },
            .deadlockFreedom(unless: { _ in rests }),
        ]
    }

    var requiredActions: [String] { overflows ? ["enlarge"] : [] }
}
