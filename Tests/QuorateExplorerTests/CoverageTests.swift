@testable import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateExplorer
@testable import Toys

/// Coverage by line of the spec, against counts by hand and against a slow twin.
@Suite struct CoverageTests {
    private func lines<S: Spec>(_ spec: S, workers: Int = 1, _ limits: Explorer.Limits = .init()) async throws
        -> [LineCoverage]
    {
        var explorer = Explorer(spec, workers: workers, limits: limits, continuesAfterViolation: true)
        explorer.countsLines = true
        let report = try await explorer.run()
        return try #require(report.lines)
    }

    /// Four by four states: a step to the right and one up are offered in each, and possible in twelve.
    @Test func linesOfAGridAreCounted() async throws {
        let lines = try await lines(Grid())
        #expect(lines.map(\.action) == ["right", "up"])
        #expect(lines.map(\.offered) == [16, 16])
        #expect(lines.map(\.taken) == [12, 12])
        #expect(lines.map(\.changing) == [12, 12])
        #expect(lines[1].site.line == lines[0].site.line + 1)
    }

    /// One action on two lines is told apart, which the count by action cannot.
    @Test func twoLinesOfOneActionAreTwoLines() async throws {
        let lines = try await lines(Standstill())
        #expect(lines.map(\.action) == ["go", "go"])
        #expect(lines.map(\.taken) == [1, 1])
        #expect(lines.map(\.changing) == [0, 0])
    }

    @Test func statesThatAreNotExpandedAreNotCounted() async throws {
        let lines = try await lines(Grid(), .init(depth: 1))
        #expect(lines.map(\.offered) == [1, 1])
    }

    @Test func nothingIsCountedUnlessAskedFor() async throws {
        #expect(try await Explorer(Grid()).run().lines == nil)
    }

    @Test func aStoreThatForgetsIsRefused() async throws {
        var explorer = Explorer(Grid(), store: .fingerprint)
        explorer.countsLines = true
        await #expect(throws: ExplorerError.coverageNeedsStates) { _ = try await explorer.run() }
    }

    static let seed = Seed.announced(20_261_129)

    @Test func randomSystemsAreCountedAsTheReferenceCounts() async throws {
        var random = SplitMix(seed: Self.seed)
        for round in 0..<200 {
            let spec = RandomSystem<TwoWordState>(graph: RandomGraph(using: &random))
            let expected = slowLines(of: spec)
            for workers in [1, 3] {
                let lines = try await lines(spec, workers: workers)
                let found = lines.map { [$0.site.line, $0.offered, $0.taken, $0.changing] }
                #expect(found == expected, "round \(round), \(workers) workers, seed \(Self.seed)")
            }
        }
    }

    /// Line, offers, steps and changes, by a set of states and the spec's own takes.
    private func slowLines<S: Spec>(of spec: S) -> [[Int]] {
        var lines: [Int: [Int]] = [:]
        var seen = Set(spec.initialStates)
        var open = Array(seen)
        while let state = open.popLast() {
            guard spec.constraint?.allows(state) ?? true else { continue }
            for take in spec.takes(in: state) {
                var counts = lines[take.site.line] ?? [take.site.line, 0, 0, 0]
                counts[1] += 1
                if let successor = take.successor {
                    counts[2] += 1
                    if successor != state { counts[3] += 1 }
                    if seen.insert(successor).inserted { open.append(successor) }
                }
                lines[take.site.line] = counts
            }
        }
        return lines.values.sorted { $0[0] < $1[0] }
    }

    @Test func theReportShowsATable() async throws {
        var explorer = Explorer(Grid())
        explorer.countsLines = true
        let text = try await explorer.run().description
        let table = text.split(separator: "\n").drop { !$0.contains("coverage") }.prefix(3).map(String.init)
        #expect(table.count == 3)
        #expect(table[0].hasSuffix("  action  offered  taken  changing"))
        #expect(table[1].hasSuffix("  right        16     12        12"))
    }
}
