/// Random numbers that a seed determines, so that a failure can be repeated.
///
/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
public struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    /// The sequence that belongs to `seed`.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }

    /// Any of `elements`, each as likely as the others.
    public mutating func pick<Element>(_ elements: some Collection<Element>) -> Element {
        elements.randomElement(using: &self)!
    }

    /// A number out of `range`.
    public mutating func number(_ range: Range<Int>) -> Int { .random(in: range, using: &self) }
}
