/// Sorted states out of several sorted runs, each state once.
final class RunMerger {
    /// Rest of a run: of states in memory, or of a block with those behind it on disk.
    private struct Rest {
        var next: UnsafePointer<UInt64>
        var end: UnsafePointer<UInt64>
        var blocks: (reader: BlockReader, index: BlockIndex, next: Int)?
    }

    private let wordCount: Int
    /// A heap: each begins with no greater a state than the two under it.
    private var heap: [Rest] = []

    init(wordCount: Int) { self.wordCount = wordCount }

    /// Adds sorted states that stay where they are.
    func add(_ states: UnsafePointer<UInt64>, _ count: Int) {
        if count > 0 { heap.append(Rest(next: states, end: states + count * wordCount, blocks: nil)) }
    }

    /// Adds a run, which `reader` reads.
    func add(_ index: BlockIndex, _ reader: BlockReader) throws {
        var rest = Rest(next: reader.states, end: reader.states, blocks: (reader, index, 0))
        if try Self.refill(&rest, wordCount) { heap.append(rest) }
    }

    /// Begins, after all have been added.
    func begin() {
        for position in heap.indices.reversed() { Self.sink(position, &heap, wordCount) }
    }

    /// Writes the next states to `place`, up to `most` of them.
    ///
    /// - Parameter last: the state before, or nil for the first call; nothing equal to it is written.
    /// - Returns: How many there were; 0 at the end.
    func next(
        _ most: Int, to place: UnsafeMutablePointer<UInt64>, after last: UnsafePointer<UInt64>?
    ) throws -> Int {
        var (count, former) = (0, last)
        // Of its own for the time being: a field of a class is guarded against two accesses at once, with each state.
        var heap = self.heap
        self.heap = []
        defer { self.heap = heap }
        let wordCount = wordCount
        while count < most, !heap.isEmpty {
            let state = heap[0].next
            if former.map({ !StateSorting.isSame($0, state, wordCount) }) ?? true {
                let target = place + count &* wordCount
                for word in 0..<wordCount { target[word] = state[word] }
                former = UnsafePointer(target)
                count &+= 1
            }
            try Self.advance(&heap, wordCount)
        }
        return count
    }

    private static func advance(_ heap: inout [Rest], _ wordCount: Int) throws {
        heap[0].next += wordCount
        if heap[0].next == heap[0].end, try !refill(&heap[0], wordCount) {
            heap.swapAt(0, heap.count - 1)
            heap.removeLast()
        }
        if heap.count > 1 { sink(0, &heap, wordCount) }
    }

    private static func refill(_ rest: inout Rest, _ wordCount: Int) throws -> Bool {
        guard let (reader, index, next) = rest.blocks, next < index.blockCount else { return false }
        try reader.read(index, next)
        rest.blocks!.next += 1
        rest.next = UnsafePointer(reader.states)
        rest.end = rest.next + reader.count * wordCount
        return true
    }

    private static func sink(_ start: Int, _ heap: inout [Rest], _ wordCount: Int) {
        heap.withUnsafeMutableBufferPointer { heap in
            var position = start
            while true {
                var least = position
                let left = 2 &* position &+ 1
                if left < heap.count, StateSorting.isLess(heap[left].next, heap[least].next, wordCount) {
                    least = left
                }
                if left &+ 1 < heap.count,
                    StateSorting.isLess(heap[left &+ 1].next, heap[least].next, wordCount)
                {
                    least = left &+ 1
                }
                if least == position { return }
                heap.swapAt(position, least)
                position = least
            }
        }
    }
}
