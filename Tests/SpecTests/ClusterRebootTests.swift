import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import MachinesSpecs
@testable import Toys

@Suite struct ClusterRebootTests {
    /// The same scheme as a user ID: safe exactly where 2q > n + f, live exactly where q <= n - f.
    ///
    /// Two machines can be down at once only where two are honest.
    @Test(arguments: [(2, 0), (3, 0), (3, 1), (4, 0), (4, 1), (4, 2)])
    func theTwoRequirementsOnAQuorum(machines: Int, faults: Int) async throws {
        for quorum in 1...machines {
            let spec = ClusterReboot(machines: machines, faults: faults, turns: 1, quorum: quorum)
            let exclusion = try await outcome(of: "mutual exclusion", in: spec)
            #expect(exclusion == (2 * quorum > machines + faults ? .holds : .violated), "q = \(quorum)")
            let progress = try await outcome(
                of: "one machine after another reboots though the faulty are silent", in: spec)
            #expect(progress == (quorum <= machines - faults ? .reached : .notReached), "q = \(quorum)")
        }
    }

    /// What breaks exclusive reboots breaks exclusive socket bindings.
    @Test(arguments: ClusterReboot.Mutant.allCases)
    func everyMutantSharesTheSocket(mutant: ClusterReboot.Mutant) async throws {
        let report = try await Explorer(ClusterReboot(sockets: true, mutant: mutant)).run()
        #expect(report.counterexamples.map(\.property) == ["mutual exclusion"])
    }

    /// A villain that has been granted the turn and says nothing more stops everybody, against which nothing
    /// is promised.
    @Test func aVillainMayKeepTheTurn() {
        let spec = StepByStep(ClusterReboot()).original  // in which nobody sends the villain's messages
        let stopped = spec.reachableStates().filter { state in
            state.faulty.members.contains { villain in
                let correct = state.faulty.correct(among: spec.machines)
                let granters = state.sent.senders(of: .grant(.first, to: villain), in: correct)
                return granters == correct.members
            }
        }
        #expect(stopped.count == 4)
        for state in stopped {
            #expect(spec.takes(in: state).allSatisfy { $0.successor == nil })
            #expect(spec.machines.allSatisfy { state.phase[$0] == .waiting })
        }
    }

    @Test func theAdversaryMayAsWellActStepByStep() async throws {
        try await ClusterReboot(turns: 1).expectSameStepByStep()
        try await ClusterReboot(machines: 3, turns: 1, quorum: 2).expectSameStepByStep()
        try await ClusterReboot(machines: 2, quorum: 2).expectSameStepByStep()
        try await ClusterReboot(machines: 2, quorum: 2, mutant: .unprovenRelease).expectSameStepByStep()
    }
}
