import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import StorageSpecs
@testable import Toys

@Suite struct AtomicRenameTests {
    /// "No half-measures are possible": with one agreement no honest replica ever has the file nowhere.
    @Test func oneAgreementHasNoHalfWay() {
        #expect(!losesTheFileMeanwhile(AtomicRename()))
        // Two have one even without a traitor; the traitor makes it last.
        #expect(losesTheFileMeanwhile(AtomicRename(faults: 0, quorum: 3, mutant: .twoAgreements)))
    }

    /// Whether the file is nowhere at some honest replica, in some reachable state.
    private func losesTheFileMeanwhile(_ spec: AtomicRename) -> Bool {
        spec.reachableStates().contains { state in
            state.faulty.correct(among: spec.replicas).contains { state.place[$0.id] == nil }
        }
    }

    /// A traitor who proposes loses the file with any quorum; one who only votes does where q > n - f.
    @Test(arguments: [(3, 3), (4, 3), (4, 4), (5, 4), (5, 5)])
    func whoMustTakePartInTheSecondAgreement(replicas: Int, quorum: Int) async throws {
        for honestProposer in [false, true] {
            let spec = AtomicRename(
                replicas: replicas, quorum: quorum, honestProposer: honestProposer, mutant: .twoAgreements)
            let isLost = !honestProposer || quorum > replicas - 1
            #expect(
                try await outcome(of: "all or nothing", in: spec) == (isLost ? .violated : .holds),
                "honest proposer: \(honestProposer)")
            #expect(try await outcome(of: "agreement", in: spec) == .holds)
        }
    }

    /// With one agreement the quorum is a matter of safety, 2q > n + f, and nothing is ever lost.
    @Test func oneAgreementIsSafeWhereQuorumsShareAnHonestReplica() async throws {
        for replicas in 3...5 {
            for quorum in 1...replicas {
                let spec = AtomicRename(replicas: replicas, quorum: quorum)
                let comment = Comment(rawValue: "n = \(replicas), q = \(quorum)")
                let agreement = try await outcome(of: "agreement", in: spec)
                #expect(agreement == (2 * quorum > replicas + 1 ? .holds : .violated), comment)
                #expect(try await outcome(of: "all or nothing", in: spec) == .holds, comment)
            }
        }
    }

    @Test func theAdversaryMayAsWellActStepByStep() async throws {
        try await AtomicRename().expectSameStepByStep()
        try await AtomicRename(replicas: 3, quorum: 2).expectSameStepByStep()
        try await AtomicRename(mutant: .twoAgreements).expectSameStepByStep()
    }
}
