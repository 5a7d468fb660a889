/// The hash by which states are spread over a table, and their fingerprint.
///
/// Each pair of words is folded by a 64 by 64 to 128 bit multiplication, the mixing step of wyhash (Wang Yi,
/// "wyhash and wyrand", 2019); it costs two multiplications for a state of two words.
public enum StateHash {
    @inlinable @inline(__always)
    static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    @inlinable @inline(__always)
    static func pair(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let inner = fold(a ^ 0xa076_1d64_78bd_642f, b ^ 0xe703_7ed1_a0b4_28db)
        return fold(inner ^ a ^ 0x8ebc_6af0_9c88_c6e3, b ^ 0x5895_8f9d_d1b0_8c65 &+ inner)
    }

    @inlinable @inline(__always)
    static func single(_ a: UInt64) -> UInt64 { pair(a, 0x2d35_8dcc_aa6c_78a5) }

    @inlinable @inline(__always)
    static func four(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) -> UInt64 {
        pair(pair(a, b), pair(c, d ^ 0x1d8e_4e27_c47d_124f))
    }

    /// The hash of `count` words, the same that a sink computes for a state of at most four words.
    ///
    /// - Complexity: O(count).
    @inlinable
    public static func words(_ start: UnsafePointer<UInt64>, _ count: Int) -> UInt64 {
        switch count {
        case 1: return single(start[0])
        case 2: return pair(start[0], start[1])
        case 3: return four(start[0], start[1], start[2], 0)
        case 4: return four(start[0], start[1], start[2], start[3])
        default:
            var hash = UInt64(truncatingIfNeeded: count)
            var index = 0
            while index &+ 2 <= count {
                hash = pair(hash ^ start[index], start[index &+ 1])
                index &+= 2
            }
            return index < count ? pair(hash, start[index]) : hash
        }
    }
}
