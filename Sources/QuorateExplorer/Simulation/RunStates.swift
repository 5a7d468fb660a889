/// The states of one run, one behind the other.
final class RunStates {
    private let wordCount: Int
    private var start: UnsafeMutablePointer<UInt64>
    private var capacity = 256

    init(wordCount: Int) {
        self.wordCount = wordCount
        start = .allocate(capacity: capacity * wordCount)
    }

    deinit { start.deallocate() }

    /// The words of the state at a depth.
    @inline(__always)
    subscript(_ depth: Int) -> UnsafePointer<UInt64> { UnsafePointer(start + depth &* wordCount) }

    /// The words of the state at a depth, copied.
    func words(of depth: Int) -> [UInt64] {
        Array(UnsafeBufferPointer(start: self[depth], count: wordCount))
    }

    /// Begins with one of some states.
    func begin(_ states: [[UInt64]], _ position: Int) {
        for (word, value) in states[position].enumerated() { start[word] = value }
    }

    /// Sets the state at a depth, behind those that are set.
    @inline(__always)
    func append(_ words: UnsafePointer<UInt64>, at depth: Int) {
        if depth == capacity { grow() }
        (start + depth &* wordCount).update(from: words, count: wordCount)
    }

    private func grow() {
        let before = start
        start = .allocate(capacity: 2 * capacity * wordCount)
        start.update(from: before, count: capacity * wordCount)
        before.deallocate()
        capacity *= 2
    }
}
