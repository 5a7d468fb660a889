import Foundation
import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs
@testable import Toys

/// Success over nothing is no success, and a success says of how much it is one.
@Suite struct NothingComparedTests: KeptLadders {
    private static func labels(_ instances: [SpecInstance<Ladder>]) throws -> [String] {
        try CheckPlan(CheckRequest(), catalog: Catalog([.spec(Ladder(), instances: instances)])).runs.map {
            ([$0.spec.mutant].compactMap(\.self) + $0.spec.settings.map { "\($0.value)" }).joined(
                separator: " ")
        }
    }

    /// What has no instance of its own that a check makes is run with its defaults.
    @Test func everySpecAndMutantIsRun() throws {
        let whole = ["4 1", "leap 4 1", "stuck 4 1"]
        #expect(try Set(Self.labels([])) == Set(whole))
        let mutantOnly = SpecInstance(Ladder(mutant: .leap), .violates("on the ladder", source: ""))
        #expect(try Set(Self.labels([mutantOnly])) == Set(whole))
        let long = SpecInstance(Ladder(rungs: 9), .holds(source: "", isLong: true))
        #expect(try Set(Self.labels([long])) == Set(whole))
        let broken = SpecInstance(Ladder(rungs: 2, mayRest: false), .violates("no dead end", source: ""))
        #expect(try Set(Self.labels([broken])) == ["2 0", "leap 4 1", "stuck 4 1"])
    }

    @Test func ourCatalogListsAllThatIsChecked() {
        for entry in QuorateSpecs.catalog.entries {
            let isListed = entry.instances.contains { $0.spec.mutant == nil && !$0.expected.isLong }
            #expect(isListed, "\(entry.standard.name)")
        }
    }

    @Test func costsWithoutFiguresAreNoPass() async {
        let none = await quorate("costs", over: Catalog([]))
        #expect(none.status == 64 && none.errors.contains("the catalog states no costs"))
        let formula = CostFigure("A", "n = 1", .messages, formula: "2", gives: 2)
        let nothing = await quorate("costs", over: Catalog([], costs: [formula]))
        #expect(nothing.status == 20)
        #expect(
            nothing.output.hasSuffix("1 figure, none compared: nothing is counted or stated\n"))
        let stated = CostFigure("A", "n = 1", .rounds, formula: "2", gives: 2, stated: .exactly(2))
        let counted = CostFigure("A", "n = 2", .rounds, formula: "2", gives: 2, counted: { 2 })
        let some = await quorate("costs", over: Catalog([], costs: [formula, stated, counted]))
        #expect(some.status == 0 && some.output.contains("3 figures, 2 compared (1 counted on a run)"))
    }

    @Test func statedRatioThatIsNotOne() async {
        let ratio = StatedRatio("speed", 10...20, over: 1...2, stated: 11...12)
        let outcome = await quorate("costs", over: Catalog([], statedRatios: [ratio]))
        #expect(outcome.status == 50)
        #expect(outcome.output.contains("does not agree") && outcome.output.contains("1 not as expected"))
    }

    @Test func benchmarkWithoutATwin() async throws {
        let alone = try #require(QuorateSpecs.catalog.benchmarks.first { $0.twins.isEmpty })
        let outcome = await quorate("bench \(alone.name) --against spin", over: QuorateSpecs.catalog)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("none of the cases has a model for spin"))
    }

    @Test func benchmarkWithoutFigures() async {
        let instance = Catalog.Instance(spec: ErasedSpec(Ladder()), expected: .holds(distinct: 5, source: ""))
        let outcome = await quorate(
            "bench", over: Catalog([], benchmarks: [BenchmarkCase("climb", instance)]))
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("the benchmark case climb states no distinct or no generated states"))
    }

    @Test func exportSaysHowMuch() async throws {
        try await withTemporaryFolder { folder in
            let none = await quorate(["check", "Ladder", "rungs=3", "--export", folder], over: Self.ladders)
            #expect(none.status == 0)
            #expect(none.errors == "nothing was written to \(folder): there is no counterexample\n")
            let words = ["check", "Ladder", "--mutant", "leap", "--export", folder]
            let one = await quorate(words, over: Self.ladders)
            #expect(one.errors == "1 trace written to \(folder), each with its rendering\n")
            let file = folder + "/LeapTests.swift"
            let test = await quorate(
                ["export", folder + "/Ladder/leap.itf.json", "--swift", "--output", file], over: Self.ladders)
            #expect(test.errors == "2 tests written to \(file)\n" && test.output == "")
        }
    }

    @Test func leftoversOfAKilledUpdateAreRemoved() async throws {
        let left = "Ladder/.quorate-\(Int32.max)-7"
        let (outcome, _, files) = try await afterUpdate { folder in
            try Data().write(to: URL(fileURLWithPath: "\(folder)/\(left)"))
            try Data().write(to: URL(fileURLWithPath: "\(folder)/.quorate-\(Int32.max)-8"))
        }
        #expect(outcome.status == 0)
        #expect(files == Self.files)
    }
}
