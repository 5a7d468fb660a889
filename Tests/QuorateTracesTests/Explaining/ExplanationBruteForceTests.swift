import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateTraces

/// The search against one without any cleverness, on random small specs and observations.
@Suite struct ExplanationBruteForceTests {
    private static let rounds = 400

    @Test func theSameRunsAreFound() throws {
        let seed = Seed.announced()
        var random = SplitMix(seed: seed)
        var (explained, unexplained, silentRuns) = (0, 0, 0)
        for round in 0..<Self.rounds {
            let maze = RandomMaze(using: &random)
            let spec = ErasedSpec(maze)
            let run = maze.observations(laneCount: random.number(1..<4), using: &random)
            let silent = SilentSteps(most: random.number(0..<3), actions: random.pick([nil, ["walk"]]))
            let plain = PlainExplanations(spec, run, silent)
            let search = ExplanationSearch(in: spec, silent: silent)
            let place: Comment = "QUORATE_SEED=\(seed), round \(round)"
            let found: FittingRuns
            do { found = try search.fittingRuns(of: run, all: true) } catch {
                // No initial state fits.
                #expect(plain.ends.isEmpty && plain.deepest == 0 && !run.start.isEmpty, place)
                continue
            }
            #expect(found.isComplete && Set(found.ends.map(\.words)) == plain.ends, place)
            for end in found.ends {
                let one = try found.run(to: end.entry)
                silentRuns += one.silentCount > 0 ? 1 : 0
                try check(one, explains: run, silent, spec, place)
            }
            switch try search.explanation(of: run) {
            case .explained(let one):
                explained += 1
                #expect(plain.ends.contains(one.words.last ?? []), place)
            case .unexplained(let impasse):
                unexplained += 1
                #expect(plain.ends.isEmpty && impasse.cursors.reduce(0, +) == plain.deepest, place)
                #expect((1...2).contains(impasse.alternatives.count), place)
            case .undecided: Issue.record(place)
            }
        }
        let tally: Comment = "QUORATE_SEED=\(seed): \(explained), \(unexplained), \(silentRuns)"
        #expect(explained > 40 && unexplained > 40 && silentRuns > 3, tally)
    }

    /// Checks a run step by step, with nothing of the search: it is one of the spec, and each observation is true of it.
    private func check(
        _ found: ExplainedRun, explains run: ObservedRun, _ silent: SilentSteps, _ spec: ErasedSpec,
        _ place: Comment
    ) throws {
        #expect(spec.walk(found.words) != nil && found.words.count == found.steps.count + 1, place)
        #expect(found.stateAfter.map(\.count) == run.lanes.map(\.count), place)
        #expect(found.silentCount <= silent.most * run.count, place)
        for (lane, states) in found.stateAfter.enumerated() {
            let steps = found.steps.compactMap(\.observation).filter { $0.lane == lane }.map(\.position)
            #expect(steps == steps.sorted() && states == states.sorted(), place)
            for (position, state) in states.enumerated() {
                let known = run.lanes[lane][position].after
                let fields = spec.describe(found.words[state])
                #expect(known.allSatisfy { $0.differences(in: fields).isEmpty }, place)
            }
        }
    }

    /// A search that is stopped does not say that there is no run.
    @Test func theLimitIsNoAnswer() throws {
        let spec = HastyCommit.spec
        let nothing = Observation(
            actions: nil,
            after: [.init(StatePlace(variable: "decision"), is: ForeignValue(SpecValue.string("odd")))])
        let steps = Array(repeating: Observation(), count: 6) + [nothing]
        let run = ObservedRun(lanes: [steps])
        guard
            case .undecided(_, let pairs) = try ExplanationSearch(in: spec, pairLimit: 5).explanation(of: run)
        else {
            Issue.record("a search of five pairs has an answer")
            return
        }
        #expect(pairs > 5 && pairs < 60)
        guard case .unexplained(let impasse) = try ExplanationSearch(in: spec).explanation(of: run) else {
            Issue.record("no run is found to end in what does not exist")
            return
        }
        #expect(impasse.cursors == [6] && impasse.alternatives.count == 2)
    }
}
