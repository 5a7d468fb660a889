import QuorateLanguage

/// Somebody climbs a staircase; small, and broken in as many ways as there are exit statuses.
struct Staircase: Spec {
    static let summary = "Somebody climbs a staircase."
    static let source = "the tests of the command"

    var steps = 4
    var landing = 0
    /// Whether the climber may stay at the top.
    var mayRest = true
    var mutant: Mutant?

    var parameters: [Parameter<Self>] {
        [
            Parameter("steps", \.steps, in: 1...1000), Parameter("landing", \.landing, in: 0...1000),
            Parameter("mayRest", \.mayRest),
        ]
    }

    func validate() throws {
        if landing > steps {
            throw SpecError(spec: "Staircase", message: "the landing is above the top; lower landing")
        }
    }

    struct State: SpecState { var height: UInt64 = 0 }

    enum Mutant: String, SpecMutant {
        case leap, idle, trapdoor, giveUp = "give-up"

        var expectation: MutantExpectation {
            switch self {
            case .leap: .breaks("on the stairs", "climbs over the top")
            case .idle: .breaks("on the stairs", "does nothing wrong")
            case .trapdoor: .breaks("on the stairs", "gets stuck half way instead")
            case .giveUp: .breaks("at the top", "turns round half way")
            }
        }
    }

    enum Action: SpecAction {
        case climb, turnRound
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let half = UInt64(steps / 2)
        let top = mutant == .leap ? UInt64(steps + 1) : UInt64(steps)
        let isStopped = (mutant == .trapdoor || mutant == .giveUp) && s.height == half
        next.take(.climb, if: s.height < top && !isStopped) { $0.height += 1 }
        next.take(.turnRound, if: mutant == .giveUp && s.height == half) { $0.height = 0 }
    }

    var properties: [Property<State>] {
        let (top, mayRest) = (UInt64(steps), mayRest)
        return [
            .always("on the stairs") { $0.height <= top },
            .reachable("at the top") { $0.height == top },
            .deadlockFreedom("no dead end") { mayRest && $0.height >= top },
        ]
    }
}
