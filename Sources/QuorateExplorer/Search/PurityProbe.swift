import QuorateLanguage

/// Asks a spec about single states: what follows, and what its constraint and properties say.
final class PurityProbe: StateExpander, @unchecked Sendable {
    /// Answer of a spec about one state; equal for equal questions, if the spec is a function of the state.
    struct Answer: Equatable {
        /// Enabled actions by kind, those that change nothing included.
        var taken: [Int]
        /// The states that follow; empty where they are very many, of which the numbers have to do.
        var successors: Set<[UInt64]>
        var isOutside: Bool
        /// For each property whether the state shows it: violates it or, for a `.reachable`, meets it.
        var shows: [Bool]
    }

    /// Larger sets of successors are not kept.
    static let mostSuccessors = 1024
    private var successors: Set<[UInt64]> = []
    /// Questions so far, here and in other probes of a check.
    private var asked: Int

    init(kernel: SpecKernel, asked: Int = 0) {
        self.asked = asked
        super.init(kernel: kernel)
    }

    /// Asks about each state, in the given order.
    ///
    /// - Parameter asksSteps: whether the steps are asked for; they need not exist where no search expands the state.
    /// - Parameter stirring: whether memory that the spec has given back is kept from it, so that a set that it makes
    ///   again lies elsewhere: that is what the order of a `Set` depends on.
    func answers(
        about states: some Sequence<[UInt64]>, asksSteps: Bool = true, stirring: Bool = false
    ) -> [Answer] {
        var held: [UnsafeMutableRawPointer] = []
        defer { for memory in held { memory.deallocate() } }
        // Another thread may be given the memory of one that has ended, in the same order.
        if stirring { for _ in 0..<asked % 7 { held += Self.chunks() } }
        return states.map { words in
            if stirring {
                if held.count > 2048 {
                    for memory in held { memory.deallocate() }
                    held = []
                }
                held += Self.chunks()
            }
            asked += 1
            let depth = stirring ? 16 * (1 + asked % 60) : 16
            return words.withUnsafeBufferPointer { words in
                Self.deeper(by: depth) { answer(about: words.baseAddress!, asksSteps: asksSteps) }
            }
        }
    }

    /// A piece of memory of each size that a small set may have.
    private static func chunks() -> [UnsafeMutableRawPointer] {
        stride(from: 16, to: 768, by: 16).map { .allocate(byteCount: $0, alignment: 16) }
    }

    /// Calls `body` with the stack so many bytes deeper than here: what is made there and kept on the stack lies elsewhere.
    @inline(never)
    private static func deeper<Result>(by byteCount: Int, _ body: () -> Result) -> Result {
        withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 16) { room in
            room.storeBytes(
                of: UInt8(truncatingIfNeeded: byteCount), toByteOffset: byteCount - 1, as: UInt8.self)
            let result = body()
            // Whoever reads it needs it until here.
            precondition(
                room.load(fromByteOffset: byteCount - 1, as: UInt8.self)
                    == UInt8(truncatingIfNeeded: byteCount))
            return result
        }
    }

    private func answer(about state: UnsafePointer<UInt64>, asksSteps: Bool) -> Answer {
        EvaluatedSpec.look(at: state, count: 1)
        successors = []
        for kind in 0..<kernel.actionCount { taken[kind] = 0 }
        let isOutside = (kernel.countOutside?(state, 1) ?? 0) > 0
        if asksSteps { expand(state) }
        return Answer(
            taken: (0..<kernel.actionCount).map { taken[$0] },
            successors: successors.count > Self.mostSuccessors ? [] : successors, isOutside: isOutside,
            shows: kernel.scans.map { $0(state, 1).firstHit >= 0 })
    }

    override func visit(_ record: SuccessorRecord) {
        if SuccessorRecord.isHashedBySink(record.wordCount) { forget(hash: record.hash) }
        guard successors.count <= Self.mostSuccessors else { return }
        successors.insert(record.words)
    }
}
