import QuorateLanguage
import QuorateQuorums
import QuorateReplay

@testable import Toys

/// Stairs whose code takes three at a time from the third on.
struct StumblingStairs: Driver {
    struct System: RealSystem {
        var height: UInt64 = 0
        var outbox = Outbox()
    }

    init?(_ spec: Staircase, code: CodeUnderTest<Staircase.Mutant>) {}

    func system(startingIn state: Staircase.State) throws -> System { System(height: state.height) }

    func stimulus(for action: Staircase.Action, in system: System) -> Stimulus<Staircase.Action> {
        .local(action, at: 0)
    }

    func feed(_ input: Staircase.Action, to replica: ReplicaID, of system: inout System) throws {
        if case .climb = input { system.height += system.height < 2 ? 1 : 3 }
    }

    func observe(_ system: System, in state: inout Staircase.State) { state.height = system.height }
}
