import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateProver
@testable import QuorateSpecs

/// Everything that is exported of the catalog and of the theorems, and random problems, decided by another solver too.
@Suite struct SecondOpinionLongTests {
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
            #expect(try question.ask(until: .now + .seconds(100)).0 == .proved, "\(obligation.fileName)")
        }
        print("both solvers agree on \(questions.count) files, in \(ContinuousClock.now - start)")
    }

    @Test(.enabled(if: CVC5.path != nil, "cvc5 is not installed")) func cvc5AgreesOnRandomProblems() throws {
        let seed = Seed.announced(20_261_125)
        var random = SplitMix(seed: seed)
        var counts: [String: Int] = [:]
        let start = ContinuousClock.now
        for _ in 0..<300 {
            let problem = RandomProblem(&random).problem
            let ours = try answer(problem)
            let text = SMTLIB(problem).text(status: nil)
            let theirs = try CVC5.answer(to: text)
            #expect(theirs == ours, "\(text)")
            counts["\(SMTLIB(problem).logic) \(ours)", default: 0] += 1
        }
        print(counts.sorted { $0.key < $1.key }, ContinuousClock.now - start)
        #expect(counts.count > 10)
    }

    private func answer(_ problem: Problem) throws -> String {
        switch try Z3Solver(problem).check(until: .now + .seconds(100)) {
        case .satisfiable: "sat"
        case .unsatisfiable: "unsat"
        case .unknown(let reason): reason
        }
    }
}
