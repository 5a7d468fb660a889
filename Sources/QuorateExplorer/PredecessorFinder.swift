import QuorateLanguage

/// Expands the states of one level again and keeps, for each of some targets, the least state (by its words)
/// that leads to it.
final class PredecessorFinder: SuccessorConsumer, @unchecked Sendable {
    private static let batch = 256

    private let kernel: SpecKernel
    private let targets: [(words: [UInt64], hash: UInt64)]
    private let buffer: UnsafeMutablePointer<UInt64>
    private let recordWords: Int
    private let recent: UnsafeMutablePointer<UInt64>
    private let taken: UnsafeMutablePointer<Int>
    private(set) var least: [[UInt64]?]
    private var current: [UInt64] = []

    init(kernel: SpecKernel, targets: [[UInt64]]) {
        self.kernel = kernel
        self.targets = targets.map { ($0, StateHash.words($0, $0.count)) }
        recordWords = SuccessorSink.recordWords(kernel.wordCount)
        // The sink may write one record beyond its limit.
        buffer = .allocate(capacity: (Self.batch + 1) * recordWords)
        recent = .allocate(capacity: SuccessorSink.recentWords)
        SuccessorSink.clearRecent(recent, wordCount: kernel.wordCount)
        taken = SuccessorSink.newCounters()
        least = Array(repeating: nil, count: targets.count)
    }

    deinit {
        buffer.deallocate()
        recent.deallocate()
        taken.deallocate()
    }

    /// Looks at the successors of each state of a run, one state at a time.
    func expand(_ run: StateStore.Run, in store: StateStore) {
        var sink = SuccessorSink(
            buffer: buffer, limit: buffer + Self.batch * recordWords, recent: recent, taken: taken,
            consumer: self)
        for index in run.start..<run.start + run.count {
            let state = store.words(index)
            current = Array(UnsafeBufferPointer(start: UnsafePointer(state), count: kernel.wordCount))
            _ = kernel.expand(state, 0, 1, &sink)
            drain(&sink)
        }
    }

    override func drain(_ sink: inout SuccessorSink) {
        var record = buffer
        while record < sink.position {
            for (position, target) in targets.enumerated() where matches(record, target) {
                note(position)
                // The same successor of the next state must not be dropped as a recent one.
                if kernel.wordCount <= 4 {
                    let place = SuccessorSink.recentPlace(kernel.wordCount, target.hash)
                    SuccessorSink.forget(recent + place, wordCount: kernel.wordCount, place: place)
                }
            }
            record += recordWords
        }
        sink.position = buffer
    }

    private func matches(_ record: UnsafeMutablePointer<UInt64>, _ target: (words: [UInt64], hash: UInt64))
        -> Bool
    {
        if kernel.wordCount <= 4 && record[kernel.wordCount] != target.hash { return false }
        return target.words.indices.allSatisfy { record[$0] == target.words[$0] }
    }

    private func note(_ position: Int) {
        if let known = least[position], !current.lexicographicallyPrecedes(known) { return }
        least[position] = current
    }
}
