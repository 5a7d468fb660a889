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
            check(bound)
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
            case .contradiction: Issue.record("\(rule)")
            case .unknown(let reason):
                counts["unknown", default: 0] += 1
                print("unknown:", rule.safety, rule.liveness, reason, bound.duration)
            }
        }
        #expect(counts["unknown", default: 0] <= 15)
        #expect(counts["by elimination", default: 0] >= 90)
    }

    /// With hypotheses the answer, the smallest sizes and the case that fails are those of the table.
    @Test(arguments: Seed.each([20_261_129]))
    func hypothesesAreSupposed(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var counts: [String: Int] = [:]
        for _ in 0..<30 {
            let rule = RandomRules.rule(&random).assuming(RandomRules.hypotheses(&random))
            let bound = try Prover(timeLimit: .seconds(2)).bound(of: rule)
            check(bound)
            let supposed = RandomRules.function(.all(rule.assuming))
            let meets = RandomRules.function(.all(rule.requirements))
            let points = (0...30).flatMap { n in (0...8).map { (n, $0) } }.filter { supposed($0, $1, 0) }
            switch bound.answer {
            case .condition(let condition, _):
                counts["condition", default: 0] += 1
                let says = RandomRules.function(condition.statement)
                for (n, f) in points {
                    let smallest = RandomRules.smallestSize(meets, n, f)
                    #expect(says(n, f, 0) == (smallest != nil), "\(rule) \(condition) n=\(n) f=\(f)")
                    let sizes = bound.smallestSizes(at: QuorumWitness(parameters: ["n": n, "f": f]))
                    #expect(sizes?[parameter: "q"] == smallest, "\(rule) \(bound.sizes) n=\(n) f=\(f)")
                }
            case .contradiction: #expect(points.isEmpty, "\(rule)")
            case .notLinear(let gap): checkGap(gap, meets, rule)
            case .unknown(let reason):
                counts["unknown", default: 0] += 1
                print("unknown:", rule.assuming, rule.safety, rule.liveness, reason, bound.duration)
            }
        }
        #expect(counts["condition", default: 0] >= 18)
        #expect(counts["unknown", default: 0] <= 6)
    }

    /// The case that is said to fail does, and where it is said to be the first no smaller one does.
    private func check(_ bound: QuorumBound) {
        guard let failure = bound.failure, let first = failure.witness[parameter: "n"] else { return }
        let supposed = RandomRules.function(.all(bound.rule.assuming))
        let meets = RandomRules.function(.all(bound.rule.requirements))
        let fails = { (n: Int, f: Int) in
            supposed(n, f, 0) && RandomRules.smallestSize(meets, n, f) == nil
        }
        #expect(fails(first, failure.witness[parameter: "f"] ?? 0), "\(bound.rule) \(failure)")
        guard failure.isFirst, first > 1 else { return }
        for n in 1..<min(first, 31) {
            for f in 0...8 { #expect(!fails(n, f), "\(bound.rule) \(failure) n=\(n) f=\(f)") }
        }
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
