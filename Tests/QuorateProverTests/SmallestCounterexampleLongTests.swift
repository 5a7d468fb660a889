import QuorateQuorums
import Testing

@testable import QuorateSpecs

/// The claims of the catalog without the prover: everything that is small is looked at.
@Suite struct SmallestCounterexampleLongTests {
    /// Up to six replicas; five with the three classes of faults; four with weights, or three where numbers are
    /// compared with weights.
    @Test(arguments: claims.map(\.name)) func smallestCounterexampleIsTheOneThatIsExpected(name: String)
        throws
    {
        let claim = try #require(claims.first { $0.name == name })
        let counterexample = ClaimCatalogTests.oracle(for: claim).smallestCounterexample(to: claim)
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
}
