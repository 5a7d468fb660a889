import BigInt
import SeededRandom
import Testing

@testable import QuorateProver

@Suite struct LinearFormTests {
    /// Sums and multiples of forms have the sums and multiples of their values.
    @Test func arithmeticAgreesWithTheValues() {
        var random = SplitMix(seed: Seed.announced(20_261_122))
        for _ in 0..<300 {
            let (left, right) = (Self.form(&random), Self.form(&random))
            let factor = BigInt(random.number(-5..<6))
            let point = Dictionary(uniqueKeysWithValues: (0..<4).map { ($0, BigInt(random.number(-9..<10))) })
            #expect((left + right).value(at: point) == left.value(at: point) + right.value(at: point))
            #expect((left - right).value(at: point) == left.value(at: point) - right.value(at: point))
            #expect((factor * left).value(at: point) == factor * left.value(at: point))
            #expect((left - left) == LinearForm())
        }
    }

    static func form(_ random: inout SplitMix) -> LinearForm {
        var form = LinearForm(BigInt(random.number(-9..<10)))
        for variable in 0..<4 { form[variable] = BigInt(random.number(-3..<4)) }
        return form
    }
}
