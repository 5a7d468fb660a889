import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import PBFTSpecs

@Suite struct PBFTTests {
    /// With two views there is only one lower view, so any certificate is the highest: the bug needs a third.
    @Test func twoViewsHideWhichCertificateIsTaken() async throws {
        let sound = try await Explorer(PBFT(views: 2)).run()
        let broken = try await Explorer(PBFT(views: 2, mutant: .anyCertificate)).run()
        #expect(broken.outcome == .holds)
        #expect(broken.statesPerLevel == sound.statesPerLevel)
        #expect(broken.generatedStates == sound.generatedStates)
        let revealed = try await Explorer(PBFT(views: 3, mutant: .anyCertificate)).run()
        #expect(revealed.counterexamples.map(\.property) == ["agreement"])
    }

    /// One placement after the other covers what all at once do.
    @Test func placementsAddUp() async throws {
        var distinct = 0
        for faulty in ReplicaSet(count: 4) {
            var spec = PBFT(views: 2)
            spec.adversary.placement = .only([faulty])
            let report = try await Explorer(spec).run()
            #expect(report.outcome == .holds)
            #expect(
                report.spec.assumptions?.notes.first
                    == "faulty: {\(faulty)} only; other choices are not covered")
            distinct += report.distinctStates
        }
        #expect(distinct == 13790)
    }

    @Test(arguments: PBFT.Mutant.allCases)
    func noMutantFallsWithoutFaultsExceptByWhatCorrectReplicasDo(mutant: PBFT.Mutant) async throws {
        // A quorum too small, a certificate forgotten or a late COMMIT hurts even where everybody means well.
        let report = try await Explorer(PBFT(faulty: 0, views: 2, mutant: mutant)).run()
        let needsByzantine: Set<PBFT.Mutant> = [
            .tooFewReplicas, .prepareQuorum2f, .uncheckedCertificate, .uncheckedRequest, .hastyClient,
            .hastyTentativeClient, .anyCertificate, .quorumOfAll, .noViewChange,
        ]
        #expect((report.outcome == .holds) == needsByzantine.contains(mutant), "\(mutant)")
    }
}
