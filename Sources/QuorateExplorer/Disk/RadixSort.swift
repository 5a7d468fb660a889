/// Number of words of a state as the compiler sees it: a constant where it is small, by which loops over the words, and
/// products with their number, go away.
protocol WordWidth {
    /// The number; nil where it is known only when the search runs.
    static var words: Int? { get }
}

enum OneWord: WordWidth { static var words: Int? { 1 } }
enum TwoWords: WordWidth { static var words: Int? { 2 } }
enum ThreeWords: WordWidth { static var words: Int? { 3 } }
enum AnyWords: WordWidth { static var words: Int? { nil } }

/// Sorting of states of that many words, as told at ``StateSorting``.
struct RadixSort<Width: WordWidth> {
    private let given: Int
    private let scratch: UnsafeMutableBufferPointer<UInt64>
    private static var few: Int { 24 }
    /// Most words that are sorted from the least significant byte on: they stay in the cache.
    private static var mostWords: Int { 1 << 16 }
    /// Most bytes by which they are: with more of them, buckets are faster.
    private static var mostBytes: Int { 12 }

    init(words: Int, _ scratch: UnsafeMutableBufferPointer<UInt64>) {
        given = words
        self.scratch = scratch
    }

    private var words: Int {
        @inline(__always) get { Width.words ?? given }
    }

    /// Sorts `count` states; the words in front of `word` are the same in all of them.
    func sort(_ start: UnsafeMutablePointer<UInt64>, _ count: Int, from word: Int = 0) {
        var rest: Rest? = (start, count, word)
        while let (start, count, word) = rest { rest = sortPart(start, count, from: word) }
    }

    /// States that are still to be sorted, and the word in front of which they are the same.
    private typealias Rest = (start: UnsafeMutablePointer<UInt64>, count: Int, word: Int)

    /// Sorts the states but for those of the largest bucket, which are returned: each call is for half of them at most, so
    /// that states of long equal beginnings do not use up the stack.
    private func sortPart(_ start: UnsafeMutablePointer<UInt64>, _ count: Int, from word: Int) -> Rest? {
        if count <= Self.few {
            insert(start, count)
            return nil
        }
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { differing -> Rest? in
            var (first, bytes) = (words, 0)
            for word in (word..<words).reversed() {
                differing[word] = bits(in: word, of: start, count)
                if differing[word] != 0 { first = word }
                bytes &+= Self.byteCount(differing[word])
            }
            if first == words { return nil }
            if count &* words <= min(Self.mostWords, scratch.count), bytes <= Self.mostBytes {
                sortByBytes(start, count, differing.baseAddress!, from: first)
                return nil
            }
            let top = UInt64(63 - differing[first].leadingZeroBitCount)
            return distribute(start, count, first, top < 7 ? 0 : top &- 7)
        }
    }

    /// Bits of a word in which two states differ.
    @inline(__always)
    private func bits(in word: Int, of start: UnsafeMutablePointer<UInt64>, _ count: Int) -> UInt64 {
        var differing: UInt64 = 0
        let first = start[word]
        var place = start + word
        for _ in 0..<count {
            differing |= place.pointee ^ first
            place += words
        }
        return differing
    }

    /// Number of bytes, of which each begins at a differing bit, that have all of them.
    private static func byteCount(_ differing: UInt64) -> Int {
        var (rest, count) = (differing, 0)
        while rest != 0 {
            rest &= ~(0xff &<< UInt64(rest.trailingZeroBitCount))
            count &+= 1
        }
        return count
    }

    /// Sorts the states by each byte that has differing bits, from the least significant one on.
    private func sortByBytes(
        _ start: UnsafeMutablePointer<UInt64>, _ count: Int, _ differing: UnsafeMutablePointer<UInt64>,
        from first: Int
    ) {
        var (here, there) = (start, scratch.baseAddress!)
        for word in (first..<words).reversed() {
            var rest = differing[word]
            while rest != 0 {
                let shift = UInt64(rest.trailingZeroBitCount)
                rest &= ~(0xff &<< shift)
                move(here, count, to: there, word, shift)
                (here, there) = (there, here)
            }
        }
        if here != start { start.update(from: here, count: count &* words) }
    }

    /// Copies the states in the order of one byte; those that are the same in it stay in theirs.
    @inline(__always)
    private func move(
        _ here: UnsafeMutablePointer<UInt64>, _ count: Int, to there: UnsafeMutablePointer<UInt64>,
        _ word: Int, _ shift: UInt64
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { places in
            places.initialize(repeating: 0)
            let next = places.baseAddress!
            for k in 0..<count { next[Int(here[k &* words &+ word] &>> shift & 0xff)] &+= 1 }
            var sum: UInt32 = 0
            for byte in 0..<256 {
                (next[byte], sum) = (sum, sum &+ next[byte])
            }
            for k in 0..<count {
                let state = here + k &* words
                let byte = Int(state[word] &>> shift & 0xff)
                let place = there + Int(next[byte]) &* words
                next[byte] &+= 1
                for word in 0..<words { place[word] = state[word] }
            }
        }
    }

    /// Puts the states into buckets by one byte, and sorts each of them but for the largest.
    private func distribute(
        _ start: UnsafeMutablePointer<UInt64>, _ count: Int, _ word: Int, _ shift: UInt64
    ) -> Rest {
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
            var largest: Rest = (start, 0, word)
            for bucket in 0..<256 {
                let part: Rest = (start + ends[bucket] &* words, ends[bucket &+ 1] &- ends[bucket], word)
                let smaller = part.count > largest.count ? largest : part
                if part.count > largest.count { largest = part }
                if smaller.count > 1 { sort(smaller.start, smaller.count, from: word) }
            }
            return largest
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
