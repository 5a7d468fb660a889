import QuorateQuorums
import Testing

/// Claims are printed as a paper would have them.
@Suite struct ClaimDescriptionTests {
    let n: Quantity = "n"
    let f: Quantity = "f"
    let q: Quantity = "q"
    let a: SetExpression = "A"
    let b: SetExpression = "B"
    let faulty: SetExpression = "F"

    @Test func quantitiesAreDescribed() {
        #expect("\(ceiling((n + f + 1) / 2))" == "⌈(n + f + 1)/2⌉")
        #expect("\(floor(3 * n / 4))" == "⌊3n/4⌋")
        #expect("\(floor(n / 2) + 1)" == "⌊n/2⌋ + 1")
        #expect("\(2 * q - n)" == "2q - n")
        #expect("\(n - (f + 1))" == "n - (f + 1)")
        #expect("\(n - f - 1)" == "n - f - 1")
        #expect("\(2 * (n - f))" == "2(n - f)")
        #expect("\(1 * f)" == "f")
        #expect("\(3 * (2 * f))" == "3(2f)")
        #expect("\(2 * .number(3))" == "2 * 3")
        #expect("\(n + .number(-1))" == "n + (-1)")
        #expect("\(2 * (a & b - faulty).count)" == "2|A ∩ B - F|")
        #expect("\(3 * faulty.weight)" == "3 weight(F)")
        #expect("\(SetExpression.everyone.weight)" == "weight(all)")
    }

    @Test func setsAreDescribed() {
        #expect("\(a & b - faulty)" == "A ∩ B - F")
        #expect("\(a & b & faulty)" == "A ∩ B ∩ F")
        #expect("\(a & (b | faulty))" == "A ∩ (B ∪ F)")
        #expect("\(b & faulty | (b - a))" == "(B ∩ F) ∪ (B - A)")
        #expect("\(a - (b - faulty))" == "A - (B - F)")
        #expect("\(a ^ b)" == "A △ B")
        #expect("\(a | b | faulty)" == "A ∪ B ∪ F")
        #expect("\(a | (b | faulty))" == "A ∪ (B ∪ F)")
        #expect("\(a - b - faulty)" == "A - B - F")
        #expect("\(a | b - faulty)" == "(A ∪ B) - F")
        #expect("\(a ^ b ^ faulty)" == "A △ B △ F")
        #expect("\((a - b) & faulty)" == "(A - B) ∩ F")
        #expect("\(.everyone - (a | b))" == "all - (A ∪ B)")
    }

    @Test func statementsAreDescribed() {
        #expect("\(2 * q > n + f)" == "2q > n + f")
        #expect("\((a & b - faulty).count >= 1)" == "|A ∩ B - F| ≥ 1")
        #expect("\(a | b == b | a)" == "A ∪ B = B ∪ A")
        #expect("\(!a.isSubset(of: b))" == "not (A ⊆ B)")
        #expect("\(a.isDisjoint(with: b))" == "|A ∩ B| = 0")
        #expect("\((f >= 1).implies(n > 3 * f))" == "if f ≥ 1 then n > 3f")
        #expect("\(f >= 1 && n > f && q != n)" == "f ≥ 1 and n > f and q ≠ n")
        #expect("\(f >= 1 || n > f && q <= n)" == "f ≥ 1 or (n > f and q ≤ n)")
        #expect("\((f >= 1 || n > f) && q <= n)" == "(f ≥ 1 or n > f) and q ≤ n")
        #expect("\((f >= 1).implies(n > f) || q <= n)" == "(if f ≥ 1 then n > f) or q ≤ n")
        #expect("\((f >= 1 && n > f).implies(q <= n))" == "if (f ≥ 1 and n > f) then q ≤ n")
        #expect("\(Proposition.all([]))" == "true")
        #expect("\(Proposition.any([]))" == "false")
    }

    @Test func witnessesAreDescribed() {
        let witness = QuorumWitness(
            parameters: ["n": 4, "f": 1], sets: ["A": [0, 1], "F": []], weights: [1, 0, 2, 1])
        #expect("\(witness)" == "n = 4, f = 1; A = {0, 1}, F = {}; weights 1, 0, 2, 1")
        #expect("\(QuorumWitness(parameters: ["q": 2]))" == "q = 2")
    }
}
