/// Sorting of states by their words where they are: large sets by the most significant byte, in buckets; small ones by one
/// byte after the other from the least significant one, back and forth between their place and a scratch.
///
/// McIlroy, Bostic and McIlroy, "Engineering Radix Sort" (1993), section 3, and Knuth, "The Art of Computer Programming",
/// volume 3 (1998), section 5.2.5; bits in which no two states differ are skipped.
enum StateSorting {
    /// Sorts `count` states of `words` words each, faster with more of `scratch`, whose content is lost.
    static func sort(
        _ start: UnsafeMutablePointer<UInt64>, _ count: Int, words: Int,
        scratch: UnsafeMutableBufferPointer<UInt64>
    ) {
        switch words {
        case 1: RadixSort<OneWord>(words: 1, scratch).sort(start, count)
        case 2: RadixSort<TwoWords>(words: 2, scratch).sort(start, count)
        case 3: RadixSort<ThreeWords>(words: 3, scratch).sort(start, count)
        default: RadixSort<AnyWords>(words: words, scratch).sort(start, count)
        }
    }

    /// Order of states: that of their words, the first one first.
    @inline(__always)
    static func isLess(_ one: UnsafePointer<UInt64>, _ other: UnsafePointer<UInt64>, _ words: Int) -> Bool {
        for word in 0..<words where one[word] != other[word] { return one[word] < other[word] }
        return false
    }

    @inline(__always)
    static func isSame(_ one: UnsafePointer<UInt64>, _ other: UnsafePointer<UInt64>, _ words: Int) -> Bool {
        for word in 0..<words where one[word] != other[word] { return false }
        return true
    }
}
