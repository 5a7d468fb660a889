import QuorateLanguage

extension RankWorker {
    /// Takes this rank's share of the initial states of a spec, and counts them as generated.
    func addInitialStates(of spec: ErasedSpec) throws {
        let faults = SpecFault.countOnThisThread
        spec.visitInitialStates { words in
            let hash = StateHash.words(words, words.count)
            guard RankBlocks.owner(hash, link.rankCount) == link.rank else { return }
            let record = SuccessorRecord(at: sink.position, wordCount: words.count)
            for (k, word) in words.enumerated() { record[k] = word }
            record.hash = hash
            sink.position = record.end
            sink.generated += 1
            if sink.position >= sink.limit { drain(&sink) }
        }
        drain(&sink)
        if SpecFault.countOnThisThread != faults { hasSeenFault = true }
        if let failure { throw failure }
    }

    /// Puts up to a batch of records into the store and checks those that are new.
    func insert(_ start: UnsafeMutablePointer<UInt64>, _ end: UnsafeMutablePointer<UInt64>) {
        if start == end { return }
        if store.memory.table.isDue, !store.growTable([writer]) { return endForMemory() }
        store.insert(start, end, with: writer)
        if !isRestoring { writer.showNew { states, _ in scan(states) } }
        if writer.isFull { endForMemory() }
    }

    private func endForMemory() {
        control.stop(.memory)
        isMuted = true
    }

    private func scan(_ states: Range<Int>) {
        let first = arena.words(states.lowerBound)
        let before = EvaluatedSpec.look(at: first, count: states.count)
        defer { EvaluatedSpec.look(at: before.states, count: before.count) }
        let beyond = kernel.countOutside?(first, states.count) ?? 0
        outside += beyond
        within += states.count - beyond
        counted += states.count - beyond
        for position in tallies.indices where kinds[position] != .deadlockFreedom && !isReached[position] {
            scan(states, for: position)
        }
    }

    private func scan(_ states: Range<Int>, for position: Int) {
        var rest = states
        while !rest.isEmpty {
            let found = kernel.scans[position](arena.words(rest.lowerBound), rest.count)
            if found.premiseHeld { tallies[position].premiseHeld = true }
            if found.firstHit < 0 { return }
            let index = rest.lowerBound + found.firstHit
            // To the end of the level, as on one machine.
            if kinds[position] == .reachable {
                if !tallies[position].reached { tallies[position].noteWitness(arena.state(index)) }
            } else {
                note(position, arena.words(index))
            }
            rest = index + 1..<rest.upperBound
        }
    }

    func note(_ position: Int, _ words: UnsafePointer<UInt64>) {
        tallies[position].note(UnsafeBufferPointer(start: words, count: kernel.wordCount), index: 0)
    }

    /// Hands over this level's states, and begins anew.
    func finishLevel() -> [Range<Int>] {
        tallies = Array(repeating: Tally(), count: kinds.count)
        (within, outside) = (0, 0)
        return writer.takeRuns()
    }
}
