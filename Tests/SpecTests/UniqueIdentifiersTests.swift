import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import StorageSpecs
@testable import Toys

@Suite struct UniqueIdentifiersTests {
    /// Safe exactly where 2q > n + f, live exactly where q <= n - f, for every n up to 5 and every q.
    @Test func theTwoRequirementsOnAQuorum() async throws {
        for servers in 1...5 {
            for faults in 0...min(servers, 2) {
                for quorum in 1...servers {
                    let spec = UniqueIdentifiers(
                        servers: servers, faults: faults, identifiers: 1, quorum: quorum)
                    let comment = Comment(rawValue: "n = \(servers), f = \(faults), q = \(quorum)")
                    let isSafe = 2 * quorum > servers + faults
                    let isLive = quorum <= servers - faults
                    let uniqueness = try await outcome(of: "unique identifiers", in: spec)
                    #expect(uniqueness == (isSafe ? .holds : .violated), comment)
                    let progress = try await outcome(
                        of: "everybody gets a user ID though the faulty are silent", in: spec)
                    #expect(progress == (isLive ? .reached : .notReached), comment)
                }
            }
        }
    }

    /// Why the quorums are safe: an honest server signs one name for each user ID at most, and refuses the
    /// second.
    @Test func anHonestServerSignsOneNameForAUserID() {
        #expect(!signsTwice(UniqueIdentifiers()))
        #expect(!signsTwice(UniqueIdentifiers(mutant: .quorumFPlus1)))
        #expect(signsTwice(UniqueIdentifiers(identifiers: 1, mutant: .signsAgain)))
        #expect(signsTwice(UniqueIdentifiers(mutant: .namesOnly)))
    }

    /// Whether some honest server has signed both names for one user ID, in some reachable state.
    private func signsTwice(_ spec: UniqueIdentifiers) -> Bool {
        spec.reachableStates().contains { state in
            let correct = state.faulty.correct(among: spec.servers)
            return UniqueIdentifiers.UserID.values.contains { uid in
                let alice = state.signatures.senders(of: .init(uid, .alice), in: correct)
                return !alice.isDisjoint(with: state.signatures.senders(of: .init(uid, .eve), in: correct))
            }
        }
    }

    /// With f + 1 signatures one group commits 501 for alice and another, which shares only the villain, for
    /// eve.
    @Test func twoGroupsOfFPlus1ShareOnlyAVillain() async throws {
        let spec = UniqueIdentifiers(identifiers: 1, mutant: .quorumFPlus1)
        let report = try await Explorer(spec).run()
        let trace = try #require(report.counterexamples.first)
        #expect(trace.steps.count == 4)
        let torn = spec.reachableStates().filter { $0.passwd.members.count == 2 }
        #expect(!torn.isEmpty)
        for state in torn {
            #expect(state.passwd.members == [.init(.uid501, .alice), .init(.uid501, .eve)])
            let correct = state.faulty.correct(among: spec.servers)
            let alice = state.signatures.senders(of: .init(.uid501, .alice), in: correct)
            #expect(alice.isDisjoint(with: state.signatures.senders(of: .init(.uid501, .eve), in: correct)))
        }
    }

    @Test func theAdversaryMayAsWellActStepByStep() async throws {
        try await UniqueIdentifiers(identifiers: 1).expectSameStepByStep()
        try await UniqueIdentifiers(servers: 3, identifiers: 2, quorum: 2).expectSameStepByStep()
        try await UniqueIdentifiers(identifiers: 1, mutant: .mixedCertificate).expectSameStepByStep()
    }
}
