import BigInt

extension Rational: LosslessStringConvertible {
    /// The number that `text` writes as a fraction (`1/10`), a decimal (`0.1`) or a whole number, or nil.
    ///
    /// A sign may stand in front. Refused are a denominator of 0, exponents, spaces, signs and points elsewhere,
    /// digits that are not ASCII, and decimals without a digit on either side of the point.
    public init?(_ text: String) {
        let magnitude = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        let sign: BigInt = text.hasPrefix("-") ? -1 : 1
        let slash = magnitude.split(separator: "/", omittingEmptySubsequences: false)
        let point = magnitude.split(separator: ".", omittingEmptySubsequences: false)
        if slash.count == 2 {
            guard let numerator = Self.natural(slash[0]), let denominator = Self.natural(slash[1]),
                denominator != 0
            else { return nil }
            self.init(sign * numerator, denominator)
        } else if point.count == 2 {
            guard let whole = Self.natural(point[0]), let part = Self.natural(point[1]) else { return nil }
            let unit = BigInt(10).power(point[1].utf8.count)
            self.init(sign * (whole * unit + part), unit)
        } else {
            guard let whole = Self.natural(magnitude) else { return nil }
            self.init(sign * whole)
        }
    }

    private static func natural(_ digits: Substring) -> BigInt? {
        let zeroToNine = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard !digits.isEmpty, digits.utf8.allSatisfy(zeroToNine.contains) else { return nil }
        return BigInt(String(digits))
    }

    /// The fraction, as in `1/10`, or the whole number.
    public var description: String {
        denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
    }

    /// The number as a decimal with `places` digits after the point, half of a last digit rounded away from zero.
    ///
    /// - Parameter places: At least 0; anything else is a programming error.
    public func decimal(places: Int) -> String {
        precondition(places >= 0, "a decimal has no fewer than 0 places")
        let unit = BigInt(10).power(places)
        let scaled = roundedMagnitude(timesPowerOfTen: places)
        let (whole, part) = scaled.quotientAndRemainder(dividingBy: unit)
        let digits = String(part)
        let sign = numerator < 0 && scaled != 0 ? "-" : ""
        if places == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole).\(String(repeating: "0", count: places - digits.count))\(digits)"
    }

    /// The number as a decimal that is not rounded and has no needless zeros, or nil when that takes more than
    /// `places` digits after the point.
    public func exactDecimal(upTo places: Int) -> String? {
        guard BigInt(10).power(places) % denominator == 0 else { return nil }
        var text = decimal(places: places)
        guard text.contains(".") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// The number with `digits` digits and a power of ten, as in `1.27e-3`, half of a last digit rounded away from
    /// zero; 0 is `0`.
    ///
    /// - Parameter digits: At least 1; anything else is a programming error.
    public func scientific(digits: Int) -> String {
        precondition(digits >= 1, "a number has a digit")
        guard numerator != 0 else { return "0" }
        var exponent = decimalExponent
        var leading = roundedMagnitude(timesPowerOfTen: digits - 1 - exponent)
        // 9.996 with three digits is 10.0.
        if leading == BigInt(10).power(digits) { (leading, exponent) = (leading / 10, exponent + 1) }
        var text = String(leading)
        if digits > 1 { text.insert(".", at: text.index(after: text.startIndex)) }
        return "\(numerator < 0 ? "-" : "")\(text)e\(exponent)"
    }

    /// The e for which the magnitude is at least 10ᵉ and less than 10ᵉ⁺¹.
    private var decimalExponent: Int {
        // A guess from the lengths in bits, three digits for ten of them; the loops make it right.
        var exponent = (numerator.bitWidth - denominator.bitWidth) * 3 / 10
        func reaches(_ exponent: Int) -> Bool {
            let (over, under) = magnitude(timesPowerOfTen: -exponent)
            return over >= under
        }
        while !reaches(exponent) { exponent -= 1 }
        while reaches(exponent + 1) { exponent += 1 }
        return exponent
    }

    private func roundedMagnitude(timesPowerOfTen exponent: Int) -> BigInt {
        let (over, under) = magnitude(timesPowerOfTen: exponent)
        return (2 * over + under) / (2 * under)
    }

    /// Not reduced, which takes long for long numbers.
    private func magnitude(timesPowerOfTen exponent: Int) -> (over: BigInt, under: BigInt) {
        let (over, power) = (BigInt(numerator.magnitude), BigInt(10).power(abs(exponent)))
        return exponent < 0 ? (over, denominator * power) : (over * power, denominator)
    }
}
