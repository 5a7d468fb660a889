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

    /// A traitor who is bound to behave would do no harm: with each traitor's messages those of the loyal third general,
    /// the specification can be met.
    @Test func loyalThirdsDoNoHarm() throws {
        var hexagon = Hexagon(rounds: 2, inputs: .everyone).problem
        hexagon.assertions.removeAll { $0.label.contains("traitor") }
        #expect(try Self.canBeMet(hexagon))
    }

    static func canBeMet(_ problem: Problem) throws -> Bool {
        switch try Z3Solver(problem).check(until: .now + .seconds(20)) {
        case .satisfiable: return true
        case .unsatisfiable: return false
        case .unknown(let reason): throw Z3Solver.SolverFailure(reason: reason)
        }
    }

    /// The same with protocols that are known: each of 400 random ones violates the specification in at least one of the three
    /// runs, and each run is the one to be violated for some of them.
    @Test(arguments: Hexagon.Inputs.allCases) func randomProtocolsFail(inputs: Hexagon.Inputs) {
        var random = SplitMix(seed: 20_261_124)
        print("random protocols, seed 20261124")
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

/// A protocol for three generals out of random tables, and its runs in the ring of six and in the triangle.
struct RandomProtocol {
    let rounds: Int
    /// First states by general and input; next states by general, state and the two messages; what is said by general, side and
    /// state; decisions by general and state.
    private let start: [[Int]], step: [[Int]], speech: [[[Int]]], decision: [[Int]]

    init(rounds: Int, _ random: inout SplitMix) {
        func table(_ size: Int, _ values: Int) -> [Int] { (0..<size).map { _ in random.number(0..<values) } }
        self.rounds = rounds
        start = (0..<3).map { _ in table(3, 5) }
        step = (0..<3).map { _ in table(5 * 9, 5) }
        speech = (0..<3).map { _ in [table(5, 3), table(5, 3)] }
        decision = (0..<3).map { _ in table(5, 2) }
    }

    /// What general `position % 3` in `state` says to the general before it (side 0) or after it (side 1).
    private func say(_ position: Int, _ side: Int, _ state: Int) -> Int { speech[position % 3][side][state] }
    private func next(_ position: Int, _ state: Int, _ before: Int, _ after: Int) -> Int {
        step[position % 3][state * 9 + before * 3 + after]
    }

    /// Whether the runs at three successive places are as specified.
    func outcomesOfTheThreeRuns(_ inputs: Hexagon.Inputs) -> [Bool] {
        let given = inputs == .commander ? [0, 2, 2, 1, 2, 2] : [0, 0, 0, 1, 1, 1]
        var ring = [(0..<6).map { start[$0 % 3][given[$0]] }]
        for _ in 0..<rounds {
            let now = ring.last!
            ring.append(
                (0..<6).map { place in
                    let (before, after) = ((place + 5) % 6, (place + 1) % 6)
                    return next(place, now[place], say(before, 1, now[before]), say(after, 0, now[after]))
                })
        }
        let first = inputs == .commander ? 0 : 1
        return (first..<first + 3).map { isMet(inputs, run(at: $0, given, ring), at: $0, given) }
    }

    /// What the loyal generals at `left` and at the next place decide in a triangle with a traitor who repeats the ring.
    private func run(at left: Int, _ given: [Int], _ ring: [[Int]]) -> [Int] {
        var (one, two) = (start[left % 3][given[left]], start[(left + 1) % 3][given[left + 1]])
        let (before, after) = ((left + 5) % 6, (left + 2) % 6)
        for round in 0..<rounds {
            (one, two) = (
                next(left, one, say(before, 1, ring[round][before]), say(left + 1, 0, two)),
                next(left + 1, two, say(left, 1, one), say(after, 0, ring[round][after]))
            )
        }
        return [decision[left % 3][one], decision[(left + 1) % 3][two]]
    }

    private func isMet(_ inputs: Hexagon.Inputs, _ decisions: [Int], at left: Int, _ given: [Int]) -> Bool {
        if inputs == .everyone {
            return decisions[0] == decisions[1]
                && (given[left] != given[left + 1] || decisions[0] == given[left])
        }
        if left % 3 == 0 { return decisions[1] == given[left] }
        if (left + 1) % 3 == 0 { return decisions[0] == given[left + 1] }
        return decisions[0] == decisions[1]
    }
}
