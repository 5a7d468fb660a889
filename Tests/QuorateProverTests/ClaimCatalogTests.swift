import QuorateProver
import QuorateQuorums
import Testing

@testable import QuorateSpecs

/// The claims of the catalog against a look at everything that is small.
@Suite struct ClaimCatalogTests {
    /// The prover gives the verdict that is expected, with the numbers, and what it says is as small as it says.
    @Test(arguments: claims.map(\.name)) func proverAnswersAsExpected(name: String) throws {
        let claim = try #require(claims.first { $0.name == name })
        let finding = try Prover().decide(claim)
        #expect(finding.isAsExpected, "\(finding.verdict)")
        switch finding.verdict {
        case .proved(let proof): #expect(proof.isCertified, "\(proof.obstacle ?? "")")
        case .refuted(let counterexample):
            #expect(counterexample.isSmallest)
            #expect(try counterexample.witness.refutes(claim))
            let smallest = try #require(Self.oracle(for: claim).smallestCounterexample(to: claim))
            for (name, value) in smallest.numbers {
                #expect(counterexample.witness[parameter: name] == value)
            }
        case .unknown, .vacuous: break
        }
    }

    /// The hypotheses can be met in the case of interest; the three classes of faults need more than six replicas.
    @Test(arguments: claims.map(\.name).filter { !$0.hasPrefix("hybrid") })
    func hypothesesCanBeMet(name: String) throws {
        let claim = try #require(claims.first { $0.name == name })
        #expect(Self.oracle(for: claim).smallestInterestingCase(of: claim) != nil)
    }

    @Test func claimsMakeSense() throws {
        for claim in claims {
            try claim.validate()
            #expect(claim.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
            #expect(claim.sentence.hasSuffix("."))
            #expect(claim.sets.count <= 5)
            #expect(!claim.source.isEmpty, "\(claim.name)")
        }
        #expect(Set(claims.map(\.name)).count == claims.count)
    }

    static func oracle(for claim: Claim) -> BruteForce {
        if claim.hasWeights {
            return claim.parameters == ["n"]
                ? BruteForce(replicas: 4) : BruteForce(replicas: 3, largestNumber: 9)
        }
        return claim.speaksOfSets
            ? BruteForce() : BruteForce(largestNumber: claim.parameters.count > 4 ? 3 : 30)
    }
}
