/// Faults of the network and of the nodes, each a function of the seed and of what it strikes: two runs of a
/// cluster with one seed have the same plan, though not the same messages.
public struct FaultPlan: Sendable {
    /// Seed of all of them.
    public var seed: UInt64
    /// Share of the messages that are lost and that come twice, in percent.
    public var losses = 0, duplicates = 0
    /// Share of the messages that are delayed, in percent, and the longest delay in milliseconds: later messages
    /// overtake them.
    public var delays = 0, longestDelay = 0
    /// Share of the spans of ``span`` milliseconds in which the nodes are in two parts, in percent.
    public var partitions = 0
    /// Most crashes of a run.
    public var crashes = 0
    /// Cutting off, in each run, of the server of Raft that first sends an entry, until another one can have led and written, or
    /// of a replica of PBFT that is prepared, until the third view is wanted.
    public var cutsOff = false
    /// Length of a span, in milliseconds.
    public static let span = 60

    /// Amounts of faults.
    public enum Level: String, CaseIterable, Sendable { case none, light, heavy, cutoffs }

    /// The plan of a seed.
    public init(_ level: Level, seed: UInt64) {
        self.seed = seed
        switch level {
        case .none: break
        case .light: (losses, duplicates, delays, longestDelay, partitions, crashes) = (3, 5, 20, 15, 10, 1)
        case .cutoffs: cutsOff = true
        case .heavy: (losses, duplicates, delays, longestDelay, partitions, crashes) = (12, 15, 35, 60, 30, 3)
        }
    }

    /// Delays of the copies of the message number `count` from one node to another; none where it is lost.
    public func copies(run: Int, from: Int, to: Int, count: Int) -> [Int] {
        var random = SeededNumbers(seed, 1, run, from, to, count)
        if happens(losses, &random) { return [] }
        let isDouble = happens(duplicates, &random)
        return (0..<(isDouble ? 2 : 1)).map { _ in
            happens(delays, &random) ? Int.random(in: 1...longestDelay, using: &random) : 0
        }
    }

    /// Separation of two nodes at a time after the beginning of a run.
    public func separates(_ one: Int, _ other: Int, run: Int, time: Int) -> Bool {
        var random = SeededNumbers(seed, 2, run, time / Self.span)
        guard happens(partitions, &random) else { return false }
        let parts = random.next()
        return parts >> UInt64(one % 64) & 1 != parts >> UInt64(other % 64) & 1
    }

    /// Times after the beginning of a run at which nodes crash, in order.
    public func crashes(run: Int, nodes: Int) -> [(time: Int, node: Int)] {
        guard crashes > 0 else { return [] }
        var random = SeededNumbers(seed, 3, run)
        return (0..<Int.random(in: 0...crashes, using: &random)).map { _ in
            (Int.random(in: 5...250, using: &random), Int.random(in: 0..<nodes, using: &random))
        }.sorted { $0 < $1 }
    }

    private func happens(_ percent: Int, _ random: inout SeededNumbers) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }
}
