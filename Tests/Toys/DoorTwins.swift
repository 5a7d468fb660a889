import QuorateLanguage

/// The door with other names for a field, an action, a property, a mutant and the parameter.
struct RenamedDoor: Spec {
    static let name = "Door"

    var steps = 3
    var mutant: Mutant?

    var parameters: [Parameter<Self>] { [Parameter("steps", \.steps, in: 1...9)] }

    struct State: SpecState {
        var opening: UInt64 = 0
        var isLocked: UInt64 = 0
    }

    enum Mutant: String, SpecMutant {
        case broken
        var expectation: MutantExpectation { .breaks("shut when locked", "turns although it is locked") }
    }

    enum Action: SpecAction {
        case swing(by: UInt64), lock, unlock
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let canTurn = s.opening < steps && (s.isLocked == 0 || mutant == .broken)
        next.take(.swing(by: 1), if: canTurn) { $0.opening += 1 }
        next.take(.lock, if: s.opening == 0 && s.isLocked == 0) { $0.isLocked = 1 }
        next.take(.unlock, if: s.isLocked == 1) { $0.isLocked = 0 }
    }

    var properties: [Property<State>] {
        let steps = steps
        return [
            .always("shut when locked") { $0.isLocked == 0 || $0.opening == 0 },
            .reachable("wide open") { $0.opening >= steps },
        ]
    }
}

/// The door with a bell, which rings with every turn, and a parameter for how often it may.
struct DoorWithBell: Spec {
    static let name = "Door"

    var turns = 3
    var rings = 1
    /// The bell keeps the door from opening.
    var isStuck = false

    var parameters: [Parameter<Self>] {
        [Parameter("turns", \.turns, in: 1...9), Parameter("rings", \.rings, in: 0...3)]
    }

    struct State: SpecState {
        var angle: UInt64 = 0
        var isLocked: UInt64 = 0
        var rung: UInt64 = 0
    }

    enum Action: SpecAction {
        case turn(by: UInt64), lock, unlock
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let canTurn = s.angle < turns && s.isLocked == 0 && !(isStuck && s.rung == 1)
        next.take(.turn(by: 1), if: canTurn) {
            $0.angle += 1
            if $0.rung < rings { $0.rung += 1 }
        }
        next.take(.lock, if: s.angle == 0 && s.isLocked == 0) { $0.isLocked = 1 }
        next.take(.unlock, if: s.isLocked == 1) { $0.isLocked = 0 }
    }

    var properties: [Property<State>] {
        let turns = turns
        return [
            .always("closed when locked") { $0.isLocked == 0 || $0.angle == 0 },
            .reachable("wide open") { $0.angle >= turns },
        ]
    }
}
