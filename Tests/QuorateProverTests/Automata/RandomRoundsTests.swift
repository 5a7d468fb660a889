import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateProver

/// Runs of rounds by chance, at more processes than are explored, each judged by the plain interpreter.
@Suite struct RandomRoundsTests {
    private static let sizes = [[4, 1, 1], [6, 1, 0], [8, 1, 1], [9, 2, 2]]

    /// Facts that a run breaks of which all are proved.
    private static func broken(
        _ automaton: ThresholdAutomaton, assuming need: Proposition? = nil, runs: Int,
        _ random: inout SplitMix
    ) throws -> Set<String> {
        let system = try CounterSystem(automaton)
        var broken: Set<String> = []
        for sizes in sizes {
            for _ in 0..<runs {
                let run = system.anyRun(sizes, &random)
                for property in system.properties where try !system.holds(property.formula, in: run) {
                    broken.insert(property.name)
                }
            }
        }
        return broken
    }

    @Test func provedFactsAreTrueOfThem() throws {
        var random = SplitMix(seed: Seed.announced(7))
        for round in [ConsensusInRounds.redBelly().round, .binaryBroadcast] {
            #expect(try Self.broken(round, runs: 3, &random) == [], "\(round)")
        }
        // What is true under a further condition only, these sizes break in part.
        let consensus = ConsensusInRounds.rsBosco()
        let safe = consensus.facts(for: .agreement) + consensus.facts(for: .validity)
        #expect(try Self.broken(consensus.round, runs: 3, &random).isDisjoint(with: safe))
    }

    @Test func mutantsAreFound() throws {
        var random = SplitMix(seed: 7)
        let loose = ConsensusInRounds.redBelly(isJustified: false).round
        #expect(try Self.broken(loose, runs: 3, &random).contains("unanimity-other"))
        let doubtful = ConsensusInRounds.rsBosco(doubting: "t").round
        #expect(try Self.broken(doubtful, runs: 3, &random).contains("majority-0"))
    }
}

extension CounterSystem {
    /// A run that goes on for as long as a step can be taken; the processes start where they can, in one place or in two.
    fileprivate func anyRun(_ sizes: [Int], _ random: inout SplitMix) -> AutomatonRun {
        let all = sizes[0] - sizes[2]
        var state = [Int](repeating: 0, count: counterCount + locationCount)
        state[counterCount] = [0, all, random.number(0..<all + 1)].randomElement(using: &random)!
        state[counterCount + 1] = all - state[counterCount]
        let forms = rules.map { $0.thresholds.map { FixedForm($0.form, parameters: sizes)! } }
        var run = AutomatonRun(
            parameters: sizes,
            start: .init(
                processes: Array(state[counterCount...]), counters: Array(state[..<counterCount])),
            steps: [])
        while let (rule, _) = zip(rules, forms).filter({ rule, forms in
            state[counterCount + rule.from] > 0 && forms.allSatisfy { $0.value(at: state) >= 0 }
        }).randomElement(using: &random) {
            state[counterCount + rule.from] -= 1
            state[counterCount + rule.to] += 1
            for (counter, growth) in rule.growth.enumerated() { state[counter] += growth }
            run = .init(parameters: sizes, start: run.start, steps: run.steps + [.init(rule: rule.position)])
        }
        return run
    }
}
