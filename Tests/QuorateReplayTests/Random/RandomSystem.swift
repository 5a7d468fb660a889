import QuorateLanguage
import QuorateQuorums
import QuorateReplay
import SeededRandom

/// What a small random protocol does, and what code does that is meant to do the same.
struct RandomTable: Sendable {
    static let actions = 4
    let places: Int
    /// Where the spec goes from a place by an action; nil where that is disabled.
    let successors: [[Int?]]
    /// How the hidden part of the code changes by each of its values and each of two messages.
    let mixing: [[Int]]
    /// The messages that come with an action.
    let messages: [[Int]]
    /// Whether an action has an input at a place where it is disabled.
    let hasInput: [[Bool]]
    /// Where the code goes at a place by an action, if its hidden part is the first number, instead.
    let bugs: [Bug]

    struct Bug: Hashable, Sendable { let hidden, place, action, target: Int }

    init(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let (places, hidden) = (random.number(2..<9), random.number(1..<5))
        self.places = places
        let isSparse = random.number(0..<2) == 0
        func rows<T>(_ count: Int, _ width: Int, _ make: (inout SplitMix) -> T) -> [[T]] {
            (0..<count).map { _ in (0..<width).map { _ in make(&random) } }
        }
        successors = rows(places, Self.actions) {
            $0.number(0..<(isSparse ? 4 : 3)) < 2 ? $0.number(0..<places) : nil
        }
        mixing = rows(hidden, 2) { $0.number(0..<hidden) }
        messages = (0..<Self.actions).map { _ in [[], [0], [0, 1], [1, 0]][random.number(0..<4)] }
        hasInput = rows(places, Self.actions) { $0.number(0..<2) == 0 }
        bugs = (0..<random.number(0..<4)).map { _ in
            Bug(
                hidden: random.number(0..<hidden), place: random.number(0..<places),
                action: random.number(0..<Self.actions), target: random.number(0..<places))
        }
    }

    /// Where the code goes.
    func target(hidden: Int, place: Int, action: Int) -> Int? {
        let bug = bugs.first { $0.hidden == hidden && $0.place == place && $0.action == action }
        return bug?.target ?? successors[place][action]
    }
}

/// The spec of a random table: a place, and a way from there for some of the actions.
struct RandomSpec: Spec {
    let table: RandomTable

    struct State: SpecState { var place: UInt8 }

    enum Action: SpecAction {
        case go(Int)
    }

    var initialStates: [State] { [State(place: 0)] }

    func actions(in s: State, _ next: inout Next<Self>) {
        for action in 0..<RandomTable.actions {
            let successor = table.successors[Int(s.place)][action]
            next.take(.go(action), if: successor != nil) { $0.place = UInt8(successor ?? 0) }
        }
    }

    var properties: [Property<State>] { [] }
}

/// The code of a random table.
struct RandomDriver: Driver {
    typealias Subject = RandomSpec

    struct System: RealSystem {
        var place = 0
        var hidden = 0
        var outbox = Outbox()
    }

    enum Input: Hashable, Sendable { case message(Int), go(Int) }

    let table: RandomTable

    init(_ table: RandomTable) { self.table = table }
    init?(_ spec: RandomSpec, code: CodeUnderTest<NoMutant>) { self.init(spec.table) }

    func system(startingIn state: RandomSpec.State) -> System { System() }

    func stimulus(for action: RandomSpec.Action, in system: System) -> Stimulus<Input> {
        guard case .go(let number) = action else { return .impossible }
        let isEnabled = table.successors[system.place][number] != nil
        guard isEnabled || table.hasInput[system.place][number] else { return .impossible }
        return Stimulus(
            evidence: table.messages[number].map { .init(.message($0), to: 0) },
            then: [.init(.go(number), to: 1)])
    }

    func feed(_ input: Input, to replica: ReplicaID, of system: inout System) {
        switch input {
        case .message(let number): system.hidden = table.mixing[system.hidden][number]
        case .go(let number):
            system.place =
                table.target(hidden: system.hidden, place: system.place, action: number) ?? system.place
        }
    }

    func observe(_ system: System, in state: inout RandomSpec.State) { state.place = UInt8(system.place) }
}
