import QuorateQuorums
import Testing

@testable import QuorateProver

/// What is said about theorems that are none.
@Suite struct LemmaTests {
    @Test func contradictionThatIsNone() {
        let found = finding([
            .contradiction("all-differ", "Two elements are the same.") { (Self.twoElements, []) }
        ])
        #expect(found.verdict == .refuted("all-differ can be met"))
        #expect(!found.isAsExpected && found.reason == nil && found.remark == "all-differ can be met")
    }

    /// The third assertion is not needed: the first two contradict each other already.
    @Test func contradictionWithMoreThanIsNeeded() {
        let lemma = Lemma.contradiction("too-much", "") {
            var problem = Self.twoElements
            problem.assert("the same", .equal(.variable(0), .variable(1)))
            problem.assert("the same again", .equal(.variable(1), .variable(0)))
            return (problem, [0, 1])
        }
        #expect(finding([lemma]).verdict == .refuted("too-much-without-1 cannot be met"))
    }

    @Test func claimThatIsNone() {
        let n: Quantity = "n"
        let odd = Claim("even", "All numbers are even.") {
            n == 2 * "k" + 1
        } then: {
            n == 2 * "l"
        }
        #expect(finding([.claim(odd)]).verdict == .refuted("even: n = 1, k = 0, l = 0"))
    }

    @Test func worstLemmaDecides() {
        let wrong = Lemma.computation("") { ("wrong", []) }
        let right = Lemma.computation("A sentence.") { (nil, ["a note"]) }
        let open = Lemma(sentence: "", questions: { [] }) { _, _ in (.unknown("a reason"), [], .none) }
        #expect(finding([right, open, wrong]).verdict == .refuted("wrong"))
        #expect(finding([right, open]).reason == "a reason")
        #expect(finding([right]).isAsExpected && finding([right]).details.contains("a note"))
    }

    /// What the solver throws is an answer as well.
    @Test func failureIsUnknown() {
        let full = Lemma(sentence: "", questions: { [] }) { _, _ in
            throw Z3Solver.SolverFailure(reason: "out of memory")
        }
        #expect(finding([full]).verdict == .unknown("the solver ran out of memory"))
    }

    private func finding(_ lemmas: [Lemma]) -> ImpossibilityFinding {
        Impossibility(name: "test", sentence: "", source: "", lemmas: lemmas).decide()
    }

    private static var twoElements: Problem {
        var problem = Problem()
        let elements = ["x", "y"].map { Formula.Element.variable(problem.declare($0, .element)) }
        problem.assert("different", .allDifferent(elements))
        return problem
    }
}
