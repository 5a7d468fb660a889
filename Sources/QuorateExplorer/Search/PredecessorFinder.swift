import QuorateLanguage

/// Expands the states of one level again and keeps, for each of some targets, the least state (by its words)
/// that leads to it. Who writes to its memory, and until when, is told at ``StateStore``.
final class PredecessorFinder: StateExpander, @unchecked Sendable {
    private let targets: [(words: [UInt64], hash: UInt64)]
    private(set) var least: [[UInt64]?]
    private var current: [UInt64] = []

    init(kernel: SpecKernel, targets: [[UInt64]]) {
        self.targets = targets.map { ($0, StateHash.words($0, $0.count)) }
        least = Array(repeating: nil, count: targets.count)
        super.init(kernel: kernel)
    }

    /// Looks at the successors of each state of a run, one state at a time.
    func expand(_ run: Range<Int>, in arena: Arena) {
        // The copies are gone afterwards: whoever explains a crash must not read them.
        defer { EvaluatedSpec.look(at: nil, count: 0) }
        for index in run {
            let state = arena.state(index)
            current = state
            state.withUnsafeBufferPointer { expand($0.baseAddress!) }
        }
    }

    /// Looks at the successors of each of `count` states.
    func expand(_ states: UnsafePointer<UInt64>, count: Int) {
        defer { EvaluatedSpec.look(at: nil, count: 0) }
        for position in 0..<count {
            let state = states + position * kernel.wordCount
            current = Array(UnsafeBufferPointer(start: state, count: kernel.wordCount))
            expand(state)
        }
    }

    override func visit(_ record: SuccessorRecord) {
        for (position, target) in targets.enumerated() where matches(record, target) {
            note(position)
            // The same successor of the next state must not be dropped as a recent one.
            forget(hash: target.hash)
        }
    }

    private func matches(_ record: SuccessorRecord, _ target: (words: [UInt64], hash: UInt64)) -> Bool {
        if SuccessorRecord.isHashedBySink(record.wordCount) && record.hash != target.hash { return false }
        return target.words.indices.allSatisfy { record[$0] == target.words[$0] }
    }

    private func note(_ position: Int) {
        if let known = least[position], !current.lexicographicallyPrecedes(known) { return }
        least[position] = current
    }
}
