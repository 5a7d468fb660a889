import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateExplorer
@testable import Toys

/// Mutants made from outside are the mutants that a person would write.
@Suite struct MutantTwinTests {
    @Test(arguments: Committee.Slip.allCases)
    func aCommitteeWrittenByHand(_ slip: Committee.Slip) throws {
        let made = ErasedSpec(Committee()).mutant(try Self.change(slip)).spec
        #expect(Graph(made) == Graph(ErasedSpec(Committee(slip))), "\(slip)")
        #expect((slip == .none) == (Graph(made) == Graph(ErasedSpec(Committee()))), "\(slip)")
    }

    private static func change(_ slip: Committee.Slip) throws -> SpecChange {
        func place(_ action: String) throws -> TakePlace {
            let spec = ErasedSpec(Committee())
            let take = spec.takes(spec.initialStates()[0]).first { $0.action.name == action }
            return TakePlace(site: try #require(take).site, action: action)
        }
        return switch slip {
        case .none: .nothing
        case .unguardedLight: .take(try place("light"), .withoutGuard)
        case .neverLight: .take(try place("light"), .never)
        case .idleLight: .take(try place("light"), .withoutEffect)
        case .unguardedDecision: .take(try place("decide"), .withoutGuard)
        case .smallerQuorum: .quorum(Committee.rule, by: -1)
        case .largerQuorum: .quorum(Committee.rule, by: 1)
        case .darkOnly: .initialState(1)
        case .litOnly: .initialState(0)
        }
    }

    /// Hundreds of small systems with three places that offer steps: the tables are changed, or the takes are.
    @Test func randomTables() throws {
        let seed = Seed.announced()
        var random = SplitMix(seed: seed)
        for _ in 0..<150 {
            let tables = Tables(&random)
            let spec = ErasedSpec(tables)
            for (number, action) in ["first", "second", "third"].enumerated() {
                let take = try #require(
                    spec.takes(spec.initialStates()[0]).first { $0.action.name == action })
                for change in [SpecChange.Take.withoutGuard, .never, .withoutEffect] {
                    let made = spec.mutant(.take(TakePlace(site: take.site, action: action), change))
                    let twin = ErasedSpec(tables.changed(number, change))
                    #expect(Graph(made.spec) == Graph(twin), "\(action) \(change), seed \(seed)")
                    let isSame = Graph(twin, withoutIdleSteps: true) == Graph(spec, withoutIdleSteps: true)
                    #expect(
                        (BehaviourDifference(of: spec, and: made) == nil) == isSame,
                        "\(action) \(change), seed \(seed)")
                }
            }
        }
    }

    /// What is only recorded and offered again is the same spec, for every figure of a report.
    @Test func noChange() async throws {
        for spec in [ErasedSpec(Committee()), ErasedSpec(Listeners()), ErasedSpec(Ballot(promises: true))] {
            let own = try await Explorer(erased: spec).run()
            let made = try await Explorer(erased: spec.mutant(.nothing).spec).run()
            #expect(own.differences(from: made) == [], "\(spec.name)")
        }
    }
}

/// All initial states and labelled steps, found in the most obvious way.
private struct Graph: Equatable {
    var initial: Set<[UInt64]>
    var steps: Set<[String]> = []

    init(_ spec: ErasedSpec, withoutIdleSteps: Bool = false) {
        initial = Set(spec.initialStates())
        var open = Array(initial)
        var seen = initial
        while let words = open.popLast() {
            for take in spec.takes(words) {
                guard let successor = take.successor, !withoutIdleSteps || successor != words else {
                    continue
                }
                steps.insert(["\(words)", "\(take.action)", "\(successor)"])
                if seen.insert(successor).inserted { open.append(successor) }
            }
        }
    }
}

/// Eight states, and three actions out of tables.
private struct Tables: Spec {
    /// For each action and state, whether it can be taken there, and where it leads.
    var guards: [[Bool]]
    var targets: [[UInt64]]

    init(_ random: inout SplitMix) {
        (guards, targets) = ([], [])
        for _ in 0..<3 {
            guards.append((0..<8).map { _ in Bool.random(using: &random) })
            targets.append((0..<8).map { _ in UInt64.random(in: 0..<8, using: &random) })
        }
    }

    struct State: SpecState { var number: UInt64 = 0 }
    enum Action: SpecAction { case first, second, third }
    var initialStates: [State] { [State()] }
    var properties: [Property<State>] { [] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let n = Int(s.number)
        next.take(.first, if: guards[0][n]) { $0.number = targets[0][n] }
        next.take(.second, if: guards[1][n]) { $0.number = targets[1][n] }
        next.take(.third, if: guards[2][n]) { $0.number = targets[2][n] }
    }

    func changed(_ action: Int, _ change: SpecChange.Take) -> Tables {
        var tables = self
        switch change {
        case .withoutGuard: tables.guards[action] = Array(repeating: true, count: 8)
        case .never: tables.guards[action] = Array(repeating: false, count: 8)
        case .withoutEffect: tables.targets[action] = Array(0..<8)
        }
        return tables
    }
}
