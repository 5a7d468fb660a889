import Foundation
@testable import QuorateExplorer
@testable import QuorateLanguage
import SeededRandom
import Synchronization
import Testing
@testable import Toys

/// Random runs of random small systems beside the slow twin of the search.
@Suite struct SimulationTests {
    static let seed = Seed.announced(20_261_130)

    /// States of 1 and 6 words: what a sink would hash itself, and what not.
    @Test func runsAreRunsOfTheSpecAndMeetWhatIsReachable() async throws {
        var random = SplitMix(seed: Self.seed)
        for round in 0..<12 {
            let graph = RandomGraph(using: &random)
            try await compare(RandomSystem<OneWordState>(graph: graph), round)
            try await compare(RandomSystem<SixWordState>(graph: graph), round)
        }
    }

    private func compare<S: NumberedState>(_ system: RandomSystem<S>, _ round: Int) async throws {
        let comment = Comment(rawValue: "round \(round), seed \(Self.seed)")
        let expected = ReferenceExplorer(spec: system, continuesAfterViolation: true).run()
        let reachable = Set(Self.reachable(system).map { StateWords($0).words })
        let seen = Mutex<Set<[UInt64]>>([])
        var violated: Set<String> = []
        for strategy in RunStrategy.allCases {
            var simulator = Simulator(system, runs: 40, depth: 40, seed: Self.seed, strategy: strategy)
            simulator.endingProperties = []
            simulator.visitRun = { _, states, ending in
                seen.withLock { $0.formUnion(states) }
                Self.expectRun(states.map { StateWords<S>($0).state }, ending, of: system, comment)
            }
            let report = try await simulator.run()
            #expect(report.runs == (graph(system).initial.isEmpty ? 0 : 40), comment)
            violated.formUnion(report.properties.filter { $0.outcome == .violated }.map(\.name))
            for (trace, found) in zip(report.counterexamples, report.foundSteps) {
                let shortest = expected.counterexamples[trace.property]!.count - 1
                #expect((shortest...found).contains(trace.steps.count), comment)
            }
            for property in report.properties where property.kind == .reachable {
                #expect(property.outcome != .met || expected.reached.contains(property.name), comment)
            }
            for property in report.properties where property.name == "good when asked" {
                #expect(!property.premiseHeld || expected.premiseHeld.contains(property.name), comment)
            }
        }
        let met = seen.withLock { $0 }
        #expect(met.isSubset(of: reachable), comment)
        #expect(violated.isSubset(of: expected.violations.keys), comment)
        // Of few states none is missed.
        if reachable.count > 6 { return }
        #expect(met == reachable, comment)
        #expect(violated == Set(expected.violations.keys), comment)
    }

    private func graph<S>(_ system: RandomSystem<S>) -> RandomGraph { system.graph }

    /// Every step is one that the spec offers, and the run ends for the reason that is given.
    private static func expectRun<S: Spec>(
        _ states: [S.State], _ ending: RunEnding, of spec: S, _ comment: Comment
    ) {
        #expect(spec.initialStates.contains(states[0]), comment)
        for (state, following) in zip(states, states.dropFirst()) {
            #expect(state != following && spec.constraint?.allows(state) ?? true, comment)
            #expect(spec.takes(in: state).contains { $0.successor == following }, comment)
        }
        let steps = spec.takes(in: states.last!).compactMap(\.successor)
        let isInside = spec.constraint?.allows(states.last!) ?? true
        switch ending {
        case .outside: #expect(!isInside, comment)
        case .deadlock: #expect(isInside && steps.isEmpty, comment)
        case .unchanging:
            #expect(isInside && !steps.isEmpty && steps.allSatisfy { $0 == states.last! }, comment)
        case .depth: #expect(states.count == 41, comment)
        }
    }

    private static func reachable<S: Spec>(_ spec: S) -> Set<S.State> {
        var (seen, open) = (Set(spec.initialStates), spec.initialStates)
        while let state = open.popLast() {
            guard spec.constraint?.allows(state) ?? true else { continue }
            for case let successor? in spec.takes(in: state).map(\.successor)
            where seen.insert(successor).inserted {
                open.append(successor)
            }
        }
        return seen
    }

    /// The first batch, a later one, and the one in which a run breaks something.
    @Test func anyNumberOfWorkersComesToTheSame() async throws {
        var random = SplitMix(seed: Self.seed)
        var violations = 0
        for round in 0..<8 {
            let system = RandomSystem<TwoWordState>(graph: RandomGraph(using: &random))
            for strategy in RunStrategy.allCases {
                var texts: [String] = []
                for workers in [1, 3] {
                    let simulator = Simulator(
                        system, runs: 300, depth: 30, seed: UInt64(round), strategy: strategy,
                        workers: workers)
                    let report = try await simulator.run()
                    if report.end == .violation { violations += 1 }
                    texts.append(Self.figures(of: report))
                }
                #expect(texts[0] == texts[1], "round \(round), \(strategy), seed \(Self.seed)")
            }
        }
        #expect(violations > 6)
    }

    /// Threads that are ahead have made runs behind the one that ends it: they do not count.
    @Test func runsBehindTheLastDoNotCount() async throws {
        for workers in [1, 3] {
            var simulator = Simulator(Overflow(last: 4), runs: 50, workers: workers)
            simulator.visitRun = { number, _, _ in if number == 0 { usleep(30_000) } }
            let report = try await simulator.run()
            #expect(report.lastRun == 0 && report.runs == 1, "\(workers) workers")
        }
    }

    /// Everything in a report but times and workers.
    private static func figures(of report: SimulationReport) -> String {
        var report = report
        (report.workers, report.wallSeconds, report.cpuSeconds, report.shrinkSeconds) = (1, 0, 0, 0)
        return "\(report)\n\(report.actions)\n\(report.endings)\n\(String(describing: report.lastRun))"
    }

    @Test func seedsGiveDifferentRuns() async throws {
        let paths = Mutex<[[[UInt64]]]>([])
        for seed in [1, 2, 1] as [UInt64] {
            var simulator = Simulator(Grid(bound: 20), runs: 1, seed: seed)
            simulator.visitRun = { _, states, _ in paths.withLock { $0.append(states) } }
            _ = try await simulator.run()
        }
        let seen = paths.withLock { $0 }
        #expect(seen[0] == seen[2])
        #expect(seen[0] != seen[1])
    }
}
