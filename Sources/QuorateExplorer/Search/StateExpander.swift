import QuorateLanguage

/// Expands one state at a time, apart from the search, and shows the records of its successors to a subclass.
class StateExpander: SuccessorConsumer {
    private static let batch = 256

    let kernel: SpecKernel
    private let buffer: UnsafeMutablePointer<UInt64>
    private let recent: UnsafeMutablePointer<UInt64>
    let taken: UnsafeMutablePointer<Int>
    private(set) var sink: SuccessorSink!

    init(kernel: SpecKernel) {
        self.kernel = kernel
        let recordWords = SuccessorRecord.size(kernel.wordCount)
        // The sink may write one record beyond its limit.
        buffer = .allocate(capacity: (Self.batch + 1) * recordWords)
        recent = .allocate(capacity: SuccessorSink.recentWords)
        SuccessorSink.clearRecent(recent, wordCount: kernel.wordCount)
        taken = SuccessorSink.newCounters(kernel.actionCount)
        super.init()
        sink = SuccessorSink(
            buffer: buffer, limit: buffer + Self.batch * recordWords, recent: recent, taken: taken,
            consumer: self)
    }

    deinit {
        buffer.deallocate()
        recent.deallocate()
        taken.deallocate()
    }

    /// Shows the successors of `state`, but not the state itself, to ``visit(_:)``.
    final func expand(_ state: UnsafePointer<UInt64>) {
        EvaluatedSpec.look(at: state, count: 1)
        var sink = self.sink!
        _ = kernel.expand(state, 0, 1, &sink)
        drain(&sink)
        self.sink = sink
    }

    final override func drain(_ sink: inout SuccessorSink) {
        var place = buffer
        while place < sink.position {
            let record = SuccessorRecord(at: place, wordCount: kernel.wordCount)
            visit(record)
            place = record.end
        }
        sink.position = buffer
    }

    /// Hears of a successor.
    func visit(_ record: SuccessorRecord) {}

    /// Makes sure that the next state whose successor has this hash shows it again, and not as a recent one.
    final func forget(hash: UInt64) {
        guard SuccessorRecord.isHashedBySink(kernel.wordCount) else { return }
        let place = SuccessorSink.recentPlace(kernel.wordCount, hash)
        SuccessorSink.forget(recent + place, wordCount: kernel.wordCount, place: place)
    }
}
