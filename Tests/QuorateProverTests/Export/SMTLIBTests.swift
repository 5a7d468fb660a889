import BigInt
import Testing

@testable import QuorateProver

@Suite struct SMTLIBTests {
    @Test func everyPartOfAProblemIsWritten() {
        var problem = Problem()
        problem.title = ["A question", "in two lines"]
        let (n, e) = (problem.declare("push", .natural), problem.declare("let", .element))
        let f = problem.declareFunction("assert", arity: 1, result: .element)
        let form = -3 * LinearForm(variable: n) + LinearForm(-7)
        problem.assert("one\n(exit)", .atLeastZero(form))
        problem.assert("two", .any([.not(.equal(.variable(e), .apply(f, [.variable(e)])))]))
        problem.assert("three", .all([.truth, .falsehood, .atLeastZero(LinearForm(variable: n))]))
        let expected = """
            ; A question
            ; in two lines
            (set-info :smt-lib-version 2.6)
            (set-logic QF_UFLIA)
            (set-info :status unsat)
            (declare-sort s_element 0)
            (declare-const v_push Int)
            (assert (>= v_push 0))
            (declare-const v_let s_element)
            (declare-fun f_assert (s_element) s_element)
            ; one (exit)
            (assert (>= (+ (* (- 3) v_push) (- 7)) 0))
            ; two
            (assert (not (= v_let (f_assert v_let))))
            ; three
            (assert (and
              true
              false
              (>= v_push 0)))
            (check-sat)

            """
        #expect(SMTLIB(problem).text(status: .unsatisfiable) == expected)
    }

    @Test func logicIsTheSmallest() {
        let one = Formula.atLeastZero(LinearForm(1))
        #expect(logic([]) == "QF_UF" && logic([.truth]) == "QF_UF" && logic([.element]) == "QF_UF")
        #expect(logic([.natural]) == "QF_LIA" && logic([.real]) == "QF_LRA")
        #expect(logic([.natural, .real]) == "QF_LIRA" && logic([.truth], one) == "QF_LIA")
        #expect(logic([.real], one) == "QF_LRA" && logic([.element], .not(one)) == "QF_UFLIA")
        #expect(logic([.element, .natural]) == "QF_UFLIA" && logic([.element, .real]) == "QF_UFLRA")
    }

    private func logic(_ sorts: [Problem.Sort], _ formula: Formula = .truth) -> String {
        var problem = Problem()
        for sort in sorts { _ = problem.declare("x", sort) }
        problem.assert("", formula)
        return SMTLIB(problem).logic
    }

    /// Names that are reserved, not names at all, or the same.
    @Test(.enabled(if: CVC5.path != nil, "cvc5 is not installed")) func anyNameCanBeRead() throws {
        let names = [
            "echo", "push", "let", "as", "_", "!", "", "a b", "x|y", "\\", "A'", "ä", "1", "Int", "x", "x",
            "x_15", "x",
        ]
        var problem = Problem()
        problem.title = ["Names\r\n(exit)", "⌈n/2⌉ ≥ \"x\" | ;"]
        let sum = names.reduce(LinearForm()) { $0 + LinearForm(variable: problem.declare($1, .natural)) }
        for name in names { _ = problem.declareFunction(name, arity: 0, result: .truth) }
        problem.assert("sum", .equal(sum, LinearForm(3)))
        problem.assert("functions", .all(names.indices.map { .predicate($0, []) }))
        #expect(try CVC5.answer(to: SMTLIB(problem).text(status: .satisfiable)) == "sat")
    }
}
