import QuorateLanguage

/// Schedule of one run by priorities.
///
/// Priorities of threads are scrambled numbers, so that none has to be kept: only threads that have fallen behind are.
struct PrioritySchedule {
    private var key: UInt64 = 0
    private var byReplica = false
    /// Depths at which the thread that is about to step falls behind, the least last.
    private var moments: [Int] = []
    /// Threads that have fallen behind; the earlier, the less far.
    private var fallen: [UInt64] = []

    /// Fewest and most moments at which a thread falls behind; "bug depth minus 1" in the paper.
    static let momentCounts = 0...5

    /// A schedule that gives nobody priority.
    init() {}

    /// A schedule drawn for a run of at most `depth` steps.
    init(byReplica: Bool, depth: Int, _ random: inout RunRandom) {
        self.byReplica = byReplica
        key = random.next()
        // Few runs are as long as they may be: the moments lie within a length that is drawn as well.
        let length = max(1, random.below(max(1, depth)) + 1)
        let count = Self.momentCounts.lowerBound + random.below(Self.momentCounts.count)
        moments = (0..<count).map { _ in random.below(length) }.sorted(by: >)
    }

    /// The position of a step of the thread with the highest priority, any of them.
    mutating func choose(_ steps: WalkSteps, depth: Int, _ random: inout RunRandom) -> Int {
        while let moment = moments.last, moment <= depth {
            moments.removeLast()
            let thread = thread(of: steps[best(steps, &random)].label)
            fallen.removeAll { $0 == thread }
            fallen.append(thread)
        }
        return best(steps, &random)
    }

    private func best(_ steps: WalkSteps, _ random: inout RunRandom) -> Int {
        var (chosen, highest, equals) = (0, UInt64(0), 0)
        for position in 0..<steps.count {
            let priority = priority(of: thread(of: steps[position].label))
            if equals > 0, priority < highest { continue }
            if equals == 0 || priority > highest {
                (chosen, highest, equals) = (position, priority, 1)
            } else {
                equals += 1
                if random.below(equals) == 0 { chosen = position }
            }
        }
        return chosen
    }

    /// The thread of a step: its replica, or its action with its replica.
    private func thread(of label: WalkSteps.Label) -> UInt64 {
        byReplica && label.replica != WalkSteps.noReplica
            ? UInt64(label.replica)
            : label.bits
                | 1 << 63
    }

    private func priority(of thread: UInt64) -> UInt64 {
        if !fallen.isEmpty, let place = fallen.firstIndex(of: thread) {
            return UInt64(fallen.count - place)
        }
        return RunRandom.scrambled(thread &* 0x9e37_79b9_7f4a_7c15 ^ key) | 1 << 32
    }
}
