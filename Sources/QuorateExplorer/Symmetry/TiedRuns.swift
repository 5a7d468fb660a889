/// Runs of names with equal marks, of whose orders none is better than another before it is tried.
struct TiedRuns {
    /// Group, first position and length of a run.
    typealias Run = (group: Int, first: Int, count: Int)

    private var runs: [Run] = []

    var isEmpty: Bool { runs.isEmpty }

    mutating func append(_ run: Run) { runs.append(run) }

    mutating func removeAll() { runs.removeAll(keepingCapacity: true) }

    /// Goes through all orders of all runs, those of each by Heap's algorithm (Heap, "Permutations by Interchanges", 1963).
    ///
    /// - Parameters:
    ///   - exchange: lets two positions of a group trade places.
    ///   - visit: looks at an order.
    @inline(__always)
    func permute(exchange: (_ group: Int, _ first: Int, _ second: Int) -> Void, visit: () -> Void) {
        permute(0, runs.first?.count ?? 0, exchange, visit)
    }

    /// Goes through all orders of the first `count` places of a run, with all of the runs behind it.
    private func permute(
        _ run: Int, _ count: Int, _ exchange: (Int, Int, Int) -> Void, _ visit: () -> Void
    ) {
        if run == runs.count { return visit() }
        if count == 1 {
            return permute(run + 1, run + 1 < runs.count ? runs[run + 1].count : 0, exchange, visit)
        }
        permute(run, count - 1, exchange, visit)
        let (group, first) = (runs[run].group, runs[run].first)
        for k in 0..<count - 1 {
            exchange(group, first + (count % 2 == 0 ? k : 0), first + count - 1)
            permute(run, count - 1, exchange, visit)
        }
    }
}
