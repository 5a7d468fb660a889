/// Lanes of equal width in one or more machine words, one for each replica: sixteen, or eight in ``HalfWord``.
public protocol PackedStorage: Hashable, Sendable, BitwiseCopyable {
    /// The bits of a lane.
    static var laneWidth: Int { get }
    /// Number of lanes, 16 unless given.
    static var laneCount: Int { get }
    /// Every lane holds `value`.
    init(repeating value: UInt64)
    /// The lane with the given number, 0 to 15.
    subscript(_ lane: Int) -> UInt64 { get set }
    /// The same with the bits that are 1 in `bits` set to 0 in every lane.
    func clearing(_ bits: UInt64) -> Self
}

extension PackedStorage {
    /// Sixteen.
    @inlinable @inline(__always)
    public static var laneCount: Int { 16 }

    /// The same with the bits that are 1 in `bits` set to 0 in every lane, one lane after the other.
    @inlinable
    public func clearing(_ bits: UInt64) -> Self {
        var cleared = self
        for lane in 0..<Self.laneCount { cleared[lane] &= ~bits }
        return cleared
    }
}

/// Eight lanes of four bits: replicas r0 to r7 only.
@frozen
public struct HalfWord: PackedStorage {
    @usableFromInline var word: UInt32

    /// Eight.
    @inlinable @inline(__always)
    public static var laneCount: Int { 8 }

    /// Four.
    @inlinable @inline(__always)
    public static var laneWidth: Int { 4 }

    /// Every lane holds the low four bits of `value`.
    @inlinable @inline(__always)
    public init(repeating value: UInt64) { word = UInt32(truncatingIfNeeded: value & 15) &* 0x1111_1111 }

    /// The lane with the given number, 0 to 7.
    @inlinable @inline(__always)
    public subscript(_ lane: Int) -> UInt64 {
        get {
            if _slowPath(lane > 7) { Self.outside(lane) }
            return UInt64(word &>> Self.shift(lane) & 15)
        }
        set {
            if _slowPath(lane > 7) { return Self.outside(lane) }
            word =
                word & ~(15 &<< Self.shift(lane)) | UInt32(truncatingIfNeeded: newValue & 15)
                &<< Self.shift(lane)
        }
    }

    /// The same with the bits that are 1 in `bits` set to 0 in every lane.
    @inlinable @inline(__always)
    public func clearing(_ bits: UInt64) -> HalfWord {
        var rest = self
        rest.word &= ~HalfWord(repeating: bits).word
        return rest
    }

    @inlinable @inline(__always)
    static func shift(_ lane: Int) -> UInt32 { UInt32(truncatingIfNeeded: lane &* 4) }

    @inline(never)
    @usableFromInline
    static func outside(_ lane: Int) {
        SpecFault.raise("r\(lane) does not fit: a map in HalfWord holds replicas r0 to r7")
    }
}

/// Sixteen lanes of four bits.
@frozen
public struct OneWord: PackedStorage {
    @usableFromInline var word: UInt64

    /// Four.
    @inlinable @inline(__always)
    public static var laneWidth: Int { 4 }

    /// Every lane holds the low four bits of `value`.
    @inlinable @inline(__always)
    public init(repeating value: UInt64) { word = (value & 15) &* 0x1111_1111_1111_1111 }

    /// The lane with the given number.
    @inlinable @inline(__always)
    public subscript(_ lane: Int) -> UInt64 {
        get { word &>> UInt64(truncatingIfNeeded: lane &* 4) & 15 }
        set {
            let shift = UInt64(truncatingIfNeeded: lane &* 4)
            word = word & ~(15 &<< shift) | (newValue & 15) &<< shift
        }
    }

    /// The same with the bits that are 1 in `bits` set to 0 in every lane.
    @inlinable @inline(__always)
    public func clearing(_ bits: UInt64) -> OneWord {
        var rest = self
        rest.word &= ~OneWord(repeating: bits).word
        return rest
    }
}

/// Sixteen lanes of eight bits.
@frozen
public struct TwoWords: PackedStorage {
    @usableFromInline var low: UInt64
    @usableFromInline var high: UInt64

    /// Eight.
    @inlinable @inline(__always)
    public static var laneWidth: Int { 8 }

    /// Every lane holds the low eight bits of `value`.
    @inlinable @inline(__always)
    public init(repeating value: UInt64) {
        low = (value & 255) &* 0x0101_0101_0101_0101
        high = low
    }

    /// The lane with the given number.
    @inlinable @inline(__always)
    public subscript(_ lane: Int) -> UInt64 {
        get { (lane & 8 == 0 ? low : high) &>> UInt64(truncatingIfNeeded: (lane & 7) &* 8) & 255 }
        set {
            let shift = UInt64(truncatingIfNeeded: (lane & 7) &* 8)
            let hole: UInt64 = ~(255 &<< shift)
            let lane8 = lane & 8
            if lane8 == 0 {
                low = low & hole | (newValue & 255) &<< shift
            } else {
                high = high & hole | (newValue & 255) &<< shift
            }
        }
    }

    /// The same with the bits that are 1 in `bits` set to 0 in every lane.
    @inlinable @inline(__always)
    public func clearing(_ bits: UInt64) -> TwoWords {
        let cleared = TwoWords(repeating: bits)
        var rest = self
        rest.low &= ~cleared.low
        rest.high &= ~cleared.high
        return rest
    }
}

/// Sixteen lanes of sixteen bits.
@frozen
public struct FourWords: PackedStorage {
    @usableFromInline var low: TwoHalves
    @usableFromInline var high: TwoHalves

    /// Sixteen.
    @inlinable @inline(__always)
    public static var laneWidth: Int { 16 }

    /// Every lane holds the low sixteen bits of `value`.
    @inlinable @inline(__always)
    public init(repeating value: UInt64) {
        low = TwoHalves(repeating: value)
        high = low
    }

    /// The lane with the given number.
    @inlinable @inline(__always)
    public subscript(_ lane: Int) -> UInt64 {
        get { lane & 8 == 0 ? low[lane] : high[lane] }
        set { if lane & 8 == 0 { low[lane] = newValue } else { high[lane] = newValue } }
    }

    /// The same with the bits that are 1 in `bits` set to 0 in every lane.
    @inlinable @inline(__always)
    public func clearing(_ bits: UInt64) -> FourWords {
        let cleared = TwoHalves(repeating: bits)
        var rest = self
        rest.low = low.clearing(cleared)
        rest.high = high.clearing(cleared)
        return rest
    }

    /// Eight lanes of sixteen bits.
    @frozen
    @usableFromInline
    struct TwoHalves: Hashable, Sendable, BitwiseCopyable {
        @usableFromInline var low: UInt64
        @usableFromInline var high: UInt64

        @inlinable @inline(__always)
        init(repeating value: UInt64) {
            low = (value & 0xffff) &* 0x0001_0001_0001_0001
            high = low
        }

        @inlinable @inline(__always)
        func clearing(_ bits: TwoHalves) -> TwoHalves {
            var rest = self
            rest.low &= ~bits.low
            rest.high &= ~bits.high
            return rest
        }

        @inlinable @inline(__always)
        subscript(_ lane: Int) -> UInt64 {
            get { (lane & 4 == 0 ? low : high) &>> UInt64(truncatingIfNeeded: (lane & 3) &* 16) & 0xffff }
            set {
                let shift = UInt64(truncatingIfNeeded: (lane & 3) &* 16)
                let hole: UInt64 = ~(0xffff &<< shift)
                if lane & 4 == 0 {
                    low = low & hole | (newValue & 0xffff) &<< shift
                } else {
                    high = high & hole | (newValue & 0xffff) &<< shift
                }
            }
        }
    }
}
