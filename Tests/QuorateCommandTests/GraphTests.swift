import Foundation
import QuorateExplorer
import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import Toys

/// Graphs for other tools, read back by a reader of their own.
@Suite struct GraphTests {
    /// A graph in Aldebaran's format, read by its grammar.
    struct Aldebaran {
        var first = 0
        var stateCount = 0
        var steps: [(source: Int, label: String, target: Int)] = []

        init?(_ text: String) {
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            guard lines.popLast() == "", let head = lines.first?.wholeMatch(of: /des \((\d+), (\d+), (\d+)\)/)
            else { return nil }
            (first, stateCount) = (Int(head.1)!, Int(head.3)!)
            for line in lines.dropFirst() {
                guard let step = line.wholeMatch(of: /\((\d+), "([^"]*)", (\d+)\)/) else { return nil }
                steps.append((Int(step.1)!, String(step.2), Int(step.3)!))
            }
            let isInRange = steps.allSatisfy { max($0.source, $0.target) < stateCount }
            guard steps.count == Int(head.2)!, isInRange, first < stateCount else { return nil }
        }

        /// States in which nothing can be done.
        var deadlocks: Int { stateCount - Set(steps.map(\.source)).count }

        /// Two graphs beside each other.
        static func union(_ one: Aldebaran, _ other: Aldebaran) -> Aldebaran {
            var union = one
            union.stateCount += other.stateCount
            union.steps += other.steps.map {
                ($0.source + one.stateCount, $0.label, $0.target + one.stateCount)
            }
            return union
        }

        /// Strong bisimilarity of the first states, by splitting classes until nothing changes.
        static func areBisimilar(_ one: Aldebaran, _ other: Aldebaran) -> Bool {
            let union = union(one, other)
            var classes = Array(repeating: 0, count: union.stateCount)
            while true {
                var signatures = classes.map { [Set<String>([]), ["\($0)"]] }
                for step in union.steps {
                    signatures[step.source][0].insert("\(step.label) \(classes[step.target])")
                }
                var numbers: [[Set<String>]: Int] = [:]
                let next = signatures.map { signature in
                    numbers[signature]
                        ?? {
                            numbers[signature] = numbers.count
                            return numbers.count - 1
                        }()
                }
                if Set(next).count == Set(classes).count {
                    return next[union.first] == next[other.first + one.stateCount]
                }
                classes = next
            }
        }
    }

    private func aut(_ line: String, over catalog: Catalog = fixtures) async throws -> Aldebaran {
        let outcome = await quorate("graph \(line)", over: catalog)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try #require(Aldebaran(outcome.output), "\(outcome.output)")
    }

    @Test func countsAndDeadlocksAreThoseOfTheSearch() async throws {
        for (line, spec) in [
            ("Staircase", Staircase()), ("Staircase steps=9", Staircase(steps: 9)),
            ("Staircase --mutant trapdoor", Staircase(mutant: .trapdoor)),
            ("Staircase --mutant give-up", Staircase(mutant: .giveUp)),
        ] {
            let graph = try await aut(line)
            let report = try await Explorer(spec, continuesAfterViolation: true).run()
            #expect(graph.stateCount == report.distinctStates && graph.deadlocks == report.statesWithoutStep)
            #expect(graph.steps.count == report.generatedStates - 1 && graph.first == 0)
        }
    }

    /// The same behaviour in other words is bisimilar, and a mutant is not.
    @Test func aRefactoredSpecIsBisimilarAndAMutantIsNot() async throws {
        let stairs = try await aut("Staircase steps=6")
        let counted = try await aut("Countdown", over: Catalog([.spec(Countdown())]))
        #expect(Aldebaran.areBisimilar(stairs, counted))
        #expect(counted.stateCount > stairs.stateCount)
        for other in [
            "steps=5", "steps=6 --mutant leap", "steps=6 --mutant give-up", "steps=6 --mutant trapdoor",
        ] {
            let graph = try await aut("Staircase \(other)")
            #expect(!Aldebaran.areBisimilar(stairs, graph), "\(other)")
        }
    }

    /// The staircase, counted down from the top, on the left or on the right side.
    private struct Countdown: Spec {
        static let summary = "Somebody climbs a staircase with two sides."
        static let source = "the tests of the command"
        struct State: SpecState {
            var left: UInt32 = 6
            var side: UInt32 = 0
        }
        enum Action: SpecAction { case climb }
        var initialStates: [State] { [State()] }
        var properties: [Property<State>] { [.always("not below") { $0.left <= 6 }] }

        func actions(in s: State, _ next: inout Next<Self>) {
            next.take(.climb, if: s.left > 0) {
                $0.left -= 1
                $0.side = 0
            }
            next.take(.climb, if: s.left > 0) {
                $0.left -= 1
                $0.side = 1
            }
        }
    }

    @Test func otherFormats() async throws {
        let dot = await quorate("graph Staircase --format dot")
        #expect(
            dot.status == 0 && dot.output.hasPrefix("digraph \"Staircase steps=4 landing=0 mayRest=1\" {\n"))
        #expect(dot.output.contains("  0 [label=\"0\\nheight = 0\", peripheries=2]\n"))
        #expect(dot.output.contains("  3 -> 4 [label=\"climb\"]\n"))
        let json = await quorate("graph Staircase --format json")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect((object["states"] as? [Any])?.count == 5)
        #expect((object["steps"] as? [[Int]]) == [[0, 0, 1], [1, 0, 2], [2, 0, 3], [3, 0, 4]])
    }

    @Test func aGraphIsWholeOrNotThere() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/graph.aut"
            let cut = await quorate(["graph", "Staircase", "--limit", "4", "--output", file])
            #expect(cut.status == 30 && cut.output == "" && cut.errors.contains("--limit"))
            #expect(!FileManager.default.fileExists(atPath: file))
            let whole = await quorate(["graph", "Staircase", "--limit", "5", "--output", file])
            #expect(whole.status == 0 && whole.output == "" && whole.errors.contains("5 states and 4 steps"))
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(Aldebaran(text) != nil)
        }
    }

    @Test(arguments: [
        ("graph Stiarcase", Int32(64)), ("graph Staircase Sleeper", 64), ("graph steps=3", 64),
        ("graph Staircase --limit 0", 64), ("graph Staircase --format svg", 64), ("graph", 64),
        ("graph Staircase --set steps=0", 64), ("graph Holey", 65), ("graph Overflow", 65),
        ("graph Staircase --output nowhere/graph", 74),
    ])
    func slips(line: String, status: Int32) async throws {
        let outcome = await quorate(line)
        #expect(outcome.status == status && outcome.output == "", "\(outcome.errors)")
    }

    /// Several initial states get one in front; labels that the format cannot tell are refused.
    @Test func whatTheFormatCannotTell() async throws {
        let two = try await aut("Internal", over: Catalog([.spec(Internal(hidden: false))]))
        #expect(two.first == 0 && two.stateCount == 3)
        #expect(two.steps.map(\.label) == ["(initial)", "(initial)", "j", "j"])
        let hidden = await quorate("graph Internal", over: Catalog([.spec(Internal(hidden: true))]))
        #expect(hidden.status == 30 && hidden.output == "" && hidden.errors.contains("--format json"))
    }

    private struct Internal: Spec {
        static let summary = "A switch."
        static let source = "the tests of the command"
        var hidden: Bool
        struct State: SpecState { var on: UInt64 = 0 }
        enum Action: SpecAction { case i, j }
        var initialStates: [State] { [State(), State(on: 1)] }
        var properties: [Property<State>] { [.always("a switch") { $0.on <= 1 }] }

        func actions(in s: State, _ next: inout Next<Self>) {
            next.take(hidden ? .i : .j) { $0.on = 1 - $0.on }
        }
    }
}
