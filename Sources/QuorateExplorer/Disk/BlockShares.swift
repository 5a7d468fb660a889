/// Blocks of a level that several workers expand: each goes through a stretch of its own, and then helps the others.
///
/// States that are neighbours have successors in common, which one worker keeps once and two would keep twice.
struct BlockShares: Sendable {
    private let stretches: [Range<Int>]
    private let next: [SharedCounter]

    init(_ blockCount: Int, workers: Int) {
        stretches = (0..<workers).map { blockCount * $0 / workers..<blockCount * ($0 + 1) / workers }
        next = stretches.map { _ in SharedCounter() }
    }

    /// The next block for a worker; nil when none is left.
    func take(_ worker: Int) -> Int? {
        for turn in 0..<stretches.count {
            let number = (worker + turn) % stretches.count
            let block = stretches[number].lowerBound + next[number].add(1)
            if block < stretches[number].upperBound { return block }
        }
        return nil
    }
}
