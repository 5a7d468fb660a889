import CQuorateSearch
import QuorateLanguage
import Synchronization

extension Search {
    /// Called by every worker after every block.
    func tick(_ depth: Int) {
        let elapsed = control.elapsedSeconds
        if let limit = explorer.limits.seconds, elapsed - beginning >= limit { control.stop(.seconds) }
        let sinceLook = elapsed - lastLook.load(ordering: .relaxed)
        guard sinceLook >= min(explorer.progressInterval, 0.25) else { return }
        guard progressLock.add(1) == 0 else { return }
        defer { progressLock.reset() }
        lastLook.store(elapsed, ordering: .relaxed)
        let resident = Int(qs_resident_bytes())
        // On disk the limit is what is aimed at, since more states take no more memory.
        let most = store.memory.budget.limit
        if resident > (disk == nil ? most : most / 10 * 11) { control.stop(.memory) }
        guard elapsed - lastProgress >= explorer.progressInterval else { return }
        lastProgress = elapsed
        explorer.progress?(
            SearchProgress(
                seconds: elapsed, depth: depth,
                distinctStates: distributed?.worker.progress.distinct ?? (disk?.counted ?? counted).value,
                generatedStates: distributed?.worker.progress.generated ?? disk?.publishedStates
                    ?? workers.reduce(restored.generated) { $0 + $1.published.value },
                frontier: frontier(depth), previousFrontier: depth > 0 ? frontier(depth - 1) : 0,
                residentBytes: resident, isUpToSymmetry: symmetric != nil, look: symmetric?.look,
                disk: disk?.progress))
    }

    /// Number of states of a level in the measure in which progress counts: those that are stored.
    private func frontier(_ depth: Int) -> Int {
        guard symmetric != nil else { return statesPerLevel.isEmpty ? 0 : statesPerLevel[depth] }
        return levels[depth].reduce(0) { $0 + $1.count }
    }
}
