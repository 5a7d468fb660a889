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

/// A state with a hole between its fields.
struct Holey: Spec {
    struct State: SpecState {
        var small: UInt8 = 0
        var large: UInt64 = 0
    }
    enum Action: SpecAction {
        case step
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.step) }
    var properties: [Property<State>] { [] }
}

/// A counter that runs out of its range; it has a property whose name no file system likes.
struct Overflow: Spec {
    static let nastyProperty = "../a \"b\" <c> & it's d"
    var last = 5
    var parameters: [Parameter<Self>] { [Parameter("last", \.last, in: 1...5)] }
    struct State: SpecState {
        var count = BoundedInt<0, 4>(0)
    }
    enum Action: SpecAction {
        case increase(Int)
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.increase(1), if: s.count.value < last) { $0.count += 1 }
    }
    var properties: [Property<State>] {
        let last = last
        return [.always(Self.nastyProperty) { $0.count.value < 4 || last == 5 }]
    }
}

/// The fixtures as a catalog; their instances are not all as expected.
let fixtures = Catalog([
    .spec(
        Staircase(),
        instances: [
            SpecInstance(Staircase(), .holds(distinct: 5, generated: 5, depth: 4, source: "counted by hand")),
            SpecInstance(
                Staircase(steps: 9, mutant: .leap), .violates("on the stairs", steps: 10, source: "")),
            SpecInstance(Staircase(steps: 5, mutant: .giveUp), .violates("at the top", source: "")),
        ]), .spec(Sleeper()), .spec(Holey()), .spec(Overflow()),
])
