/// Steps out of a state, each with the number of its action and the words of the state behind it.
package final class FoundSteps {
    /// Words of a state.
    private let wordCount: Int
    // Behind a pointer, since a field of a class is guarded against two accesses at once, in each of millions of steps.
    private let found: UnsafeMutablePointer<Found>

    private struct Found {
        /// For each step the number of its action, and the words of the state behind it.
        var records: UnsafeMutablePointer<UInt64>
        var count = 0
        var capacity = 64
    }

    init(wordCount: Int) {
        self.wordCount = wordCount
        found = .allocate(capacity: 1)
        found.initialize(to: Found(records: .allocate(capacity: 64 * (wordCount + 1))))
    }

    deinit {
        found.pointee.records.deallocate()
        found.deallocate()
    }

    /// Number of the steps.
    package var count: Int { found.pointee.count }

    /// A step: the number of its action, and the words of the state behind it, until the next expansion.
    package subscript(_ position: Int) -> (label: UInt32, words: UnsafePointer<UInt64>) {
        let record = found.pointee.records + position * (wordCount + 1)
        return (UInt32(truncatingIfNeeded: record[0]), UnsafePointer(record + 1))
    }

    func clear() { found.pointee.count = 0 }

    /// Adds a step of an action, and returns the place for the bytes of the state behind it, the last word of which is 0.
    func add(_ label: UInt32) -> UnsafeMutableRawPointer {
        if found.pointee.count == found.pointee.capacity { grow() }
        let record = found.pointee.records + found.pointee.count * (wordCount + 1)
        record[wordCount] = 0
        record[0] = UInt64(label)
        found.pointee.count += 1
        return UnsafeMutableRawPointer(record + 1)
    }

    private func grow() {
        let (records, count) = (found.pointee.records, found.pointee.count * (wordCount + 1))
        found.pointee.capacity *= 2
        found.pointee.records = .allocate(capacity: 2 * count)
        found.pointee.records.update(from: records, count: count)
        records.deallocate()
    }
}
