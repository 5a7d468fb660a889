/// States behind the steps out of one state, without the actions, as a search takes them in; of one thread.
///
/// A search is told by its sink of no successor that it has heard of a moment ago, whichever state that came from. Here
/// the successors of each state count, so what is recent is forgotten with every state.
public final class FollowedSteps: SuccessorConsumer {
    /// Words of a state.
    package let wordCount: Int
    /// For each action how often a step of it has passed into the sink.
    @usableFromInline let taken: UnsafeMutablePointer<Int>
    private let recent: UnsafeMutablePointer<UInt64>
    /// Place among the recent states of the one whose words are all 0.
    private let placeOfZeros: Int
    // Behind a pointer, since a field of a class is guarded against two accesses at once.
    private let found: UnsafeMutablePointer<Found>

    private struct Found {
        var records: UnsafeMutablePointer<UInt64>
        var count = 0
        var capacity = 64
    }

    @usableFromInline
    init(wordCount: Int, actionCount: Int) {
        self.wordCount = wordCount
        taken = SuccessorSink.newCounters(actionCount)
        recent = .allocate(capacity: SuccessorSink.recentWords)
        SuccessorSink.clearRecent(recent, wordCount: wordCount)
        let zeros = [UInt64](repeating: 0, count: wordCount)
        placeOfZeros = SuccessorSink.recentPlace(wordCount, StateHash.words(zeros, wordCount))
        found = .allocate(capacity: 1)
        // The sink may write one record beyond its limit.
        found.initialize(to: Found(records: .allocate(capacity: 65 * SuccessorRecord.size(wordCount))))
        super.init()
    }

    deinit {
        taken.deallocate()
        recent.deallocate()
        found.pointee.records.deallocate()
        found.deallocate()
    }

    /// Number of the states.
    package var count: Int { found.pointee.count }

    /// Words of a state, until the next one is looked at.
    package subscript(_ position: Int) -> UnsafePointer<UInt64> {
        UnsafePointer(found.pointee.records + position &* SuccessorRecord.size(wordCount))
    }

    /// Sink for the steps out of a state.
    @usableFromInline
    func begin(_ state: UnsafeRawPointer) -> SuccessorSink {
        let records = found.pointee.records
        var sink = SuccessorSink(
            buffer: records, limit: records + found.pointee.capacity &* SuccessorRecord.size(wordCount),
            recent: recent, taken: taken, consumer: self)
        sink.parent = state.assumingMemoryBound(to: UInt64.self)
        return sink
    }

    /// Takes what is in the sink.
    @usableFromInline
    func end(_ sink: borrowing SuccessorSink) {
        let size = SuccessorRecord.size(wordCount)
        let records = found.pointee.records
        found.pointee.count = (sink.position - records) / size
        guard SuccessorRecord.isHashedBySink(wordCount) else { return }
        var start = records
        while start < sink.position {
            forget(hash: SuccessorRecord(at: start, wordCount: wordCount).hash)
            start += size
        }
    }

    private func forget(hash: UInt64) {
        let place = SuccessorSink.recentPlace(wordCount, hash)
        let entry = recent + place
        // No other state of zeros is at home here.
        if place == placeOfZeros {
            return SuccessorSink.forget(entry, wordCount: wordCount, place: place)
        }
        for word in 0..<wordCount { entry[word] = 0 }
    }

    /// Makes room: nothing leaves the buffer before the state is done.
    public override func drain(_ sink: inout SuccessorSink) {
        let size = SuccessorRecord.size(wordCount)
        let (records, count) = (found.pointee.records, sink.position - found.pointee.records)
        found.pointee.capacity *= 2
        let wider = UnsafeMutablePointer<UInt64>.allocate(capacity: (found.pointee.capacity + 1) * size)
        wider.update(from: records, count: count)
        records.deallocate()
        found.pointee.records = wider
        sink.position = wider + count
        sink.limit = wider + found.pointee.capacity * size
    }
}
