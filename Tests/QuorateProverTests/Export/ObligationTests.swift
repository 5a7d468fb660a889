import QuorateProver
import QuorateQuorums
import QuorateSpecs
import Testing

/// What is exported of claims and theorems, before cvc5.
@Suite struct ObligationTests {
    @Test func claimsHaveTheQuestionsOfTheirVerdict() throws {
        for claim in claims {
            let obligations = try Prover.obligations(of: claim)
            let expected: [Obligation.Status] =
                switch claim.expected {
                case .proved: [.unsatisfiable, .satisfiable]
                case .refuted: [.satisfiable]
                case .vacuous: [.unsatisfiable, .unsatisfiable]
                }
            #expect(obligations.map(\.expected) == expected)
            #expect(obligations.first?.fileName == "\(claim.name).counterexample.smt2")
            #expect(obligations.allSatisfy { $0.text.contains(claim.sentence) })
        }
    }

    @Test func claimsWithoutMeaningAndClaimsThatAreTooLarge() throws {
        #expect(throws: ClaimError.self) {
            try Prover.obligations(
                of: Claim("nothing", "Nothing.") {
                    "n" >= 1
                } then: {
                })
        }
        let sets = (0..<13).map { SetExpression.named("S\($0)") }
        let large = Claim("large", "Large.") {
            sets.map { $0.count >= 1 }
        } then: {
            Quantity.replicaCount >= 1
        }
        #expect(try Prover.obligations(of: large).isEmpty)
    }

    @Test(.enabled(if: CVC5.isInstalled, "cvc5 is installed"))
    func cvc5AgreesOnAllClaims() throws {
        let obligations = try (claims + [vacuous]).flatMap { try Prover.obligations(of: $0) }
        try ask(obligations)
        for claim in claims + [vacuous] {
            let finding = try Prover().decide(claim)
            print(claim.name, finding.duration)
            #expect(finding.isAsExpected, "\(claim.name)")
        }
    }

    @Test(.enabled(if: CVC5.isInstalled, "cvc5 is installed"))
    func cvc5AgreesOnAllImpossibilities() throws {
        try ask(Impossibility.all.flatMap(\.obligations))
    }

    private let vacuous: Claim = {
        var claim = Claim("vacuous", "Hypotheses that never hold when f ≥ 1.") {
            2 * Quantity.replicaCount == 2 * "k" + 1
        } then: {
            "k" >= 5
            "f" >= 1
        }
        claim.expected = .vacuous
        return claim
    }()

    private func ask(_ obligations: [Obligation]) throws {
        let start = ContinuousClock.now
        for obligation in obligations {
            #expect(
                try CVC5.answer(to: obligation.text) == obligation.expected.rawValue, "\(obligation.fileName)"
            )
        }
        print("cvc5 agrees on \(obligations.count) files, in \(ContinuousClock.now - start)")
    }
}
