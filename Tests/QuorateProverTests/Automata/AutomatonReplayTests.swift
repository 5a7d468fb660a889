import QuorateQuorums
import Testing

@testable import QuorateProver

/// The plain interpreter of runs, which refuses every step that the rules do not allow.
@Suite struct AutomatonReplayTests {
    private static let start = Configuration(processes: [2, 1, 0, 0], counters: [0])

    private static func run(
        _ steps: [(Int, Int)], parameters: [Int] = [4, 1, 1], start: Configuration = start
    ) -> AutomatonRun {
        .init(parameters: parameters, start: start, steps: steps.map { .init(rule: $0.0, times: $0.1) })
    }

    @Test func configurationsFollow() throws {
        let system = try CounterSystem(.reliableBroadcast)
        let run = Self.run([(0, 1), (1, 2), (2, 3)])
        let configurations = try system.replay(run)
        #expect(
            configurations == [
                Self.start, .init(processes: [2, 0, 1, 0], counters: [1]),
                .init(processes: [0, 0, 3, 0], counters: [3]), .init(processes: [0, 0, 0, 3], counters: [3]),
            ])
        #expect(
            try system.text(of: run) == """
                n = 4, t = 1, f = 1
                start: 2 in V0, 1 in V1
                1. V1 → SE: echo = 1
                2. V0 → SE, 2 processes: echo = 3
                3. SE → AC, 3 processes
                for ever: 3 in AC; echo = 3

                """)
    }

    @Test func formulasAreJudgedOnTheRun() throws {
        let system = try CounterSystem(.reliableBroadcast)
        let (all, none) = (Self.run([(0, 1), (1, 2), (2, 3)]), Self.run([]))
        for property in system.properties { #expect(try system.holds(property.formula, in: all)) }
        // A run in which nobody moves is not just, so that it breaks no liveness.
        for property in system.properties { #expect(try system.holds(property.formula, in: none)) }
        let reached = RunFormula.eventually(
            .now(Formula.atLeastZero(LinearForm(variable: system.location(3)) - LinearForm(1))))
        #expect(try system.holds(reached, in: all) && !system.holds(reached, in: none))
    }

    struct Mistake: Sendable {
        let run: AutomatonRun
        let words: String
    }

    private static let mistakes = [
        Mistake(run: run([], parameters: [4, 1]), words: "the start: it has not as many numbers"),
        Mistake(run: run([], parameters: [4, 1, -1]), words: "the start: a number is negative"),
        Mistake(run: run([], parameters: [3, 1, 0]), words: "the start: the parameters do not meet"),
        Mistake(run: run([], parameters: [4, 1, 0]), words: "the start: it does not meet the conditions"),
        Mistake(run: run([(0, 2)]), words: "step 1: 0 (V1 → SE) × 2: too few processes are in V1"),
        Mistake(run: run([(0, 0)]), words: "step 1: there is no rule 0"),
        Mistake(run: run([(9, 1)]), words: "step 1: there is no rule 9"),
        Mistake(run: run([(-1, 1)]), words: "step 1: there is no rule -1"),
        Mistake(run: run([(1, 1)]), words: "step 1: 1 (V0 → SE) × 1: its guard is not met"),
        Mistake(run: run([(0, 1), (2, 1)]), words: "step 2: 2 (SE → AC) × 1: its guard is not met"),
    ]

    @Test(arguments: mistakes) func mistakesAreRefused(_ mistake: Mistake) throws {
        let system = try CounterSystem(.reliableBroadcast)
        let error = #expect(throws: ReplayError.self) { try system.replay(mistake.run) }
        #expect(error?.description.hasPrefix(mistake.words) == true, "\(error?.description ?? "")")
    }

    /// What is taken several times in a row has to be allowed the first time and the last time.
    @Test func fallingGuardEndsARow() throws {
        let n: Quantity = "n", a: Quantity = "A", b: Quantity = "B", gone: Quantity = "gone"
        let system = try CounterSystem(
            ThresholdAutomaton(
                "crashes", parameters: [n], assuming: [n >= 3], processes: n, starting: [a], then: [b],
                counting: [gone],
                rules: [
                    .fault(a, to: b, when: gone < 2, counting: [gone]),
                    .fault(b, to: b, when: gone < 4, counting: [gone]),
                ], properties: []))
        let start = Configuration(processes: [3, 0], counters: [0])
        func run(_ steps: [(Int, Int)]) -> AutomatonRun { Self.run(steps, parameters: [3], start: start) }
        #expect(try system.replay(run([(0, 2)])).last?.counters == [2])
        #expect(throws: ReplayError.self) { try system.replay(run([(0, 3)])) }
        // Who stays can do so again and again, and needs to be there.
        #expect(try system.replay(run([(0, 1), (1, 3)])).last?.counters == [4])
        #expect(throws: ReplayError.self) { try system.replay(run([(0, 1), (1, 4)])) }
        #expect(throws: ReplayError.self) { try system.replay(run([(1, 1)])) }
        #expect(try system.text(of: run([(0, 1), (1, 3)])).contains("2. stays in B, 3 times: gone = 4\n"))
    }

    @Test func hugeNumbersAreRefused() throws {
        let system = try CounterSystem(.chain)
        let start = Configuration(processes: [.max, 0, 0], counters: [0])
        let run = AutomatonRun(parameters: [.max], start: start, steps: [.init(rule: 0, times: .max)])
        #expect(try system.replay(run).last?.counters == [.max])
        #expect(throws: ReplayError.self) { try system.holds(system.properties[0].formula, in: run) }
        let more = Configuration(processes: [.max, 0, 0], counters: [1])
        #expect(throws: ReplayError.self) {
            try system.replay(.init(parameters: [.max], start: more, steps: run.steps))
        }
    }
}
