import QuorateQuorums
import Testing

@testable import QuorateProver
@testable import QuorateSpecs

/// What is exported of claims and theorems. `SecondOpinionLongTests` asks cvc5.
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

    @Test func theoremsStandAboveTheirQuestions() {
        for impossibility in Impossibility.all {
            let heading = "; \(impossibility.name): \(impossibility.sentence)\n"
            #expect(!impossibility.obligations.isEmpty)
            #expect(impossibility.obligations.allSatisfy { $0.text.hasPrefix(heading) })
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
}
