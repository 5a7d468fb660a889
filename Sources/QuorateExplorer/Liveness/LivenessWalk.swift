import QuorateLanguage

/// Walk, depth first, through the states of a region that can be reached in it from some roots, each of which is expanded
/// once; it tells those apart from which every way leads out of the region.
///
/// A state from which a step leads to one on the way to it is on a cycle; where neither a cycle nor a state in which
/// nothing is owed can be reached, no run can go on in the region for ever. What is kept depends neither on the order
/// of the states nor on that of their steps.
struct LivenessWalk {
    private struct Frame {
        let state: Int
        /// Position of its first successor among those that wait.
        let first: Int
        var isKept: Bool
    }

    private let check: LivenessCheck
    private let expander: FairExpander
    private let marks: StateMarks
    /// The region, as a bit.
    private let region: UInt8
    private var frames: [Frame] = []
    /// Successors of the states on the way that are still to be visited.
    private var waiting: [Int] = []
    private var hashes: [UInt64] = []
    private var entered = 0

    init(_ check: LivenessCheck, _ expander: FairExpander, through region: UInt8) {
        self.check = check
        self.expander = expander
        marks = check.marks
        self.region = region
    }

    /// Visits whatever can be reached from a state of the region.
    mutating func visit(from root: Int) {
        guard marks.visit(root) == .none else { return }
        enter(root)
        while let frame = frames.last, !check.search.control.isStopped {
            guard waiting.count > frame.first else {
                leave(frame)
                continue
            }
            let target = waiting.removeLast()
            switch marks.visit(target) {
            case .none: enter(target)
            case .open, .kept: frames[frames.count - 1].isKept = true
            case .trimmed: break
            }
        }
    }

    private mutating func leave(_ frame: Frame) {
        marks.setVisit(frame.isKept ? .kept : .trimmed, of: frame.state)
        frames.removeLast()
        if frame.isKept, !frames.isEmpty { frames[frames.count - 1].isKept = true }
    }

    private mutating func enter(_ state: Int) {
        marks.setVisit(.open, of: state)
        let words = check.store.memory.whole.words(state)
        EvaluatedSpec.look(at: words, count: 1)
        var frame = Frame(state: state, first: waiting.count, isKept: !expander.follow(words))
        let steps = expander.followed
        hashes.removeAll(keepingCapacity: true)
        for position in 0..<steps.count { hashes.append(check.store.prepareToFind(steps[position])) }
        for position in 0..<steps.count {
            guard
                let target = check.find(steps[position], hash: hashes[position], steps.wordCount),
                marks[target] & region != 0
            else { continue }
            switch marks.visit(target) {
            case .none: waiting.append(target)
            case .open, .kept: frame.isKept = true
            case .trimmed: break
            }
        }
        frames.append(frame)
        entered += 1
        if entered % FairGraph.blockSize == 0 { look() }
    }

    /// Watches time and memory.
    private func look() {
        let search = check.search
        search.tick(search.statesPerLevel.count - 1)
        let bytes = waiting.capacity * 8 + frames.capacity * MemoryLayout<Frame>.stride
        if bytes > search.store.memory.spareBytes - marks.bytes { search.control.stop(.memory) }
    }
}
