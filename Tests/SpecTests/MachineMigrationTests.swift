import QuorateExplorer
import QuorateFaults
import QuorateQuorums
import Testing

@testable import MachinesSpecs

@Suite struct MachineMigrationTests {
    typealias Checkpoint = MachineMigration.Checkpoint

    /// The links that observers check are those of running the machine: both images advance by one interval.
    @Test func predecessorsAreWhatTheMachineRunsFrom() {
        for later in Checkpoint.values {
            let earlier = Checkpoint.values.filter {
                $0.number + 1 == later.number && $0.memory + 1 == later.memory
                    && $0.registers + 1 == later.registers
            }
            #expect(earlier == (later.predecessor.map { [$0] } ?? []))
        }
        #expect(Checkpoint.values.filter(\.followsStart).count == 1)
    }

    /// A state that has been mixed stays mixed, however long the machine runs on.
    @Test func aMixedStateRunsOnAsAMixedState() {
        for checkpoint in Checkpoint.values {
            if let predecessor = checkpoint.predecessor { #expect(predecessor.isWhole == checkpoint.isWhole) }
        }
    }

    /// With n = 3f, 2f + 1 signatures are safe, but a silent verifier keeps the machine where it is.
    @Test func threeVerifiersCannotDoWithoutTheFaultyOne() async throws {
        let report = try await Explorer(MachineMigration(verifiers: 3)).run()
        #expect(report.outcome == .vacuous)
        let unmet = report.properties.filter { $0.outcome == .notReached }.map(\.name)
        #expect(unmet == ["correct verifiers alone complete a migration"])
    }

    /// Checkpoint 2 is certified, and the source offers the two consecutive checkpoints 0 and 1: only the
    /// reports tell.
    @Test(arguments: [nil, MachineMigration.Mutant.staleCheckpoint])
    func twoConsecutiveCheckpointsMayBeStale(mutant: MachineMigration.Mutant?) throws {
        let spec = MachineMigration(mutant: mutant)
        var s = try #require(spec.initialStates.first { $0.faulty.contains(3) })
        let (older, newer) = (Checkpoint(packed: 3), Checkpoint(packed: 12))
        #expect(older.followsStart && newer.predecessor == older)
        for verifier: ReplicaID in [0, 1, 2] {
            s.signed.cast(.checkpoint(older), by: verifier)
            s.signed.cast(.checkpoint(newer), by: verifier)
            s.signed.cast(.latest(2), by: verifier)
        }
        let resumed = spec.takes(in: s).filter { $0.action.caseName == "resume" && $0.successor != nil }
        #expect(
            resumed.map(\.action) == (mutant == nil ? [.resume(newer)] : [.resume(older), .resume(newer)]))
    }

    @Test(arguments: [nil] + MachineMigration.Mutant.allCases.map(Optional.some))
    func messagesFromTheStartAreAsGoodAsStepByStep(mutant: MachineMigration.Mutant?) async throws {
        for (verifiers, checkpoints, quorum) in [(3, 1, 2), (3, 1, 3), (2, 2, 2)] {
            try await MachineMigration(
                verifiers: verifiers, checkpoints: checkpoints, quorum: quorum, mixing: false,
                mutant: mutant
            ).expectSameStepByStep()
        }
    }
}
