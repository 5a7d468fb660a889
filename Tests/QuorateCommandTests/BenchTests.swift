import Foundation
import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import Toys

/// `quorate bench`: its figures are right, whatever they are; how large they are no test may ask.
@Suite(.serialized) struct BenchTests {
    struct Printed: Decodable {
        struct Case: Decodable {
            var `case`: String
            var tool: String
            var store: String
            var workers: Int
            var liveness: Bool
            var distinctStates: Int
            var generatedStates: Int
            var cpuSeconds: Double
            var wallSeconds: Double
            var bytesPerState: Double
        }
        struct Ratio: Decodable {
            var `case`: String
            var against: String
            var perCpuSecond: Double
        }
        var cases: [Case]
        var ratios: [Ratio]
    }

    @Test func figuresOfOneCase() async throws {
        let ended = try await Executable.run(
            ["bench", "two-phase-commit-8", "--workers", "2", "--repeat", "1", "--format", "json"])
        #expect(ended.status == 0)
        let printed = try JSONDecoder().decode(Printed.self, from: Data(ended.output.utf8))
        #expect(printed.cases.map(\.store) == ["exact", "compact", "fingerprint"])
        #expect(printed.ratios.isEmpty)
        for row in printed.cases {
            #expect(row.case == "two-phase-commit-8" && row.tool == "quorate" && row.workers == 2)
            #expect(row.distinctStates == 1_745_408 && row.generatedStates == 18_507_778)
            #expect(row.cpuSeconds > 0 && row.wallSeconds > 0 && row.bytesPerState > 16)
        }
    }

    /// Nodes that pass numbers on around a ring in one order leave a quarter; the other figures are the search's.
    @Test func savingsOfPartialOrder() async throws {
        let ended = try await Executable.run(["bench", "--partial-order", "ChangRoberts", "--format", "json"])
        #expect(ended.status == 0)
        let figures = #""states": 823, "statesLeft": 218, "steps": 1775, "stepsLeft": 252"#
        #expect(ended.output.contains(figures), "\(ended)")
    }

    @Test(arguments: [
        (["bench", "two-phase-comit-8"], "did you mean two-phase-commit-8?"),
        (["bench", "--repeat", "0"], "--repeat 0 makes no sense"),
        (["bench", "--workers", "0"], "--workers 0 makes no sense; give 1 to 1024"),
        (["bench", "--workers", "5000"], "--workers 5000 makes no sense; give 1 to 1024"),
        (["bench", "--against", "tlc"], "--against"),
        (["bench", "--against", "spin,spin"], "--against"),
        (["bench", "--liveness", "--against", "rumur"], "none of the cases has a model for rumur"),
        (["bench", "termination-detection-6", "--against", "spin"], "has a model for spin"),
        (["bench", "--liveness", "--store", "fingerprint"], "--liveness cannot be combined with"),
        (["bench", "--code", "--liveness"], "--code cannot be combined with"),
        (["bench", "--partial-order", "--workers", "2"], "--partial-order cannot be combined with"),
        (["bench", "--partial-order", "--code"], "--partial-order cannot be combined with"),
        (["bench", "--partial-order", "--automata"], "--automata cannot be combined with"),
        (["bench", "--partial-order", "Rafft"], "did you mean Raft?"),
    ])
    func senselessArgumentsAreRefused(arguments: [String], message: String) async throws {
        let ended = try await Executable.run(arguments)
        #expect(ended.status == 64)
        #expect(ended.output.isEmpty)
        #expect(ended.errors.contains(message))
    }

    /// Each search for liveness stands beside the same without.
    @Test func whatLivenessCosts() async throws {
        let arguments = [
            "bench", "termination-detection-6", "--liveness", "--workers", "1", "--repeat", "1",
        ]
        let ended = try await Executable.run(arguments + ["--format", "json"])
        #expect(ended.status == 0)
        let printed = try JSONDecoder().decode(Printed.self, from: Data(ended.output.utf8))
        #expect(printed.cases.map(\.liveness) == [false, true])
        #expect(printed.cases.allSatisfy { $0.store == "exact" && $0.distinctStates == 36990 })
        #expect(printed.ratios.map(\.against) == ["safety"])
        let ratio = try #require(printed.ratios.first).perCpuSecond
        #expect(abs(ratio - printed.cases[0].cpuSeconds / printed.cases[1].cpuSeconds) < 0.02)
    }

    @Test func livenessThatNoCaseHas() async throws {
        let instance = Catalog.Instance(
            Staircase(), .holds(distinct: 5, generated: 5, depth: 4, source: "counted by hand"))
        let stairs = Catalog([], benchmarks: [BenchmarkCase("stairs", instance)])
        let named = await quorate("bench stairs --liveness", over: stairs)
        #expect(named.status == 64 && named.errors.contains("stairs has no property of liveness"))
        let all = await quorate("bench --liveness", over: stairs)
        #expect(all.status == 64)
        #expect(all.errors.contains("no benchmark case of the catalog has a property of liveness"))
        let none = await quorate("bench", over: Catalog([]))
        #expect(none.status == 64 && none.errors.contains("the catalog has no benchmark cases"))
    }
}
