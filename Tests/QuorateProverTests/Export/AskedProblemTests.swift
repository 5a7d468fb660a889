import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateProver
@testable import QuorateSpecs

/// The files that are exported against the problems that the solver was given.
@Suite struct AskedProblemTests {
    @Test func claimsOfTheCatalogAreAskedAsTheyAreExported() throws {
        for claim in claims + catalog.entries.flatMap(\.standard.claims) {
            let found = try compare(claim)
            #expect(found == claim.expected.isRefuted, "\(claim.name)")
        }
    }

    @Test(arguments: Seed.each([20_261_129, 20_261_130]))
    func randomClaimsAreAskedAsTheyAreExported(seed: UInt64) throws {
        var claims = RandomClaims(seed: seed)
        for number in 0..<100 { try compare(claims.next(number)) }
    }

    /// Decides `claim` and exports it with the verdict that was found as the expected one; true where it is
    /// refuted.
    @discardableResult private func compare(_ claim: Claim) throws -> Bool {
        var decision = ClaimDecision(claim, until: .now + .seconds(100))
        var claim = claim
        claim.expected = try #require(Self.expectation(of: decision.verdict()), "\(claim.name)")
        let exported = try Prover.obligations(of: claim)
        #expect(decision.asked.count == exported.count, "\(claim.name)")
        for (problem, file) in zip(decision.asked, exported) {
            #expect(SMTLIB(problem).text(status: file.expected) == file.text, "\(file.fileName)")
        }
        return claim.expected.isRefuted
    }

    private static func expectation(of verdict: Verdict) -> Claim.ExpectedVerdict? {
        switch verdict {
        case .proved: .proved
        case .refuted: .refuted([:])
        case .vacuous: .vacuous
        case .unknown: nil
        }
    }
}
