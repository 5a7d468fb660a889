import QuorateQuorums
import QuorateSpecs
import Testing

/// The claims of the catalog against a look at everything that is small.
@Suite struct ClaimCatalogTests {
    /// Up to six replicas; with weights up to four, or three where numbers are compared with weights.
    @Test(arguments: claims.map(\.name)) func smallestCounterexampleIsTheOneThatIsExpected(name: String)
        throws
    {
        let claim = try #require(claims.first { $0.name == name })
        let counterexample = Self.oracle(for: claim).smallestCounterexample(to: claim)
        switch claim.expected {
        case .proved: #expect(counterexample == nil)
        case .refuted(let numbers):
            let found = try #require(counterexample)
            for (name, value) in numbers {
                #expect(found.numbers.first { $0.name == name }?.value == value, "\(name) in \(found)")
            }
        case .vacuous: Issue.record("no claim of the catalog is meant to be vacuous")
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
