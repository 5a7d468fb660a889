import Foundation
import SeededRandom
import Testing

@testable import QuorateTraces

/// Which lines must come before which, against the definition line by line.
@Suite struct LogOrderTests {
    @Test(arguments: Seed.each(1...60)) func clocks(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let names = ["a", "b", "c"]
        let lanes = names.map { name in
            var clock = Dictionary(uniqueKeysWithValues: names.map { ($0, 0) })
            return (0..<random.number(1..<6)).map { _ in
                for other in names { clock[other]! += random.number(0..<3) }
                clock[name]! += 1
                return LogStamp.clock(clock)
            }
        }
        check(lanes, names, seed) { earlier, node, later in
            guard case (.clock(let first), .clock(let second)) = (earlier, later) else { return false }
            return first[node]! <= second[node]!
        }
    }

    @Test(arguments: Seed.each(1...60)) func intervals(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let lanes = (0..<3).map { _ in
            var time = 0
            return (0..<random.number(1..<6)).map { _ in
                // Mostly in the order of the lines, and sometimes against it.
                time += random.number(0..<8) == 0 ? -3 : random.number(0..<4)
                return LogStamp.interval(start: Decimal(time), end: Decimal(time + random.number(0..<4)))
            }
        }
        check(lanes, ["a", "b", "c"], seed) { earlier, _, later in
            guard case (.interval(_, let end), .interval(let start, _)) = (earlier, later) else {
                return false
            }
            return end < start
        }
    }

    private func check(
        _ lanes: [[LogStamp]], _ names: [String], _ seed: UInt64,
        isBefore: (_ earlier: LogStamp, _ node: String, _ later: LogStamp) -> Bool
    ) {
        let needs = LogOrder(lanes, names: names).needs
        for (lane, stamps) in lanes.enumerated() {
            for (position, stamp) in stamps.enumerated() {
                for (other, others) in lanes.enumerated() where other != lane {
                    let last = others.lastIndex { isBefore($0, names[other], stamp) }
                    #expect(needs[lane][position][other] == last.map { $0 + 1 } ?? 0, "QUORATE_SEED=\(seed)")
                }
            }
        }
        #expect((LogOrder.circle(needs) == nil) == canFinish(needs), "QUORATE_SEED=\(seed)")
    }

    /// Whether the lines can be taken one after the other, each after those that it needs.
    private func canFinish(_ needs: [[[Int]]]) -> Bool {
        var taken = needs.map { _ in 0 }
        while let lane = needs.indices.first(where: { lane in
            taken[lane] < needs[lane].count
                && needs.indices.allSatisfy { other in
                    (0..<needs[lane][taken[lane]][other]).allSatisfy {
                        $0 < taken[other] || other == lane && $0 == taken[lane]
                    }
                }
        }) {
            taken[lane] += 1
        }
        return zip(taken, needs).allSatisfy { $0 == $1.count }
    }
}
