import QuorateLanguage

extension RankSearch {
    /// The way to each target, by the least predecessors that any rank has.
    func paths(to targets: [Search.Target]) throws -> [[[UInt64]]] {
        try search.paths(to: targets, stored: { search.levels[$0] }) { try predecessors(of: $0, at: $1) }
    }

    private func predecessors(of states: [[UInt64]], at depth: Int) throws -> [[UInt64]?] {
        let finder = PredecessorFinder(kernel: search.kernel, targets: states)
        for run in search.levels[depth] { finder.expand(run, in: search.store.memory.arena) }
        let none = [UInt64](repeating: 0, count: search.kernel.wordCount)
        let all = try link.collect(finder.least.flatMap { [$0 == nil ? 0 : 1] + ($0 ?? none) })
        let size = none.count + 1
        return states.indices.map { target in
            all.map { Array($0[target * size..<(target + 1) * size]) }.filter { $0[0] == 1 }
                .map { Array($0.dropFirst()) }.min { $0.lexicographicallyPrecedes($1) }
        }
    }

    // MARK: Questions

    /// Membership of a state among those of this rank; one of another rank is asked about later, and counts as known here.
    func isKnown(_ state: [UInt64]) -> Bool {
        let owner = RankBlocks.owner(StateHash.words(state, state.count), link.rankCount)
        if owner == link.rank { return search.store.contains(state) }
        questions.insert(state)
        return true
    }

    /// Looks at what is left of all samples.
    func askAll() throws {
        try comparison.flush()
        try search.purity.finish()
        try ask()
    }

    /// Asks the owners whether they know the states that follow those of the sample.
    func ask() throws {
        var rest = Array(questions)
        questions = []
        var isDone = false
        while !isDone {
            rest = rest.filter { state in
                let owner = RankBlocks.owner(StateHash.words(state, state.count), link.rankCount)
                if worker.blocks.isFull(owner) { return true }
                worker.blocks.append(state, to: owner)
                return false
            }
            isDone = try link.meet(.questions, [rest.isEmpty ? 1 : 0]).allSatisfy { $0[0] == 1 }
            try worker.blocks.exchange(answer)
        }
    }

    private func answer(_ states: UnsafeMutablePointer<UInt64>, _ count: Int) throws {
        let words = search.kernel.wordCount
        for position in 0..<count {
            let state = Array(UnsafeBufferPointer(start: states + position * words, count: words))
            guard search.store.contains(state) else {
                throw PurityCheck.strangeState(state, of: search.spec)
            }
        }
    }
}
