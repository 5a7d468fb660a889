import Foundation
import QuorateFaults
import QuorateLanguage
import QuorateSpecs
import QuorateTraces
import SeededRandom
import Testing

@testable import PBFTSpecs
@testable import QuorateCommand
@testable import QuorateReplay

/// Schedules whose every step follows from what its replica has been sent.
@Suite struct ScenarioTwinTests {
    private let spec = PBFT()

    /// The run that takes actions from a state, if they are all enabled.
    private func run(_ actions: [PBFT.Action], from start: PBFT.State) throws -> TypedRun<PBFT> {
        var states = [start]
        for action in actions {
            let take = spec.takes(in: states[states.count - 1]).first { $0.action == action }
            states.append(try #require(take?.successor, "\(action) is not enabled"))
        }
        let trace = Trace(
            of: ErasedSpec(spec).instance, property: "", propertyKind: .reachable, propertySite: nil,
            steps: actions.map { .init(action: .init(describing: $0, for: spec.replicas), site: nil) },
            states: states.map { SpecValue.fields(describing: $0, for: spec.replicas) })
        return try TypedRun(trace, of: spec)
    }

    private func start(faulty: ReplicaID) throws -> PBFT.State {
        try #require(
            spec.initialStates.first { $0.faulty.members == [faulty] && $0.requested == .onlyA })
    }

    /// What a faulty replica has sent to another one enables nothing here.
    @Test func messagesToOthersDoNotCount() throws {
        let (r0, r1, r2): (ReplicaID, ReplicaID, ReplicaID) = (0, 1, 2)
        let actions: [PBFT.Action] = [
            .prePrepare(r0, .v0, .a), .prepare(r1, .v0, .a), .commit(r1, .v0, .a), .prepare(r2, .v0, .a),
            .commit(r2, .v0, .a), .commit(r0, .v0, .a),
        ]
        let twin = try ScenarioTwin(run(actions, from: start(faulty: 3)))
        #expect(twin.steps[2].faulty.count == 1)
        #expect(twin.steps[4].faulty.isEmpty)
        #expect(twin.steps[4].heard == [.init(sender: r0, step: 1), .init(sender: r1, step: 2)])
        #expect(twin.unfounded.isEmpty)
        var less = twin
        less.steps[4].heard.removeLast()
        #expect(less.unfounded == [5])
        less = twin
        less.steps[2].faulty = []
        #expect(less.unfounded == [3])
    }

    /// Runs at random; a schedule in which a list is emptied that is not empty is none.
    @Test(arguments: Seed.each([1])) func randomRuns(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var (written, unfounded) = (0, 0)
        for round in 0..<30 {
            let start = random.pick(spec.initialStates)
            var (state, actions) = (start, [PBFT.Action]())
            while actions.count < 7 {
                let takes = spec.takes(in: state).filter { $0.successor.map { $0 != state } ?? false }
                guard !takes.isEmpty else { break }
                let take = random.pick(takes)
                actions.append(take.action)
                state = take.successor ?? state
            }
            guard let twin = try? ScenarioTwin(run(actions, from: start)) else { continue }
            written += 1
            #expect(twin.unfounded.isEmpty, "seed \(seed), round \(round), \(actions), \(twin.unfounded)")
            for number in twin.steps.indices {
                var less = twin
                less.steps[number].heard = []
                less.steps[number].faulty = []
                if !less.unfounded.isEmpty { unfounded += 1 }
            }
        }
        #expect(written > 20 && unfounded > 20, "\(written), \(unfounded)")
    }
}

/// The same of all kept counterexamples.
@Suite struct KeptScenarioTwinLongTests {
    @Test func everyStepIsFounded() throws {
        let paths = try #require(
            FileManager.default.enumerator(atPath: CounterexampleTests.folder.path)?.compactMap {
                $0 as? String
            })
        var written = 0
        for path in paths where path.hasSuffix(".itf.json") {
            let file = CounterexampleTests.folder.appendingPathComponent(path).path
            let walked = try CatalogTrace(file: file, in: catalog)
            guard let spec = walked.spec.evaluated.typed as? any ByzantineSpec else { continue }
            guard let unfounded = try unfounded(walked.trace, of: spec) else { continue }
            written += 1
            #expect(unfounded.isEmpty, "\(path), \(unfounded)")
        }
        #expect(written >= 100)
    }

    /// The steps that are not founded; nil where there is no schedule.
    private func unfounded<S: ByzantineSpec>(_ trace: Trace, of spec: S) throws -> [Int]? {
        do { return try ScenarioTwin(TypedRun(trace, of: spec)).unfounded } catch is NoScenario { return nil }
    }
}
