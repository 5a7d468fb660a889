import QuorateLanguage

/// Somebody climbs a ladder, and each mutant falls by the property it names.
struct Ladder: Spec {
    var rungs = 4
    /// Whether the climber may stay at the top.
    var mayRest = true
    var mutant: Mutant?

    var parameters: [Parameter<Self>] {
        [Parameter("rungs", \.rungs, in: 1...9), Parameter("mayRest", \.mayRest)]
    }

    struct State: SpecState { var height: UInt64 = 0 }

    enum Mutant: String, SpecMutant {
        case leap, stuck
        var expectation: MutantExpectation {
            self == .leap
                ? .breaks("on the ladder", "climbs over the top") : .breaks("no dead end", "stops half way")
        }
    }

    enum Action: SpecAction {
        case climb
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let top = UInt64(mutant == .leap ? rungs + 1 : mutant == .stuck ? rungs / 2 : rungs)
        next.take(.climb, if: s.height < top) { $0.height += 1 }
    }

    var properties: [Property<State>] {
        let (top, mayRest) = (UInt64(rungs), mayRest)
        return [
            .always("on the ladder") { $0.height <= top },
            .deadlockFreedom("no dead end") { mayRest && $0.height >= top },
        ]
    }
}
