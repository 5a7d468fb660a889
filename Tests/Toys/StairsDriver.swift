import QuorateLanguage
import QuorateQuorums
import QuorateReplay

/// How much a driver of the staircase compares.
protocol Sight: Sendable {
    static var notCompared: [String] { get }
    static var climbs: Bool { get }
}

/// It compares the only variable.
enum Seeing: Sight {
    static let notCompared: [String] = []
    static let climbs = true
}

/// It compares nothing.
enum Blind: Sight {
    static let notCompared = ["height"]
    static let climbs = true
}

/// Its code takes no step.
enum Still: Sight {
    static let notCompared: [String] = []
    static let climbs = false
}

/// A real staircase, which is a number.
struct StairsDriver<S: Sight>: Driver {
    struct System: RealSystem {
        var height: UInt64 = 0
        var outbox = Outbox()
    }

    enum Input: Hashable, Sendable { case climb, turnRound }

    static var notCompared: [String] { S.notCompared }

    let top: UInt64

    /// Real stairs have no trapdoor.
    init?(_ spec: Staircase, code: CodeUnderTest<Staircase.Mutant>) {
        if code == .mutant(.trapdoor) { return nil }
        top = UInt64(spec.steps) + (code == .mutant(.leap) ? 1 : 0)
    }

    func system(startingIn state: Staircase.State) throws -> System { System(height: state.height) }

    func stimulus(for action: Staircase.Action, in system: System) -> Stimulus<Input> {
        if !S.climbs { return .leftOut(because: "the stairs are closed") }
        switch action {
        case .climb: return .local(.climb, at: 0)
        case .turnRound: return .local(.turnRound, at: 0)
        }
    }

    func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        if input == .climb, system.height < top { system.height += 1 }
    }

    func observe(_ system: System, in state: inout Staircase.State) { state.height = system.height }
}
