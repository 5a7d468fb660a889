internal import Foundation

/// Order of the lines of several nodes, by their stamps.
struct LogOrder {
    /// For each line the number of lines of each lane that came before it; empty where nobody knows.
    let needs: [[[Int]]]

    /// The order of lanes of lines with these stamps; the lanes are called as the clocks call the nodes.
    init(_ stamps: [[LogStamp]], names: [String]) {
        guard stamps.allSatisfy({ !$0.isEmpty }) else {
            needs = []
            return
        }
        let own = zip(stamps, names).map { lane, name in lane.map { Self.count($0, of: name) } }
        let ends = stamps.map(Self.earliestEnds)
        needs = stamps.map { lane in
            lane.map { stamp in
                names.indices.map { other in
                    switch stamp {
                    case .none, .place: 0
                    case .clock(let clock):
                        own[other].partitioningIndex { $0 > clock[names[other]] ?? 0 }
                    case .interval(let start, _):
                        ends[other].partitioningIndex { $0.map { $0 >= start } ?? true }
                    }
                }
            }
        }
    }

    private static func count(_ stamp: LogStamp, of name: String) -> Int {
        if case .clock(let clock) = stamp { clock[name] ?? 0 } else { 0 }
    }

    /// For each line the earliest end of it and those behind it: before a later start one of these must have come, and
    /// with it all in front of it.
    private static func earliestEnds(_ lane: [LogStamp]) -> [Decimal?] {
        var earliest: Decimal?
        return Array(
            lane.reversed().map { stamp in
                if case .interval(_, let end) = stamp { earliest = min(earliest ?? end, end) }
                return earliest
            }.reversed())
    }

    /// A line that, directly or not, would have come before itself, or nil.
    static func circle(_ needs: [[[Int]]]) -> (lane: Int, position: Int)? {
        var cursors = needs.map { _ in 0 }
        var isMoving = true
        while isMoving {
            isMoving = false
            for lane in needs.indices {
                while cursors[lane] < needs[lane].count,
                    // A line needs itself where clocks count it, and never one behind it.
                    cursors.indices.allSatisfy({
                        needs[lane][cursors[lane]][$0] <= cursors[$0] + ($0 == lane ? 1 : 0)
                    })
                {
                    cursors[lane] += 1
                    isMoving = true
                }
            }
        }
        return needs.indices.first { cursors[$0] < needs[$0].count }.map { ($0, cursors[$0]) }
    }
}

extension Array {
    /// The first position from which on the elements are as `isBehind` says, which is true of none before.
    func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
