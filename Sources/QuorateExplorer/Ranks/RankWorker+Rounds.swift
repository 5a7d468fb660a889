import QuorateLanguage

extension RankWorker {
    /// Meets all ranks, and exchanges blocks with them unless they stop.
    ///
    /// - Returns: whether no rank has anything left.
    func takeRound(isDone: Bool) throws -> Bool {
        let generated = sink.generated
        let all = try link.meet(
            .round,
            [
                UInt64(control.stopped.rawValue), isDone ? 1 : 0, UInt64(counted), UInt64(generated),
                isMuted ? 1 : 0,
            ])
        agreed = Self.stop(of: all.map { $0[0] }, counted: all.map { $0[2] }, limit: stateLimit)
        let sums = all.reduce((0, 0)) { ($0.0 + Int($1[2]), $0.1 + Int($1[3])) }
        latest = (sums, (counted, generated))
        if agreed != .none {
            isMuted = true
            blocks.clear()
            return true
        }
        if all.contains(where: { $0[4] != 0 }) {
            throw InternalError("a rank has dropped states, and its search goes on")
        }
        try blocks.exchange(take)
        return all.allSatisfy { $0[1] == 1 }
    }

    /// Takes states that came from a rank.
    func take(_ states: UnsafeMutablePointer<UInt64>, _ count: Int) throws {
        for first in stride(from: 0, to: count, by: StateWriter.batch) {
            var place = arrivals
            let slots = store.memory.table.slots
            for position in first..<min(first + StateWriter.batch, count) {
                let record = SuccessorRecord(at: place, wordCount: kernel.wordCount)
                record.start.update(from: states + position * kernel.wordCount, count: kernel.wordCount)
                record.hash = StateHash.words(UnsafePointer(record.start), kernel.wordCount)
                slots.prefetch(slots.home(of: record.hash))
                guard RankBlocks.owner(record.hash, link.rankCount) == link.rank else {
                    throw InternalError("a state came to rank \(link.rank) and belongs to another")
                }
                place = record.end
            }
            if isMuted { return }
            insert(arrivals, place)
        }
    }
}
