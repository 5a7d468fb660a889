@testable import QuorateLanguage

/// A block of states expanded by a kernel, and all that came out of it.
final class Expansion: SuccessorConsumer {
    struct Record {
        var step: BlockStep
        var hash: UInt64
        var words: [UInt64] { step.words }
    }

    private(set) var records: [Record] = []
    private(set) var deadlocked: [[UInt64]] = []
    private(set) var generated = 0
    private(set) var taken: [Int] = []
    private(set) var outside = 0
    private(set) var firstHit = -1
    /// How often the kernel was called until the block was done.
    private(set) var calls = 0

    private let wordCount: Int
    private let buffer: UnsafeMutableBufferPointer<UInt64>
    private let pausing: Bool

    /// - Parameter pausing: asks the kernel to pause whenever the buffer is full.
    init<S: Spec>(of block: [[UInt64]], in spec: S, pausing: Bool) {
        wordCount = StateWords<S.State>.count
        self.pausing = pausing
        // A buffer of sixteen records, and one more for the record that fills it.
        buffer = .allocate(capacity: 17 * SuccessorRecord.size(wordCount))
        super.init()
        defer { buffer.deallocate() }
        let kernel = SpecKernel(spec, properties: spec.properties, noteDeadlocks: true)
        var taken = [Int](repeating: 0, count: kernel.actionCount)
        var recent = [UInt64](repeating: 0, count: SuccessorSink.recentWords)
        let words = block.flatMap(\.self) + [0]
        words.withUnsafeBytes { words in
            taken.withUnsafeMutableBufferPointer { taken in
                recent.withUnsafeMutableBufferPointer { recent in
                    expand(kernel, words.baseAddress!, block.count, taken.baseAddress!, recent.baseAddress!)
                }
            }
            outside = kernel.countOutside?(words.baseAddress!, block.count) ?? 0
            firstHit = kernel.scans[0](words.baseAddress!, block.count).firstHit
        }
        self.taken = taken
    }

    private func expand(
        _ kernel: SpecKernel, _ start: UnsafeRawPointer, _ count: Int, _ taken: UnsafeMutablePointer<Int>,
        _ recent: UnsafeMutablePointer<UInt64>
    ) {
        SuccessorSink.clearRecent(recent, wordCount: kernel.wordCount)
        let first = buffer.baseAddress!
        var sink = SuccessorSink(
            buffer: first, limit: first + 16 * SuccessorRecord.size(wordCount), recent: recent,
            taken: taken,
            consumer: self)
        var done = 0
        repeat {
            sink.isPaused = false
            done += kernel.expand(start + done * kernel.wordCount * 8, UInt64(done), count - done, &sink)
            calls += 1
        } while done < count
        drain(&sink)
        generated = sink.generated
    }

    override func drain(_ sink: inout SuccessorSink) {
        var place = buffer.baseAddress!
        while place < sink.position {
            let record = SuccessorRecord(at: place, wordCount: wordCount)
            records.append(
                Record(step: BlockStep(parent: Int(record.parent), words: record.words), hash: record.hash))
            place = record.end
        }
        sink.position = buffer.baseAddress!
        sink.isPaused = pausing
    }

    override func deadlocked(_ state: UnsafeRawPointer) {
        let words = state.assumingMemoryBound(to: UInt64.self)
        deadlocked.append(Array(UnsafeBufferPointer(start: words, count: wordCount)))
    }
}
