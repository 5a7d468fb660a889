/// A fixed number of bits in machine words.
public protocol BitStorage: Hashable, Sendable, BitwiseCopyable {
    /// Number of bits, a multiple of 64.
    static var capacity: Int { get }
    /// All bits are 0.
    init()
    /// One bit.
    subscript(_ index: Int) -> Bool { get set }
    /// Sixty-four bits, the first of which has the number 64 times `word`.
    subscript(word word: Int) -> UInt64 { get set }
    /// The number of bits that are 1.
    var count: Int { get }
    /// The bits that are 1 in either.
    static func | (left: Self, right: Self) -> Self
    /// The bits that are 1 in both.
    static func & (left: Self, right: Self) -> Self
    /// The bits that are 1 in one of the two.
    static func ^ (left: Self, right: Self) -> Self
}

/// Sixty-four bits.
@frozen
public struct Bits64: BitStorage {
    @usableFromInline var word: UInt64 = 0
    @inlinable @inline(__always)
    init(word: UInt64) { self.word = word }
    /// Sixty-four.
    @inlinable @inline(__always)
    public static var capacity: Int { 64 }
    /// All bits are 0.
    @inlinable @inline(__always)
    public init() {}
    /// One bit.
    @inlinable @inline(__always)
    public subscript(_ index: Int) -> Bool {
        get { word &>> UInt64(truncatingIfNeeded: index) & 1 != 0 }
        set {
            let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: index)
            word = newValue ? word | bit : word & ~bit
        }
    }
    /// All bits.
    @inlinable @inline(__always)
    public subscript(word _: Int) -> UInt64 {
        get { word }
        set { word = newValue }
    }
    /// The number of bits that are 1.
    @inlinable @inline(__always)
    public var count: Int { word.nonzeroBitCount }
    /// The bits that are 1 in either.
    @inlinable @inline(__always)
    public static func | (left: Bits64, right: Bits64) -> Bits64 { Bits64(word: left.word | right.word) }
    /// The bits that are 1 in both.
    @inlinable @inline(__always)
    public static func & (left: Bits64, right: Bits64) -> Bits64 { Bits64(word: left.word & right.word) }
    /// The bits that are 1 in one of the two.
    @inlinable @inline(__always)
    public static func ^ (left: Bits64, right: Bits64) -> Bits64 { Bits64(word: left.word ^ right.word) }
}

/// Twice the bits of another storage.
@frozen
public struct DoubleBits<Half: BitStorage>: BitStorage {
    @usableFromInline var low: Half
    @usableFromInline var high: Half

    @inlinable @inline(__always)
    init(low: Half, high: Half) {
        self.low = low
        self.high = high
    }
    /// Twice that of the half.
    @inlinable @inline(__always)
    public static var capacity: Int { Half.capacity &* 2 }
    /// All bits are 0.
    @inlinable @inline(__always)
    public init() {
        low = Half()
        high = Half()
    }
    /// One bit.
    @inlinable @inline(__always)
    public subscript(_ index: Int) -> Bool {
        get { index & Half.capacity == 0 ? low[index] : high[index] }
        set { if index & Half.capacity == 0 { low[index] = newValue } else { high[index] = newValue } }
    }
    /// Sixty-four bits.
    @inlinable @inline(__always)
    public subscript(word word: Int) -> UInt64 {
        get { word & (Half.capacity / 64) == 0 ? low[word: word] : high[word: word] }
        set {
            if word & (Half.capacity / 64) == 0 {
                low[word: word] = newValue
            } else {
                high[word: word] = newValue
            }
        }
    }
    /// The number of bits that are 1.
    @inlinable @inline(__always)
    public var count: Int { low.count &+ high.count }
    /// The bits that are 1 in either.
    @inlinable @inline(__always)
    public static func | (left: Self, right: Self) -> Self {
        Self(low: left.low | right.low, high: left.high | right.high)
    }
    /// The bits that are 1 in both.
    @inlinable @inline(__always)
    public static func & (left: Self, right: Self) -> Self {
        Self(low: left.low & right.low, high: left.high & right.high)
    }
    /// The bits that are 1 in one of the two.
    @inlinable @inline(__always)
    public static func ^ (left: Self, right: Self) -> Self {
        Self(low: left.low ^ right.low, high: left.high ^ right.high)
    }
}

/// A hundred and twenty-eight bits.
public typealias Bits128 = DoubleBits<Bits64>
/// Two hundred and fifty-six bits.
public typealias Bits256 = DoubleBits<Bits128>
/// Five hundred and twelve bits.
public typealias Bits512 = DoubleBits<Bits256>
/// A thousand and twenty-four bits.
public typealias Bits1024 = DoubleBits<Bits512>
