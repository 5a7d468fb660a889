import QuorateReplicas
import Testing

/// Schedules find what a broken rule breaks; otherwise their silence about the paper's rules would say nothing.
@Suite struct PBFTUnsafeSimulationTests {
    enum Broken: CaseIterable {
        case twoF, fPlusOne, prepareTwoF, commitTwoF, viewChangeTwoF, tooFewReplicas, noCommitPhase
        case ignoredCertificates, uncheckedCertificates, lateCommits, uncheckedClients, uncheckedSignatures
        case countedMessages, forgottenVotes, oldViews, twice
    }

    @Test(arguments: Broken.allCases) func aBrokenRuleIsFound(_ broken: Broken) throws {
        var found: PBFTViolation?
        for seed in 0..<2000 where found == nil {
            var plan = PBFTSimulation.Plan(seed: UInt64(seed))
            plan.unsafe = change(broken)
            var simulation = try PBFTSimulation(plan)
            found = try simulation.run()
            // That nothing is executed any more is not what is looked for.
            if case .stuck = found { found = nil }
        }
        #expect(isExpected(found, of: broken))
    }

    private func isExpected(_ found: PBFTViolation?, of broken: Broken) -> Bool {
        switch (broken, found) {
        case (.twice, .executedTwice), (.uncheckedClients, .invented): true
        case (.twice, _), (.uncheckedClients, _): false
        case (_, .disagreement): true
        case (_, _): false
        }
    }

    @Test func aHastyClientIsMisled() throws {
        var found: PBFTViolation?
        for seed in 0..<200 where found == nil {
            var plan = PBFTSimulation.Plan(seed: UInt64(seed))
            plan.clientUnsafe = { $0.replyQuorum = .f }
            var simulation = try PBFTSimulation(plan)
            found = try simulation.run()
        }
        let misled: Bool = if case .misled = found { true } else { false }
        #expect(misled)
    }

    private func change(_ broken: Broken) -> @Sendable (inout PBFTConfiguration.Unsafe) -> Void {
        switch broken {
        case .twoF: { $0.quorum = .twoF }
        case .fPlusOne: { $0.quorum = .fPlusOne }
        case .prepareTwoF: { $0.prepareQuorum = .twoF }
        case .commitTwoF: { $0.commitQuorum = .twoF }
        case .viewChangeTwoF: { $0.viewChangeQuorum = .twoF }
        case .tooFewReplicas: { $0.allowsTooFewReplicas = true }
        case .noCommitPhase: { $0.skipsCommitPhase = true }
        case .ignoredCertificates: { $0.ignoresCertificates = true }
        case .uncheckedCertificates: { $0.checksCertificates = false }
        case .lateCommits: { $0.commitsInOldViews = true }
        case .uncheckedClients: { $0.checksClientSignatures = false }
        case .uncheckedSignatures: { $0.checksSignatures = false }
        case .countedMessages: { $0.countsMessagesNotSenders = true }
        case .forgottenVotes: { $0.persistsVotes = false }
        case .oldViews: { $0.acceptsOldViews = true }
        case .twice: { $0.executesTwice = true }
        }
    }
}
