import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateSpecs
import Testing

/// The protocols of Bracha and Ben-Or with every message of a faulty replica in a step of its own.
@Suite struct BroadcastTwinTests {
    @Test(arguments: [nil, BrachaBroadcast.Mutant.hastyAmplification])
    func broadcastAmongThree(mutant: BrachaBroadcast.Mutant?) async throws {
        try await compare(BrachaBroadcast(replicas: 3, faults: 1, mutant: mutant))
    }

    @Test func broadcastAmongFour() async throws { try await compare(BrachaBroadcast()) }

    @Test(arguments: [nil, BenOr.Mutant.forgedProposal, .hastyDecision])
    func consensusInLockstep(mutant: BenOr.Mutant?) async throws {
        try await compare(BenOr(rounds: 1, mutant: mutant))
    }

    @Test(arguments: [nil, BenOr.Mutant.forgedProposal])
    func consensusOfFreeRuns(mutant: BenOr.Mutant?) async throws {
        try await compare(BenOr(replicas: 4, rounds: 1, lockstep: false, mutant: mutant))
    }

    /// Both reach the same states of correct replicas and have the same verdicts.
    private func compare<S: ByzantineSpec>(_ spec: S) async throws {
        let slow = StepByStep(spec)
        let (states, slowStates) = (reachable(spec), reachable(slow))
        #expect(Set(states.map(spec.correctPart)) == Set(slowStates.map(spec.correctPart)))
        #expect(slowStates.count > states.count)
        let report = try await Explorer(spec, continuesAfterViolation: true).run()
        let slowReport = try await Explorer(slow, continuesAfterViolation: true).run()
        #expect(report.properties.map(\.outcome) == slowReport.properties.map(\.outcome))
        #expect(report.distinctStates == states.count)
        #expect(slowReport.distinctStates == slowStates.count)
    }

    private func reachable<S: Spec>(_ spec: S) -> Set<S.State> {
        var seen = Set(spec.initialStates)
        var rest = Array(seen)
        while let state = rest.popLast() {
            for take in spec.takes(in: state) {
                if let successor = take.successor, seen.insert(successor).inserted { rest.append(successor) }
            }
        }
        return seen
    }
}
