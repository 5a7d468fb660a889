import BigInt
import SeededRandom
import Testing

@testable import QuorateProver

/// The cases of a guard against the guard itself, at all small values.
@Suite struct GuardCasesTests {
    @Test func casesAreTheGuard() throws {
        var random = SplitMix(seed: Seed.announced(1))
        var (met, unmet) = (0, 0)
        for _ in 0..<300 {
            let formula = Self.formula(&random, levels: 3)
            let cases = try GuardCases(formula, counters: 1..<3).cases
            for values in Self.values {
                let isMet = cases.contains { $0.allSatisfy { $0.form.value(at: values) >= 0 } }
                #expect(isMet == formula.holds(at: values), "\(formula) at \(values)")
                if isMet { met += 1 } else { unmet += 1 }
            }
        }
        #expect(met > 1000 && unmet > 1000)
    }

    /// A parameter and two counters.
    private static let values: [[Int: BigInt]] = (0..<64).map {
        [0: BigInt($0 / 16), 1: BigInt($0 / 4 % 4), 2: BigInt($0 % 4)]
    }

    private static func formula(_ random: inout SplitMix, levels: Int) -> Formula {
        func part() -> Formula { formula(&random, levels: levels - 1) }
        switch levels == 0 ? 0 : random.number(0..<4) {
        case 1: return .not(part())
        case 2: return .all([part(), part()])
        case 3: return .any([part(), part()])
        default:
            var form = LinearForm(BigInt(random.number(-3..<4)))
            form[0] = BigInt(random.number(-1..<2))
            let sign = random.pick([-1, 1])
            for counter in 1...2 { form[counter] = BigInt(sign * random.number(0..<3)) }
            return .atLeastZero(form)
        }
    }
}
