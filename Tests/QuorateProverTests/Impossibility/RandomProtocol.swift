import SeededRandom

@testable import QuorateProver

/// A protocol for three generals out of random tables, and its runs in the ring of six and in the triangle.
struct RandomProtocol {
    let rounds: Int
    /// First states by general and input; next states by general, state and the two messages; what is said by general, side and
    /// state; decisions by general and state.
    let start: [[Int]], step: [[Int]], speech: [[[Int]]], decision: [[Int]]

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

    /// Whether the three runs are as specified.
    func outcomesOfTheThreeRuns(_ inputs: Hexagon.Inputs) -> [Bool] {
        zip(places(inputs), decisionsInTheThreeRuns(inputs)).map { isMet(inputs, $1, at: $0, given(inputs)) }
    }

    private func given(_ inputs: Hexagon.Inputs) -> [Int] {
        inputs == .commander ? [0, 2, 2, 1, 2, 2] : [0, 0, 0, 1, 1, 1]
    }

    private func places(_ inputs: Hexagon.Inputs) -> Range<Int> { inputs == .commander ? 0..<3 : 1..<4 }

    /// What the loyal generals decide in the runs at three successive places.
    func decisionsInTheThreeRuns(_ inputs: Hexagon.Inputs) -> [[Int]] {
        let given = given(inputs)
        var ring = [(0..<6).map { start[$0 % 3][given[$0]] }]
        for _ in 0..<rounds {
            let now = ring.last!
            ring.append(
                (0..<6).map { place in
                    let (before, after) = ((place + 5) % 6, (place + 1) % 6)
                    return next(place, now[place], say(before, 1, now[before]), say(after, 0, now[after]))
                })
        }
        return places(inputs).map { run(at: $0, given, ring) }
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

extension Hexagon {
    /// The argument without the specification, and with functions that are those of `machine`; the values by number.
    func facts(of machine: RandomProtocol) -> (problem: Problem, values: [Formula.Element]) {
        var problem = problem
        for position in demands.reversed() { problem.assertions.remove(at: position) }
        let values = [given[0], given[3]] + (inputs == .commander ? [given[1]] : [])
        let states = (0..<5).map { Formula.Element.variable(problem.declare("s\($0)", .element)) }
        let words = (0..<3).map { Formula.Element.variable(problem.declare("m\($0)", .element)) }
        for (number, general) in generals.enumerated() {
            let starts = values.indices.map {
                Formula.equal(.apply(general.start, [values[$0]]), states[machine.start[number][$0]])
            }
            let spoken = (0..<2).flatMap { side in
                states.indices.map {
                    Formula.equal(
                        .apply(general.message[side], [states[$0]]), words[machine.speech[number][side][$0]])
                }
            }
            let steps = machine.step[number].enumerated().map { index, next in
                let arguments = [states[index / 9], words[index / 3 % 3], words[index % 3]]
                return Formula.equal(.apply(general.step, arguments), states[next])
            }
            let decisions = states.indices.map {
                Formula.equal(.apply(general.decision, [states[$0]]), values[machine.decision[number][$0]])
            }
            problem.assert("general \(number)", .all(starts + spoken + steps + decisions))
        }
        return (problem, values)
    }
}
