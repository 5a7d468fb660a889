import SeededRandom
import Testing

@testable import QuorateProver

/// Code that sentences and actions are made into, against tables that are asked row by row.
@Suite struct EvaluationTests {
    @Test func agreesWithTables() {
        var random = SplitMix(seed: Seed.announced(20_261_201))
        var truths = [0, 0]
        for index in 0..<400 {
            let model = RandomModel(&random).model
            let state = Self.state(of: model, &random)
            for node in model.invariants.map(\.node) + model.actions[0].guards {
                let truth = state.slowlyHolds(node)
                truths[truth ? 1 : 0] += 1
                #expect(state.holds(node) == truth, "\(index): \(node)")
            }
            let (after, slow) = (state.after(model.actions[0]), state.slowlyAfter(model.actions[0]))
            #expect(after.bare == slow.bare, "\(index)")
        }
        #expect(truths[0] > 50 && truths[1] > 50)
    }

    /// A walk through the states of a model finds what a walk through numbers finds.
    @Test func reachAgreesWithTinyWorlds() throws {
        var random = SplitMix(seed: Seed.announced(20_261_202))
        var words: [String: Int] = [:]
        for index in 0..<80 {
            let model = RandomModel(&random).model
            for obligation in model.obligations(knowing: []) where !obligation.isUntouched {
                guard obligation.action != nil,
                    case .fails(let failure?) = obligation.answer(within: .seconds(100), seed: 0).outcome
                else { continue }
                let reach = failure.reach(in: model)
                guard let slow = TinyReach(failure, model.actions[0]) else { continue }
                words[reach.word, default: 0] += 1
                #expect(reach == slow.reach, "\(index)")
                // All states up to those that answer are counted only once they were looked at.
                let cut = failure.reach(in: model, stateLimit: slow.count - 1)
                #expect(cut == slow.reach || slow.reach == .unreachable(states: slow.count), "\(index)")
            }
        }
        #expect(words.count == 3, "\(words)")
    }

    @Test func limitSaysSo() throws {
        let model = try #require(ProtocolModel.all.first { $0.name == "raft-election.votes-twice" })
        let wanted = try #require(model.obligations(knowing: []).first { $0.name == model.breaks })
        guard case .fails(let failure?) = wanted.answer(within: .seconds(100), seed: 0).outcome else {
            Issue.record("no counterexample")
            return
        }
        // Both votes of one server: nobody has to stand first in the state that the solver finds.
        #expect(failure.reach(in: model).word == "broken")
        #expect(failure.reach(in: model, stateLimit: 1) == .unknown(states: 2))
    }

    private static func state(of model: ProtocolModel, _ random: inout SplitMix) -> SmallState {
        var state = SmallState(sizes: [
            Replicas.symbol: random.number(1..<4), Rounds.symbol: random.number(1..<4),
        ])
        let relations = RandomModel.relations + [RelationSymbol(before: Rounds.symbol)]
        for symbol in relations {
            let rows = symbol.sorts.reduce([[]]) { rows, sort in
                rows.flatMap { row in (0..<state.sizes[sort]!).map { row + [$0] } }
            }
            state.tables[symbol] = Set(rows.filter { _ in Bool.random(using: &random) })
        }
        for variable in model.actions[0].parameters {
            state.members[.variable(variable)] = random.number(0..<state.sizes[variable.sort]!)
        }
        return state
    }
}

/// Walk through the states of a tiny world, to the state before a counterexample; nil where that is not tiny.
struct TinyReach {
    private(set) var reach = ModelReach.unreachable(states: 0)
    /// Number of states as near to the start as those that answer, or nearer.
    private(set) var count = 0

    init?(_ failure: InductionFailure, _ action: ModelAction) {
        let size = { failure.before.sizes[$0] ?? 1 }
        let (replicas, rounds) = (size(Replicas.symbol), size(Rounds.symbol))
        guard replicas <= 2, rounds <= 2 else { return nil }
        let world = { TinyWorld(replicas: replicas, rounds: rounds, bits: $0) }
        let wanted = Self.bits(of: failure.before, world(0))
        // What never changes is as in the counterexample.
        let fixed = wanted & ~((1 << (1 + replicas + replicas * rounds)) - 1)
        var level: Set = [fixed]
        var (seen, depth) = (level, 0)
        while !level.isEmpty {
            count = seen.count
            if level.contains(wanted) {
                reach = .reachable(steps: depth)
                return
            }
            if level.contains(where: { !world($0).says(failure.obligation.goal!.node, [:]) }) {
                reach = .broken(steps: depth)
                return
            }
            var following: Set<Int> = []
            for bits in level {
                for r in 0..<replicas {
                    for t in 0..<rounds {
                        let values = [action.parameters[0]: r, action.parameters[1]: t]
                        guard action.guards.allSatisfy({ world(bits).says($0, values) }) else { continue }
                        let next = world(bits).after(action.changes, values).bits
                        if seen.insert(next).inserted { following.insert(next) }
                    }
                }
            }
            (level, depth) = (following, depth + 1)
        }
        reach = .unreachable(states: seen.count)
    }

    /// The state with its rounds in their order.
    private static func bits(of state: SmallState, _ world: TinyWorld) -> Int {
        let order = state.tables[RelationSymbol(before: Rounds.symbol), default: []]
        let rank = { (member: Int) in order.count { $0[1] == member } }
        var bits = 0
        for symbol in RandomModel.relations {
            for row in state.tables[symbol, default: []] {
                let place = zip(row, symbol.sorts).map { $1.isOrdered ? rank($0) : $0 }
                bits |= 1 << world.place(symbol, place)
            }
        }
        return bits
    }
}
