import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateProver

/// Bounds against tables in which every size was tried.
@Suite struct BoundLongTests {
    /// Where a condition is given it agrees with the table everywhere; where it is said that there is none, the table shows why.
    @Test(arguments: Seed.each([20_261_121, 20_261_122]))
    func agreesWithTheTable(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var counts: [String: Int] = [:]
        for _ in 0..<150 {
            let rule = RandomRules.rule(&random)
            let bound = try Prover(timeLimit: .seconds(2)).bound(of: rule)
            let supposed = RandomRules.function(.all(rule.assuming))
            let meets = RandomRules.function(.all(rule.requirements))
            switch bound.answer {
            case .condition(let condition, let method):
                counts["by \(method)", default: 0] += 1
                #expect(bound.theorems.allSatisfy { $0.isProved })
                counts["without certificate", default: 0] += bound.theorems.count { !$0.isCertified }
                let says = RandomRules.function(condition.statement)
                for n in 0...30 {
                    for f in 0...8 where supposed(n, f, 0) {
                        let isPossible = RandomRules.smallestSize(meets, n, f) != nil
                        #expect(says(n, f, 0) == isPossible, "\(rule) \(condition) n=\(n) f=\(f)")
                    }
                }
            case .notLinear(let gap):
                counts["not linear", default: 0] += 1
                checkGap(gap, meets, rule)
            case .unknown(let reason):
                counts["unknown", default: 0] += 1
                print("unknown:", rule.safety, rule.liveness, reason, bound.duration)
            }
        }
        #expect(counts["unknown", default: 0] <= 15)
        #expect(counts["by elimination", default: 0] >= 90)
    }

    private func checkGap(_ gap: QuorumBound.Gap, _ meets: (Int, Int, Int) -> Bool, _ rule: QuorumSizeRule) {
        let points = [gap.first, gap.between, gap.second].map {
            ($0[parameter: "n"] ?? 0, $0[parameter: "f"] ?? 0)
        }
        for (point, witness) in zip(points, [gap.first, gap.between, gap.second]) {
            let size = RandomRules.smallestSize(meets, point.0, point.1)
            #expect(witness[parameter: "q"] == size, "\(rule) \(witness)")
        }
        #expect(gap.between[parameter: "q"] == nil)
        // On the line between the two, and strictly inside.
        let (a, b) = (points[1].0 - points[0].0, points[1].1 - points[0].1)
        let (c, d) = (points[2].0 - points[1].0, points[2].1 - points[1].1)
        #expect(a * d == b * c && a * c + b * d > 0, "\(rule)")
    }
}
