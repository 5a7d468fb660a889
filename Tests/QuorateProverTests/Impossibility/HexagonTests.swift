import SeededRandom
import Testing

@testable import QuorateProver

@Suite struct HexagonTests {
    /// Everything that the argument says is needed: leave out a run, a traitor, or that the values differ.
    @Test(arguments: Hexagon.Inputs.allCases, [1, 3, 10]) func allOfItIsNeeded(
        inputs: Hexagon.Inputs, rounds: Int
    ) throws {
        let hexagon = Hexagon(rounds: rounds, inputs: inputs)
        #expect(hexagon.demands.count == 3 && hexagon.treasons.count == 3)
        #expect(try !Self.canBeMet(hexagon.problem))
        for position in hexagon.demands + hexagon.treasons + [0] {
            var part = hexagon.problem
            let left = part.assertions.remove(at: position)
            #expect(try Self.canBeMet(part), "without \(left.label)")
        }
    }

    static func canBeMet(_ problem: Problem) throws -> Bool {
        switch try Z3Solver(problem).check(until: .now + .seconds(100)) {
        case .satisfiable: return true
        case .unsatisfiable: return false
        case .unknown(let reason): throw Z3Solver.SolverFailure(reason: reason)
        }
    }

    /// The encoding of the three runs against the same runs carried out: what is decided in them follows, and it alone.
    @Test(arguments: Hexagon.Inputs.allCases) func runsAreThoseOfTheProtocol(inputs: Hexagon.Inputs) throws {
        var random = SplitMix(seed: Seed.announced(20_261_126))
        for _ in 0..<30 {
            let machine = RandomProtocol(rounds: random.number(1..<6), &random)
            let hexagon = Hexagon(rounds: machine.rounds, inputs: inputs)
            let (facts, values) = hexagon.facts(of: machine)
            let runs = machine.decisionsInTheThreeRuns(inputs)
            let decided = zip(hexagon.decisions.joined(), runs.joined()).map { Formula.equal($0, values[$1]) }
            for (formula, expected) in [(Formula.all(decided), true), (.not(.all(decided)), false)] {
                var problem = facts
                problem.assert("decisions", formula)
                #expect(try Self.canBeMet(problem) == expected)
            }
        }
    }

    /// The same with protocols that are known: each of 400 random ones violates the specification in at least one of the three
    /// runs, and each run is the one to be violated for some of them.
    @Test(arguments: Hexagon.Inputs.allCases) func randomProtocolsFail(inputs: Hexagon.Inputs) {
        var random = SplitMix(seed: Seed.announced(20_261_124))
        var violated = [0, 0, 0]
        for _ in 0..<400 {
            let machine = RandomProtocol(rounds: random.number(1..<6), &random)
            let outcomes = machine.outcomesOfTheThreeRuns(inputs)
            #expect(outcomes.contains(false))
            for (run, isMet) in outcomes.enumerated() where !isMet { violated[run] += 1 }
        }
        print("violated runs: \(violated)")
        #expect(violated.allSatisfy { $0 > 0 })
    }
}
