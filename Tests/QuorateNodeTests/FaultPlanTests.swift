import Testing

@testable import QuorateNode

/// Faults that a seed alone decides.
@Suite struct FaultPlanTests {
    /// All that a plan says of some runs.
    private func text(_ plan: FaultPlan) -> String {
        var text = ""
        for run in 1...3 {
            text += "\(plan.crashes(run: run, nodes: 3)) "
            for (from, to) in [(0, 1), (1, 0), (2, 1)] {
                for count in 0..<40 {
                    text += "\(plan.copies(run: run, from: from, to: to, count: count))"
                    text += plan.separates(from, to, run: run, time: count * 20) ? "|" : ""
                }
            }
        }
        return text
    }

    @Test(arguments: [FaultPlan.Level.light, .heavy])
    func oneSeedHasOnePlan(level: FaultPlan.Level) {
        #expect(text(FaultPlan(level, seed: 7)) == text(FaultPlan(level, seed: 7)))
        #expect(text(FaultPlan(level, seed: 7)) != text(FaultPlan(level, seed: 8)))
    }

    @Test func withoutFaultsEveryMessageComesOnceAndAtOnce() {
        let plan = FaultPlan(.none, seed: 7)
        for count in 0..<100 {
            #expect(plan.copies(run: 1, from: 0, to: 1, count: count) == [0])
            #expect(!plan.separates(0, 1, run: 1, time: count * 50))
        }
        #expect(plan.crashes(run: 1, nodes: 5).isEmpty)
    }

    @Test func everyFaultHappensAboutAsOftenAsItShould() {
        let plan = FaultPlan(.heavy, seed: 7)
        let copies = (0..<4000).map { plan.copies(run: 1, from: 0, to: 1, count: $0) }
        #expect((360...600).contains(copies.count(where: \.isEmpty)))
        #expect((400...660).contains(copies.count { $0.count == 2 }))
        #expect((900...1900).contains(copies.count { ($0.first ?? 0) > 0 }))
        #expect(copies.joined().allSatisfy { (0...60).contains($0) })
        let cuts = (0..<2000).count { plan.separates(0, 1, run: 1, time: $0 * FaultPlan.span) }
        #expect((200...400).contains(cuts))
    }
}
