@testable import QuorateExplorer
@testable import QuorateLanguage
import SeededRandom
import Testing

/// Random processes with steps of their own and steps on shared bits, reduced and whole.
@Suite struct PersistentSetTests {
    static let seed = Seed.announced(20_261_130)

    /// Verdicts on every property, deadlock included.
    private func findings(_ graph: StateGraph, in states: some Sequence<Int>, steps: (Int) -> Int) -> [Set<
        Int
    >] {
        let all = Array(states)
        let shown = graph.heading.properties.indices.map { property in
            Set(
                all.contains { graph.judgement(on: $0)?.has(.shown, of: property) ?? false } ? [property] : []
            )
        }
        return shown + [Set(all.filter { steps($0) == 0 })]
    }

    @Test func whatIsLeftShowsWhatTheWholeShows() throws {
        var random = SplitMix(seed: Self.seed)
        var (whole, kept) = (0, 0)
        for round in 0..<300 {
            let spec = ErasedSpec(RandomProcesses(using: &random))
            let graph = try GraphExplorer(spec).graph()
            var sets = PersistentSets(graph)
            let left = sets.reduced()
            let reduced = try #require(left)
            (whole, kept) = (whole + graph.stateCount, kept + reduced.count)
            let expected = findings(graph, in: 0..<graph.stateCount) { state in
                graph.steps(from: state).count { $0.target != state }
            }
            let found = findings(graph, in: reduced.keys) { reduced[$0]!.count }
            #expect(found == expected, "round \(round)")
            #expect(Set(reduced.keys).isSubset(of: 0..<graph.stateCount))
        }
        // Otherwise nothing was reduced, and nothing compared.
        #expect(kept * 10 < whole * 9, "\(kept) of \(whole)")
    }

    @Test func independentProcessesTakeOneOrderAndDependentOnesAll() throws {
        func sizes(_ steps: RandomProcesses.Step...) throws -> (PersistentSets.Size, PersistentSets.Size) {
            let spec = RandomProcesses(programs: steps.map { [$0] }, bad: [2])
            var sets = PersistentSets(try GraphExplorer(ErasedSpec(spec)).graph())
            let (stopped, reduced) = (sets.reducedSize { true }, sets.reducedSize())
            #expect(stopped == nil)
            return (sets.whole, try #require(reduced))
        }
        let own = RandomProcesses.Step(needs: nil, sets: nil, to: true)
        #expect(try sizes(own, own, own) == (.init(states: 8, steps: 12), .init(states: 4, steps: 3)))
        let (whole, reduced) = try sizes(
            .init(needs: nil, sets: 0, to: true), .init(needs: nil, sets: 0, to: false))
        #expect(whole == reduced && whole.states == 5)
    }
}

/// Processes that follow a program each, with two shared bits.
private struct RandomProcesses: Spec {
    static var name: String { "RandomProcesses" }

    struct Step: Sendable {
        /// Bit that has to be set before.
        var needs: Int?
        /// Bit that it changes, to `to`.
        var sets: Int?
        var to: Bool
    }

    let programs: [[Step]]
    /// Values of the two bits that are forbidden.
    let bad: Set<Int>

    init(programs: [[Step]], bad: Set<Int>) { (self.programs, self.bad) = (programs, bad) }

    init(using random: inout SplitMix) {
        programs = (0..<Int.random(in: 2...4, using: &random)).map { _ in
            (0..<Int.random(in: 1...3, using: &random)).map { _ in
                Step(
                    needs: random.pick([nil, nil, nil, 0, 1]), sets: random.pick([nil, nil, 0, 1]),
                    to: random.pick([true, true, false]))
            }
        }
        bad = Set((1...3).filter { _ in Bool.random(using: &random) })
    }

    enum Action: SpecAction { case step(Int) }

    /// Four values for the bits, and for each process a digit that counts its steps.
    private func position(of process: Int, in number: Int) -> Int { (number >> (2 + 2 * process)) & 3 }

    var initialStates: [OneWordState] { [OneWordState(number: 0)] }

    func actions(in s: OneWordState, _ next: inout Next<Self>) {
        let number = s.number
        for (process, program) in programs.enumerated() {
            let position = position(of: process, in: number)
            guard position < program.count else { continue }
            let step = program[position]
            next.take(.step(process), if: step.needs.map { number & (1 << $0) != 0 } ?? true) {
                var bits = number & 3
                if let bit = step.sets { bits = step.to ? bits | (1 << bit) : bits & ~(1 << bit) }
                $0 = OneWordState(number: (number & ~3 | bits) + (1 << (2 + 2 * process)))
            }
        }
    }

    var properties: [Property<OneWordState>] {
        [
            .always("not bad") { [bad] in !bad.contains($0.number & 3) },
            .reachable("both bits") { $0.number & 3 == 3 },
        ]
    }
}
