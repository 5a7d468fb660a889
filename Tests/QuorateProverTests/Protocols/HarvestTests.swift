import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateProver
@testable import QuorateSpecs

/// Invariants that nobody wrote.
@Suite struct HarvestTests {
    private static func model(_ name: String) throws -> ProtocolModel {
        try #require(ProtocolModel.all.first { $0.name == name })
    }

    private static func harvest(_ name: String, seed: UInt32 = 0, states: Int = 6000) throws -> ModelHarvest {
        var limits = HarvestLimits(deadline: .now + .seconds(100))
        (limits.seed, limits.states) = (seed, states)
        return try model(name).harvest(knowing: claims, limits: limits)
    }

    /// All six invariants follow, so that none need have been written; with any seed of the solver the same is found.
    @Test func twoPhaseCommitNeedsNoInvariantOfOurs() throws {
        let found = try (0..<2).map { try Self.harvest("two-phase-commit", seed: $0) }
        for harvest in found {
            #expect(harvest.isProved && harvest.needed == [] && harvest.unanswered == 0, "\(harvest.details)")
            #expect(harvest.implied?.count == 6 && harvest.clauses == found[0].clauses)
            #expect(harvest.provenance == found[0].provenance)
        }
        #expect(found[0].details == (try Self.harvest("two-phase-commit")).details)
        // What is proved is proved by the obligations of a model that has these invariants and no other.
        let finding = try #require(found[0].finding)
        #expect(finding.model.invariants.map(\.name) == found[0].used)
        #expect(finding.model.goals.map(\.name) == found[0].model.goals.map(\.name))
        #expect(finding.answers.count > 60)
    }

    fileprivate static let wrongProtocols =
        ProtocolModel.all.filter { $0.name.hasPrefix("two-phase-commit.") }.map(\.name)
        + ["raft-election.forgets-vote"]

    /// A protocol that is wrong is not proved, whatever is harvested; `HarvestLongTests` has more.
    @Test(arguments: wrongProtocols.prefix(1))
    func wrongProtocolIsNotProved(name: String) throws {
        let harvest = try Self.harvest(name, states: 1500)
        #expect(!harvest.isProved && harvest.finding == nil && harvest.obstacle != nil, "\(harvest.details)")
        #expect(harvest.details.contains("harvested: not proved"))
    }

    /// What is true in the small states and is not for more replicas goes.
    @Test func factsOfASmallSizeAreDropped() throws {
        let some = Relation<Replicas>("some")
        let full = Flag("full")
        let model = ProtocolModel("counting", "Three are chosen.", source: "none", mutant: PaxosMutant?.none)
        {
            action("choose") { (r: Replica) in some.insert(r) }
            action("fill") { (a: Replica, b: Replica, c: Replica, d: Replica) in
                a != b && a != c && a != d && b != c && b != d && c != d
                full.insert()
            }
            invariant("nothing") { Sentence.truth }
            safety("never full") { !full() }
        }
        // With three replicas the flag is never set, and with four it may be.
        let harvest = try model.harvest(knowing: [], limits: HarvestLimits(deadline: .now + .seconds(100)))
        #expect(harvest.seesAllStates && harvest.clauses.trueInStates == 1)
        #expect(harvest.clauses.inductive == 0 && !harvest.isProved)
    }

    @Test func limitEndsWithoutAProof() throws {
        let harvest = try Self.model("two-phase-commit").harvest(
            knowing: claims, limits: HarvestLimits(deadline: .now))
        #expect(!harvest.isProved && harvest.obstacle == Z3Solver.noTimeLeft, "\(harvest.details)")
        var hasty = HarvestLimits(deadline: .now + .seconds(100))
        hasty.steps = 1
        let other = try Self.model("two-phase-commit").harvest(knowing: claims, limits: hasty)
        #expect(
            !other.isProved && other.clauses.inductive == 0 && other.unanswered ?? 0 > 0, "\(other.details)")
    }

    /// The clauses of the template, against all clauses one by one in all states.
    @Test func clausesAreThoseThatAreTrue() throws {
        let model = try Self.model("two-phase-commit")
        let limits = HarvestLimits(deadline: .now + .seconds(100))
        let worlds = try model.harvestWorlds(knowing: [], limits)
        var template = HarvestTemplate()
        (template.literals, template.stateLiterals) = (2, 2)
        let profile = try #require(model.harvestProfiles(template).first { $0.variables.count == 1 })
        let rows = try HarvestRows(profile, in: worlds, limits)
        let found = profile.clauses(trueIn: rows, template, limits).found
        var slowly: Set<[Int]> = []
        for one in profile.literals.indices {
            for two in one..<profile.literals.count where one == two || one / 2 != two / 2 {
                let clause = one == two ? [one] : [one, two]
                let mask = clause.reduce(0) { $0 | profile.literals[$1].variables }
                if mask == profile.allVariables, Self.isTrue(profile.sentence(clause), worlds) {
                    slowly.insert(clause)
                }
            }
        }
        let smallest = slowly.filter { clause in
            clause.count == 1 || clause.allSatisfy { !Self.isTrue(profile.sentence([$0]), worlds) }
        }
        #expect(Set(found) == smallest && found.count > 5)
    }

    private static func isTrue(_ node: SentenceNode, _ worlds: [HarvestWorld]) -> Bool {
        worlds.allSatisfy { world in
            world.states.allSatisfy { bits in
                var state = SmallState(sizes: world.space.sizes)
                for symbol in world.space.relations {
                    state.tables[symbol] = Set(world.space.rows(of: symbol, in: bits))
                }
                return state.slowlyHolds(node)
            }
        }
    }

    /// What is left of random candidates is what is left when all are asked again until none falls, one by one.
    @Test func filterLeavesTheLargestInductiveSet() throws {
        var random = SplitMix(seed: Seed.announced(20_261_130))
        var (dropped, refuted) = (0, 0)
        for _ in 0..<12 {
            let model = RandomModel(&random).model
            let candidates = (0..<6).map { _ in
                HarvestCandidate(.clause, RandomModel(&random).model.invariants[0].node)
            }
            var filter = InductiveFilter(
                candidates, of: model, assuming: [], HarvestLimits(deadline: .now + .seconds(60)))
            try filter.run()
            guard filter.unanswered == 0 else { continue }
            var states = try SmallStates(
                candidates, of: model, assuming: [], HarvestLimits(deadline: .now + .seconds(60)))
            let small = try states.refuted(by: 0, of: Array(candidates.indices))
            #expect(small.isDisjoint(with: filter.left))
            refuted += small.count
            var left = candidates.indices.filter { index in
                Self.follows(candidates[index].sentence.node, from: model.start)
            }
            var count: Int
            repeat {
                count = left.count
                for action in model.actions {
                    let guards = action.guards.map { NamedSentence(name: "", node: $0) }
                    left = left.filter { index in
                        Self.follows(
                            action.after(candidates[index].sentence.node),
                            from: guards + left.map { candidates[$0].sentence })
                    }
                }
            } while left.count < count
            #expect(filter.left == left)
            dropped += candidates.count - left.count
        }
        #expect(dropped > 5 && refuted > 5, "\(dropped), \(refuted)")
    }

    /// Without quantifiers a sentence says of a state of a few members what it says with them.
    @Test func groundedSentencesSayTheSame() throws {
        var random = SplitMix(seed: Seed.announced(20_261_131))
        let sizes = [Replicas.symbol: 2, Rounds.symbol: 3]
        let grounding = Grounding(sizes: sizes)
        let space = ModelSpace(RandomModel.relations, sizes: sizes)
        var members: [TermNode: Int] = [:]
        for row in grounding.members.values {
            for (index, term) in row.enumerated() { members[term] = index }
        }
        var truths: Set<Bool> = []
        for _ in 0..<200 {
            let node = RandomModel(&random).model.invariants[0].node
            let grounded = grounding.ground(node)
            grounded.visit {
                if case .forAll = $0 { Issue.record("a quantifier is left") }
                if case .exists = $0 { Issue.record("a quantifier is left") }
            }
            var bits = space.bits(of: SmallState(sizes: sizes))
            for symbol in space.relations {
                let table = space.table(symbol)
                for position in 0..<table.rowCount {
                    let row = table.row(at: position)
                    let isThere = symbol.name == "before" ? row[0] < row[1] : Bool.random(using: &random)
                    if isThere { bits.insert(table.start + position) }
                }
            }
            let expected = WholeSentence(node, in: space, constants: [:]).holds(bits)
            #expect(WholeSentence(grounded, in: space, constants: members).holds(bits) == expected)
            truths.insert(expected)
        }
        #expect(truths.count == 2)
    }

    private static func follows(_ node: SentenceNode, from premises: [NamedSentence]) -> Bool {
        var problem = ModelProblem()
        for premise in premises { problem.assert("premise", premise.node) }
        problem.assert("goal", .not(node))
        let end = ContinuousClock.now + .seconds(100)
        guard let solver = try? Z3Solver(problem.problem, until: end) else { return false }
        if case .unsatisfiable = solver.check(until: end) { return true }
        return false
    }
}

/// Invariants of more protocols that are wrong.
@Suite struct HarvestLongTests {
    @Test(arguments: HarvestTests.wrongProtocols.dropFirst())
    func wrongProtocolIsNotProved(name: String) throws {
        try HarvestTests().wrongProtocolIsNotProved(name: name)
    }
}
