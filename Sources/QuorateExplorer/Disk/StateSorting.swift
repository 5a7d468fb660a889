/// Sorting of states by their words where they are: the most significant byte first, in buckets.
///
/// McIlroy, Bostic and McIlroy, "Engineering Radix Sort" (1993), section 3; bytes in which no two states differ are skipped.
enum StateSorting {
    /// Sorts `count` states of `words` words each.
    static func sort(_ start: UnsafeMutablePointer<UInt64>, _ count: Int, words: Int) {
        switch words {
        case 1: RadixSort<OneWord>(words: 1).sort(start, count)
        case 2: RadixSort<TwoWords>(words: 2).sort(start, count)
        case 3: RadixSort<ThreeWords>(words: 3).sort(start, count)
        default: RadixSort<AnyWords>(words: words).sort(start, count)
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

/// Number of words of a state as the compiler sees it: a constant where it is small, by which loops over the words, and
/// products with their number, go away.
private protocol WordWidth {
    /// The number; nil where it is known only when the search runs.
    static var words: Int? { get }
}

private enum OneWord: WordWidth { static var words: Int? { 1 } }
private enum TwoWords: WordWidth { static var words: Int? { 2 } }
private enum ThreeWords: WordWidth { static var words: Int? { 3 } }
private enum AnyWords: WordWidth { static var words: Int? { nil } }

private struct RadixSort<Width: WordWidth> {
    private let given: Int
    private static var few: Int { 24 }

    init(words: Int) { given = words }

    private var words: Int {
        @inline(__always) get { Width.words ?? given }
    }

    /// Sorts `count` states; the words in front of `word` are the same in all of them.
    func sort(_ start: UnsafeMutablePointer<UInt64>, _ count: Int, from word: Int = 0) {
        if count <= Self.few { return insert(start, count) }
        var word = word
        while word < words {
            var differing: UInt64 = 0
            let first = start[word]
            var place = start + word
            for _ in 0..<count {
                differing |= place.pointee ^ first
                place += words
            }
            if differing != 0 {
                let shift = UInt64(63 - differing.leadingZeroBitCount) & ~7
                return distribute(start, count, word, shift)
            }
            word += 1
        }
    }

    /// Puts the states into buckets by one byte, and sorts each of them.
    private func distribute(
        _ start: UnsafeMutablePointer<UInt64>, _ count: Int, _ word: Int, _ shift: UInt64
    ) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 513) { places in
            places.initialize(repeating: 0)
            let (next, ends) = (places.baseAddress!, places.baseAddress! + 256)
            for k in 0..<count { ends[1 + Int(start[k &* words &+ word] &>> shift & 0xff)] &+= 1 }
            for bucket in 0..<256 {
                next[bucket] = ends[bucket]
                ends[bucket &+ 1] &+= ends[bucket]
            }
            for bucket in 0..<256 {
                while next[bucket] < ends[bucket &+ 1] {
                    let here = start + next[bucket] &* words
                    let wanted = Int(here[word] &>> shift & 0xff)
                    if wanted != bucket { swap(here, start + next[wanted] &* words) }
                    next[wanted] &+= 1
                }
            }
            var first = 0
            for bucket in 0..<256 {
                let end = ends[bucket &+ 1]
                if end &- first > 1 { sort(start + first &* words, end &- first, from: word) }
                first = end
            }
        }
    }

    @inline(__always)
    private func swap(_ one: UnsafeMutablePointer<UInt64>, _ other: UnsafeMutablePointer<UInt64>) {
        for word in 0..<words { (one[word], other[word]) = (other[word], one[word]) }
    }

    private func insert(_ start: UnsafeMutablePointer<UInt64>, _ count: Int) {
        guard count > 1 else { return }
        for position in 1..<count {
            var place = start + position &* words
            while place > start, StateSorting.isLess(place, place - words, words) {
                swap(place, place - words)
                place -= words
            }
        }
    }
}
