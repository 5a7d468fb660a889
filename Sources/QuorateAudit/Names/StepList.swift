/// Steps out of a state: the position of the action of each, and the words of the state behind it.
struct StepList: Equatable {
    private let wordCount: Int
    private var words: [UInt64] = []

    init(wordCount: Int) { self.wordCount = wordCount }

    private var size: Int { wordCount + 1 }

    mutating func append(_ action: Int, _ state: UnsafePointer<UInt64>) {
        words.append(UInt64(action))
        words += UnsafeBufferPointer(start: state, count: wordCount)
    }

    /// The steps in an order that does not depend on that in which they were listed.
    mutating func sort() {
        let starts = stride(from: 0, to: words.count, by: size).sorted {
            words[$0..<$0 + size].lexicographicallyPrecedes(words[$1..<$1 + size])
        }
        words = starts.flatMap { words[$0..<$0 + size] }
    }

    /// The steps under other names, sorted.
    func exchanged(_ exchange: NameExchange) -> StepList {
        var moved = self
        words.withUnsafeBufferPointer { from in
            moved.words.withUnsafeMutableBufferPointer { to in
                for start in stride(from: 1, to: from.count, by: size) {
                    exchange.apply(from.baseAddress! + start, to.baseAddress! + start)
                }
            }
        }
        moved.sort()
        return moved
    }

    /// The position of the action of the first step that is not the same in two sorted lists.
    func difference(from other: StepList) -> Int? {
        let starts = stride(from: 0, to: max(words.count, other.words.count), by: size)
        for start in starts {
            if start >= words.count { return Int(other.words[start]) }
            if start >= other.words.count { return Int(words[start]) }
            let end = start + size
            if words[start..<end] != other.words[start..<end] {
                return Int(min(words[start], other.words[start]))
            }
        }
        return nil
    }
}
