import QuorateQuorums
import Synchronization
import Testing

@testable import QuorateProver

/// Harvests that are ended early: by the time, or by a person.
@Suite struct HarvestEndingTests {
    /// A model in which everything is quick, with something to find and something that does not follow.
    private static let model: ProtocolModel = {
        let (some, seen) = (Relation<Replicas>("some"), Relation<Replicas>("seen"))
        return ProtocolModel("choosing", "Some are seen.", source: "none", mutant: PaxosMutant?.none) {
            action("choose") { (r: Replica) in some.insert(r) }
            action("see") { (r: Replica) in
                some(r)
                seen.insert(r)
            }
            invariant("seen is chosen") { forAll { (r: Replica) in seen(r) ==> some(r) } }
            safety("seen only if chosen") { forAll { (r: Replica) in seen(r) ==> some(r) } }
        }
    }()

    /// Number of times that a harvest asks whether it is to stop, which it is to do at one of them.
    private final class Wish: Sendable {
        private let asked = Atomic(0)
        private let most: Int
        init(after most: Int) { self.most = most }
        var count: Int { asked.load(ordering: .relaxed) }
        var isThere: Bool { asked.wrappingAdd(1, ordering: .relaxed).newValue > most }
    }

    private static func harvest(stoppingAfter most: Int) throws -> (harvest: ModelHarvest, asked: Int) {
        let wish = Wish(after: most)
        var limits = HarvestLimits(deadline: .now + .seconds(100))
        limits.isStopped = { wish.isThere }
        return (try model.harvest(knowing: [], limits: limits), wish.count)
    }

    /// Wherever it is stopped, it ends soon after, and says nothing of what it has not come to.
    @Test func stoppedAnywhereItSaysOnlyWhatItKnows() throws {
        let (whole, most) = try Self.harvest(stoppingAfter: .max)
        #expect(whole.isProved && whole.needed == [] && most > 200, "\(most): \(whole.details)")
        var stages: Set<String> = []
        for moment in Set(stride(from: 0, to: most, by: 9)).union(most - 30..<most).sorted() {
            let (harvest, asked) = try Self.harvest(stoppingAfter: moment)
            #expect(!harvest.isProved && harvest.obstacle == "interrupted", "\(moment): \(harvest.details)")
            // What goes on behind the end is a few looks at whether it is the end, and not the search.
            #expect(asked < moment + 100, "\(moment)")
            stages.insert(try Self.stage(of: harvest, whole))
        }
        #expect(stages == ["states", "provenance", "clauses", "filter", "own", "proof"], "\(stages)")
    }

    /// The stage in which a harvest ended; what it says of this one and those before must be what the whole one says.
    private static func stage(of harvest: ModelHarvest, _ whole: ModelHarvest) throws -> String {
        let text = harvest.details
        #expect(!text.contains("does not follow") && !text.contains("proved with"), "\(text)")
        guard let states = harvest.states else {
            #expect(text.contains("were not listed to the end") && text.contains("none tried, interrupted"))
            return "states"
        }
        #expect(states == whole.states)
        guard harvest.provenance.areAllTried else {
            #expect(harvest.clauses.tried == 0 && harvest.provenance.tried < whole.provenance.tried)
            return "provenance"
        }
        #expect(harvest.provenance.trueInStates == whole.provenance.trueInStates)
        guard harvest.clauses.areAllTried else {
            #expect(harvest.clauses.asked == nil && !text.contains("kept by every action"), "\(text)")
            #expect(text.contains("and not all: interrupted") || harvest.clauses.tried == 0, "\(text)")
            return "clauses"
        }
        guard let inductive = harvest.clauses.inductive else {
            #expect(harvest.unanswered == nil && harvest.implied == nil)
            #expect(text.contains("not all asked, interrupted") && text.contains(": not asked, interrupted"))
            return "filter"
        }
        #expect(inductive == whole.clauses.inductive && harvest.clauses.asked == whole.clauses.asked)
        guard harvest.finding != nil else { return "own" }
        #expect(harvest.implied == whole.implied)
        return "proof"
    }

    /// Nothing was asked, and so nothing is said, where there was no time at all.
    @Test func withoutTimeNothingIsSaidOfInvariants() throws {
        let limits = HarvestLimits(deadline: .now)
        let harvest = try Self.model.harvest(knowing: [], limits: limits)
        #expect(harvest.details.contains("seen is chosen: not asked, the time limit was reached"))
        #expect(!harvest.details.contains("0 kept") && !harvest.details.contains("does not follow"))
        for (place, _) in [("walk", 0), ("rows", 1)] {
            #expect(throws: HarvestLimits.Ending.outOfTime, "\(place)") {
                _ =
                    try place == "walk"
                    ? Self.model.harvestWorlds(knowing: [], limits).count
                    : Self.rows(limits)
            }
        }
    }

    private static func rows(_ limits: HarvestLimits) throws -> Int {
        let worlds = try model.harvestWorlds(knowing: [], HarvestLimits(deadline: .now + .seconds(100)))
        let profile = try #require(model.harvestProfiles(HarvestTemplate()).first)
        return try HarvestRows(profile, in: worlds, limits).whereAllFail([]).count
    }

    /// Z3 is told to stop again and again, and may be so while it does nothing.
    @Test func wordsOfTheSolverAreSaidPlainly() {
        #expect(Prover.words(for: "push canceled") == Z3Solver.noTimeLeft)
    }
}
