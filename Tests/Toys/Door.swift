import QuorateLanguage
import QuorateQuorums

/// A door that opens step by step and may be locked when it is closed; with an edit, as a change leaves it.
struct Door: Spec {
    /// Change that somebody makes to the spec.
    enum Edit {
        case none, refactored, neverUnlocked, turnsWhenLocked, startsAjar, startsAjarOnly
        /// The property allows a door that is locked and a little open.
        case lenient
        case withoutWide, idleMutant, required, noLongerOfTwo, otherBound, breaks, cannotBeSearched, broadWide
    }

    var edit = Edit.none
    var turns = 3
    var mutant: Mutant?

    /// Numbers of turns of the instances that are listed.
    var listed = [3]

    var parameters: [Parameter<Self>] { [Parameter("turns", \.turns, in: 1...9)] }

    struct State: SpecState {
        var angle: UInt64 = 0
        var isLocked: UInt64 = 0
    }

    enum Mutant: String, SpecMutant {
        case forced
        var expectation: MutantExpectation { .breaks("closed when locked", "turns although it is locked") }
    }

    enum Action: SpecAction {
        case turn(by: UInt64), lock, unlock
    }

    var initialStates: [State] {
        switch edit {
        case .startsAjar: [State(), State(angle: 1)]
        case .startsAjarOnly: [State(angle: 1)]
        default: [State()]
        }
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let isForced = edit == .turnsWhenLocked || mutant == .forced && edit != .idleMutant
        let canTurn = s.angle < turns && (s.isLocked == 0 || isForced)
        if edit == .refactored {
            if canTurn { next.take(.turn(by: 1), if: true) { $0.angle = s.angle + 1 } }
        } else {
            next.take(.turn(by: 1), if: canTurn) { $0.angle += 1 }
        }
        next.take(.lock, if: s.angle == 0 && s.isLocked == 0) { $0.isLocked = 1 }
        next.take(.unlock, if: s.isLocked == 1 && edit != .neverUnlocked) { $0.isLocked = 0 }
    }

    var properties: [Property<State>] {
        let (least, wide) = (edit == .lenient ? 1 : 0, edit == .broadWide ? turns - 1 : turns)
        var all: [Property<State>] = [.always("closed when locked") { $0.isLocked == 0 || $0.angle <= least }]
        if edit != .withoutWide { all.append(.reachable("wide open") { $0.angle >= wide }) }
        return all
    }

    var requiredActions: [String] { edit == .required ? ["lock"] : [] }

    func validate() throws {
        if edit == .cannotBeSearched { throw SpecError(spec: Self.name, message: "the door is gone") }
    }

    var claims: [Claim] {
        let (n, f): (Quantity, Quantity) = ("n", "f")
        return [
            Claim("left", "One is left.") {
                edit == .otherBound ? n > 2 * f : n > f
            } then: {
                edit == .noLongerOfTwo ? n >= 2 : n >= 1
            }
        ]
    }

    /// The catalog of the door alone.
    var catalog: Catalog {
        Catalog([
            .spec(self, instances: listed.map { SpecInstance(with(turns: $0), .holds()) })
        ])
    }

    private func with(turns: Int) -> Door {
        var door = self
        door.turns = turns
        return door
    }
}

extension Door {
    /// The door as an edit leaves it.
    init(_ edit: Edit) { self.edit = edit }
}
