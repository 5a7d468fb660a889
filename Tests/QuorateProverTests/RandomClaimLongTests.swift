import QuorateProver
import QuorateQuorums
import SeededRandom
import Testing

/// The prover against a look at everything that is small, on random claims.
@Suite struct RandomClaimLongTests {
    /// No refutation is missed and none is invented.
    ///
    /// Where the prover's smallest counterexample is within the limits of the search, the search finds the same numbers;
    /// where it is outside, or there is none, the search finds none.
    @Test(arguments: Seed.each([20_261_121, 20_261_122]))
    func agreesWithBruteForce(seed: UInt64) throws {
        var claims = RandomClaims(seed: seed)
        var counts: [String: Int] = [:]
        for number in 0..<200 {
            let claim = claims.next(number)
            let finding = try Prover().decide(claim)
            let limits = Self.limits(for: claim)
            let smallest = limits.smallestCounterexample(to: claim)
            let story = "seed \(seed), claim \(number): \(claim.given) then \(claim.then): \(finding.verdict)"
            switch finding.verdict {
            case .proved(let proof):
                #expect(smallest == nil, "\(story)")
                counts[proof.isCertified ? "certified" : "uncertified", default: 0] += 1
            case .refuted(let counterexample):
                #expect(counterexample.isSmallest, "\(story)")
                #expect(Self.agree(counterexample.witness, smallest, limits), "\(story)")
                counts["refuted", default: 0] += 1
            case .vacuous:
                #expect(smallest == nil, "\(story)")
                #expect(limits.smallestInterestingCase(of: claim) == nil, "\(story)")
                counts["vacuous", default: 0] += 1
            case .unknown(let reason): Issue.record("\(reason): \(story)")
            }
        }
        for answer in ["certified", "refuted", "vacuous"] {
            #expect(counts[answer, default: 0] > 0, "seed \(seed): no claim is \(answer)")
        }
    }

    /// How far the search goes: six replicas, and three where each has a weight as well.
    private static func limits(for claim: Claim) -> BruteForce {
        BruteForce(replicas: claim.hasWeights ? 3 : 6, largestNumber: 6)
    }

    private static func agree(_ witness: QuorumWitness, _ found: SmallWorld?, _ limits: BruteForce) -> Bool {
        let isInside = witness.parameters.allSatisfy { number in
            number.value
                <= (number.name == "n" && !witness.sets.isEmpty ? limits.replicas : limits.largestNumber)
        }
        guard let found else { return !isInside || witness.weights.contains { $0 > limits.largestWeight } }
        // The search may find larger numbers than the prover where those of the prover are outside its limits.
        return !isInside || !witness.weights.isEmpty
            || found.numbers.map(\.value) == witness.parameters.map(\.value)
    }
}
