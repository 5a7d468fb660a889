// Clocks of lines and of executions, held against the lines that there are.
extension LogBuilder {
    func checkClocks() throws(LogError) {
        guard order.isClock else { return }
        for run in found {
            let lines = Self.lines(run.lanes)
            for lane in run.lanes {
                for (stamp, place) in zip(lane.stamps, lane.places) {
                    if case .clock(let clock) = stamp { try check(clock, among: lines, at: place) }
                }
            }
        }
        let lines = Dictionary(uniqueKeysWithValues: found.map { ($0.name, Self.lines($0.lanes)) })
        for execution in executions {
            try check(execution.clock, among: lines[execution.lineRun] ?? [:], at: execution.place)
        }
    }

    /// Number of lines by node.
    private static func lines(_ lanes: [Lane]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: lanes.map { ($0.name, $0.stamps.count) })
    }

    private func check(
        _ clock: [String: Int], among lines: [String: Int], at place: ObservedLog.Place
    ) throws(LogError) {
        try checkNodes(of: clock, at: place)
        if order.isWhole { try checkCounts(of: clock, among: lines, at: place) }
    }

    /// Checks that the nodes of which a clock counts events have lines: a name that was misspelled would order nothing.
    private func checkNodes(of clock: [String: Int], at place: ObservedLog.Place) throws(LogError) {
        guard let other = clock.filter({ $0.value > 0 && !nodes.contains($0.key) }).keys.min() else { return }
        throw error(place, "the clock counts events of \(ForeignText.quoted(other)), which has no line")
    }

    /// Checks that there are as many lines of a node as others know of: one that is missing could be what no step explains.
    private func checkCounts(
        of clock: [String: Int], among lines: [String: Int], at place: ObservedLog.Place
    ) throws(LogError) {
        guard let (node, count) = clock.filter({ $0.value > lines[$0.key] ?? 0 }).min(by: <) else { return }
        throw error(
            place,
            "the clock counts \(count.counted("event")) of \(ForeignText.quoted(node)), "
                + "which has \((lines[node] ?? 0).counted("line")) in this run")
    }
}
