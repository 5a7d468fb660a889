import QuorateLanguage

/// States of a level in the order of their words, of whoever needs no number of a state any more.
///
/// Blocks of the arena are sorted where they are, and merged: beside the arena that takes the room of one block, and a few
/// words for each.
struct SortedLevel {
    private let arena: WholeArena
    /// Rest of each block, in a heap: each begins with no greater a state than the two under it.
    private var heap: [Range<Int>]

    private static let blockStates = 1 << 14

    /// Sorts the states of `runs`, and moves their places along. The store that keeps them finds nothing afterwards.
    init(sorting runs: [Range<Int>], in arena: WholeArena, moving places: [StatePlaces]) {
        self.arena = arena
        heap = Search.blocks(of: runs, size: Self.blockStates).filter { !$0.isEmpty }
        for block in heap {
            let order = Self.sort(block, in: arena)
            for places in places { places.move(block, order) }
        }
        for position in heap.indices.reversed() { sink(position) }
    }

    /// Number of the next state, which stays where it is.
    mutating func next() -> Int? {
        guard let first = heap.first else { return nil }
        if first.count > 1 {
            heap[0] = first.dropFirst()
        } else {
            heap.swapAt(0, heap.count - 1)
            heap.removeLast()
        }
        if !heap.isEmpty { sink(0) }
        return first.lowerBound
    }

    private static func isLess(
        _ one: UnsafePointer<UInt64>, _ other: UnsafePointer<UInt64>, _ wordCount: Int
    ) -> Bool {
        for word in 0..<wordCount where one[word] != other[word] { return one[word] < other[word] }
        return false
    }

    /// Sorts a block, and returns the position in it that each state comes from.
    private static func sort(_ block: Range<Int>, in arena: WholeArena) -> [Int] {
        let words = arena.wordCount
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: block.count * words) { buffer in
            let copy = buffer.baseAddress!
            copy.update(from: arena.words(block.lowerBound), count: block.count * words)
            let order = (0..<block.count).sorted { isLess(copy + $0 * words, copy + $1 * words, words) }
            for (position, state) in order.enumerated() {
                arena.words(block.lowerBound + position).update(from: copy + state * words, count: words)
            }
            return order
        }
    }

    private func isLess(_ one: Int, _ other: Int) -> Bool {
        Self.isLess(
            arena.words(heap[one].lowerBound), arena.words(heap[other].lowerBound), arena.wordCount)
    }

    private mutating func sink(_ start: Int) {
        var position = start
        while true {
            var least = position
            for child in [2 * position + 1, 2 * position + 2] where child < heap.count {
                if isLess(child, least) { least = child }
            }
            if least == position { return }
            heap.swapAt(position, least)
            position = least
        }
    }
}
