import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateProver
@testable import QuorateSpecs

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

    @Test(.enabled(if: CVC5.path != nil, "cvc5 is not installed"))
    func cvc5AgreesOnAllClaims() throws {
        let ofSpecs = catalog.entries.flatMap { $0.standard.claims }
        try ask((claims + ofSpecs + [vacuous]).flatMap(\.questions))
    }

    @Test(.enabled(if: CVC5.path != nil, "cvc5 is not installed"))
    func cvc5AgreesOnAllImpossibilities() throws {
        try ask(Impossibility.all.flatMap(\.questions))
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

    /// Both solvers give the answer that is expected.
    private func ask(_ questions: [Question]) throws {
        let start = ContinuousClock.now
        for question in questions {
            let obligation = Obligation(question)
            #expect(
                try CVC5.answer(to: obligation.text) == obligation.expected.rawValue, "\(obligation.fileName)"
            )
            #expect(try question.ask(until: .now + .seconds(20)).0 == .proved, "\(obligation.fileName)")
        }
        print("both solvers agree on \(questions.count) files, in \(ContinuousClock.now - start)")
    }
}
