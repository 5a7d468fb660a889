import QuorateLanguage

/// The standing check that the spec of every rank is the same function of a state: of each level every rank shows a few
/// states of its own, all ranks answer about all of them, and the answers must be alike.
///
/// Each rank is a process. A spec that goes by the order of a `Set`, the environment or the name of its machine can be a
/// function of the state in each of them and another one in the next, which no question within one process shows: what the
/// ranks search together would be a mixture that is nobody's spec.
final class RankComparison {
    private unowned let search: Search
    private let link: RankLink
    /// States that wait: those that were expanded.
    private var sample: [[UInt64]] = []
    /// Levels since the latest comparison.
    private var levels = 0
    /// Questions answered here, and states of this rank so far.
    private var asked = 0
    private var seen = 0

    /// States of a level that a rank shows, however small the level is, unless all ranks show too many together; and the
    /// share of those beyond.
    private static let least = 8
    private static let leastOfAll = 64
    private static let share = 4096
    /// Questions allowed in any case, and share of a rank's states beyond, where levels are very many and small.
    private static let allowance = 8192
    private static let deepShare = 256
    /// States that make a level so large that a comparison is nothing beside it, and the levels after which one is due.
    private static let manyStates = 1 << 16
    private static let manyLevels = 16

    init(_ search: Search, _ link: RankLink) {
        self.search = search
        self.link = link
    }

    /// Adds states of a level that has been expanded to the sample, and compares where that is due.
    ///
    /// - Parameter total: states of the level on all ranks, by which all know whether it is due.
    /// - Throws: `SpecError` where ranks answer otherwise than others.
    func add(level runs: [Range<Int>], total: Int) throws {
        let count = runs.reduce(0) { $0 + $1.count }
        seen += count
        // Each rank answers for all.
        let ranks = link.rankCount
        let room = (Self.allowance + seen / Self.deepShare - asked) / ranks - sample.count
        let least = min(Self.least, max(1, Self.leastOfAll / ranks))
        let wanted = min(least + count / (Self.share * ranks), room)
        sample += states(wanted, of: runs)
        levels += 1
        if total >= Self.manyStates || levels >= Self.manyLevels { try compare([]) }
    }

    /// Compares what is left of the sample, and what properties and constraint say of states that were not expanded: of the
    /// last level, and of those that decided a property.
    ///
    /// - Throws: `SpecError` where ranks answer otherwise than others.
    func finish(_ runs: [Range<Int>]) throws {
        let deciding = search.tallies.flatMap { [$0.least?.words, $0.witness].compactMap(\.self) }
        try compare(states(Self.least, of: runs) + (link.rank == 0 ? deciding : []))
    }

    /// Compares what waits.
    func flush() throws { try compare([]) }

    /// Compares states of a level of a checkpoint, which are those of no rank, and count as no questions.
    func compare(restored states: [[UInt64]], isExpanded: Bool) throws {
        let before = asked
        defer { asked = before }
        if isExpanded { sample += states }
        try compare(isExpanded ? [] : states)
    }

    private func states(_ wanted: Int, of runs: [Range<Int>]) -> [[UInt64]] {
        let count = runs.reduce(0) { $0 + $1.count }
        return PurityCheck.evenly(min(count, wanted), over: runs).map(search.store.memory.arena.state)
    }

    private func compare(_ found: [[UInt64]]) throws {
        let own = [UInt64(sample.count)] + (sample + found).flatMap(\.self)
        (sample, levels) = ([], 0)
        let shown = try link.collect(own).flatMap { words in
            let states = search.states(in: words.dropFirst())
            return states.enumerated().map { (state: $1, isExpanded: $0 < Int(words[0])) }
        }
        asked += shown.count
        let answers = search.spec.evaluated.evaluating {
            shown.map { answer(about: $0.state, isExpanded: $0.isExpanded) }
        }
        let all = try link.collect(answers.flatMap(\.self))
        guard let other = all.first(where: { $0 != all[0] }) else { return }
        // Of each state there are as many words, on every rank.
        let size = search.kernel.scans.count + 2
        let position = all[0].indices.first { $0 >= other.count || other[$0] != all[0][$0] } ?? 0
        throw PurityCheck.unlikeRanks(
            about: shown[position / size].state, of: search.spec, what(position % size))
    }

    // MARK: Answers

    /// Answers about a state in words: constraint, each property, and steps.
    private func answer(about state: [UInt64], isExpanded: Bool) -> [UInt64] {
        let steps = isExpanded ? PurityProbe(kernel: search.kernel).answers(about: [state])[0] : nil
        return state.withUnsafeBufferPointer { words in
            let words = words.baseAddress!
            EvaluatedSpec.look(at: words, count: 1)
            let isOutside = (search.kernel.countOutside?(words, 1) ?? 0) > 0
            let isStuck = !isOutside && steps?.taken.allSatisfy { $0 == 0 } ?? false
            let properties = search.checked.indices.map { position in
                // Where a run may end is asked of states without a step, and of no others.
                if kind(position) == .deadlockFreedom {
                    return isStuck && search.spec.shows(search.checked[position], in: state) ? UInt64(1) : 0
                }
                let found = search.kernel.scans[position](words, 1)
                return (found.premiseHeld ? 1 : 0) + (found.firstHit >= 0 ? 2 : 0)
            }
            return [isOutside ? 1 : 0] + properties + [steps.map { Self.digest(state, $0) } ?? 0]
        }
    }

    private static func digest(_ state: [UInt64], _ answer: PurityProbe.Answer) -> UInt64 {
        let words = BehaviourDigest.words(state, answer)
        return StateHash.words(words, words.count)
    }

    private func kind(_ position: Int) -> PropertyKind {
        search.spec.properties[search.checked[position]].kind
    }

    private func what(_ position: Int) -> String {
        if position == 0 { return "in one it is within the constraint, in the other not" }
        guard position <= search.kernel.scans.count else {
            return "`actions` offers other steps in one than in the other"
        }
        return
            "property \"\(search.kernel.propertyNames[position - 1])\" is answered otherwise in one than in the other"
    }
}

extension Search {
    /// States that stand one behind the other in words.
    func states(in words: ArraySlice<UInt64>) -> [[UInt64]] {
        stride(from: words.startIndex, to: words.endIndex, by: kernel.wordCount).map {
            Array(words[$0..<$0 + kernel.wordCount])
        }
    }
}
