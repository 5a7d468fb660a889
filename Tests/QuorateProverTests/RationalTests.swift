import BigInt
import QuorateProver
import SeededRandom
import Testing

@Suite struct RationalTests {
    /// Small fractions, compared by multiplying out.
    @Test func arithmeticAgreesWithWholeNumbers() throws {
        var random = SplitMix(seed: Seed.announced(601))
        for _ in 0..<500 {
            let (a, b) = (random.number(-50..<51), random.number(1..<20) * random.pick([1, -1]))
            let (c, d) = (random.number(-50..<51), random.number(1..<20) * random.pick([1, -1]))
            let (left, right) = (Self.over(a, b), Self.over(c, d))
            try #require(left + right == Self.over(a * d + c * b, b * d))
            try #require(left - right == Self.over(a * d - c * b, b * d))
            try #require(left * right == Self.over(a * c, b * d))
            try #require((left < right) == (b * d > 0 ? a * d < c * b : a * d > c * b))
            try #require((left == right) == (a * d == c * b))
            for number in [left, right, left + right, -left, 1 - left, left.power(3)] {
                try #require(number.denominator > 0)
                try #require(number.numerator.greatestCommonDivisor(with: number.denominator) == 1)
                try #require(Rational(number.description) == number)
            }
            let exponent = random.number(0..<6)
            try #require(left.power(exponent) == (0..<exponent).reduce(1) { power, _ in power * left })
        }
    }

    @Test(arguments: [
        ("1/10", 1, 10), ("0.1", 1, 10), ("2/20", 1, 10), ("-0.50", -1, 2), ("+3", 3, 1), ("007", 7, 1),
        ("0", 0, 1), ("-0/5", 0, 1), ("12.75", 51, 4),
    ])
    func numbersAreRead(text: String, numerator: Int, denominator: Int) {
        let number = Rational(text)
        #expect(number?.numerator == BigInt(numerator))
        #expect(number?.denominator == BigInt(denominator))
    }

    @Test(arguments: [
        "", "-", "+", "1/0", "0/0", "1/", "/2", "1/2/3", ".5", "5.", "1.2.3", "1e3", " 1", "1 ", "1/-2",
        "--1",
        "+-1", "0x10", "٣", "1,5", "half", "1.5/2", "inf", "nan", "1\u{301}",
    ])
    func whatIsNoNumberIsRefused(text: String) { #expect(Rational(text) == nil) }

    /// Random text of the letters that matter neither traps nor gives anything that does not print back.
    @Test func anyTextIsReadOrRefused() throws {
        var random = SplitMix(seed: Seed.announced(602))
        var read = 0
        for _ in 0..<2000 {
            let text = String((0..<random.number(0..<8)).map { _ in random.pick("00123/.-+e ") })
            guard let number = Rational(text) else { continue }
            read += 1
            try #require(Rational(number.description) == number, "\(text)")
        }
        #expect(read > 100)
    }

    @Test(arguments: [
        ("1/8", 3, "0.125", "0.125"), ("1/8", 2, "0.13", nil), ("-1/8", 2, "-0.13", nil),
        ("1/3", 4, "0.3333", nil), ("2/3", 0, "1", nil), ("1/2", 0, "1", nil), ("-1/3", 0, "0", nil),
        ("5", 2, "5.00", "5"), ("1/10", 12, "0.100000000000", "0.1"), ("0", 3, "0.000", "0"),
        ("9999/10000", 3, "1.000", nil), ("100", 0, "100", "100"), ("-5/2", 1, "-2.5", "-2.5"),
    ])
    func decimalsAreRounded(text: String, places: Int, rounded: String, exact: String?) throws {
        let number = try #require(Rational(text))
        #expect(number.decimal(places: places) == rounded)
        #expect(number.exactDecimal(upTo: places) == exact)
    }

    /// Digit after digit, as by hand; the digit after the last one decides.
    @Test func decimalsAgreeWithLongDivision() throws {
        var random = SplitMix(seed: Seed.announced(603))
        for _ in 0..<500 {
            let (over, under) = (random.number(0..<3000), random.number(1..<300))
            let places = random.number(1..<8)
            var (rest, digits) = (over % under, "")
            for _ in 0..<places {
                digits += "\(rest * 10 / under)"
                rest = rest * 10 % under
            }
            let number = Self.over(over, under)
            if rest * 2 < under {
                try #require(number.decimal(places: places) == "\(over / under).\(digits)")
            } else {
                let up = Int("\(over / under)\(digits)")! + 1
                try #require(
                    Rational(number.decimal(places: places)) == Self.over(up, Self.power(10, places)))
            }
            let exact = number.exactDecimal(upTo: places)
            try #require((exact != nil) == (rest == 0))
            if let exact { try #require(Rational(exact) == number) }
        }
    }

    /// Moved to between 1 and 10 one place at a time.
    @Test func scientificAgreesWithMovingThePoint() throws {
        var random = SplitMix(seed: Seed.announced(604))
        for _ in 0..<500 {
            let number = Self.over(random.number(1..<10_000), random.number(1..<10_000)).power(
                random.number(1..<9))
            let digits = random.number(1..<6)
            var (mantissa, exponent) = (number, 0)
            while mantissa >= 10 { (mantissa, exponent) = (mantissa * Self.over(1, 10), exponent + 1) }
            while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
            var text = mantissa.decimal(places: digits - 1)
            if text.hasPrefix("10") {
                (text, exponent) = (Rational(1).decimal(places: digits - 1), exponent + 1)
            }
            try #require(number.scientific(digits: digits) == "\(text)e\(exponent)")
            try #require((-number).scientific(digits: digits) == "-\(text)e\(exponent)")
        }
        #expect(Rational(0).scientific(digits: 3) == "0")
        #expect(Self.over(9996, 10_000).scientific(digits: 3) == "1.00e0")
        #expect(Self.over(1, 10).power(300).scientific(digits: 1) == "1e-300")
    }

    static func over(_ numerator: Int, _ denominator: Int) -> Rational {
        Rational(BigInt(numerator), BigInt(denominator))
    }

    private static func power(_ base: Int, _ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { p, _ in p * base }
    }
}
