import Foundation
import QuorateDrivers
import QuorateLanguage
import QuorateProver
import QuorateReplay
import SeededRandom
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs
@testable import QuorateTraces
@testable import Toys

/// Reports on specs of which something does not hold, or was not made.
@Suite struct ReportStandingTests {
    private func row(
        _ verdict: String = "holds", _ assumptions: [String] = [], _ settings: [String: Int] = [:],
        change: String? = nil, isAsExpected: Bool = true
    ) -> RunRow {
        RunRow(
            label: "S", settings: Instance(spec: "S", values: settings).settings, change: change,
            isAsExpected: isAsExpected, verdict: verdict, words: "", assumptions: assumptions, distinct: 1,
            generated: 1, depth: 0, levels: [1], properties: [], broken: [])
    }

    private func report(
        _ runs: [RunRow], mutants: [RunRow] = [], unmade: [UnmadePart] = []
    ) -> SpecReport {
        SpecReport(
            name: "S", subject: "", summary: "", source: "", runs: runs, mutants: mutants, variants: [],
            proofs: [], code: [], actions: [], unmade: unmade, notShown: [])
    }

    /// Truth of a text for a run: each part of it is an assumption or a parameter of the run, and no assumption is left out.
    private func isTrue(_ text: String, of run: RunRow) -> Bool {
        let whole = run.assumptions.joined(separator: ", ")
        guard text.hasPrefix(whole) else { return false }
        let rest = text.dropFirst(whole.count).split(separator: ", ").map(String.init)
        return rest.allSatisfy(run.settings.map(\.description).contains)
    }

    private func checkTexts(_ report: SpecReport) {
        for text in report.holdsFor {
            #expect(report.runs.contains { $0.verdict == "holds" && isTrue(text, of: $0) }, "\(text)")
            #expect(!report.runs.contains { $0.verdict != "holds" && isTrue(text, of: $0) }, "\(text)")
        }
        for run in report.runs {
            #expect(report.holdsFor.count { isTrue($0, of: run) } <= 1, "\(report.holdsFor)")
        }
    }

    /// What it is said to hold for is true of a run that holds, and of none that does not.
    @Test func holdsForWhatWasSeenToHold() {
        var random = SplitMix(seed: Seed.announced())
        var said = 0
        for _ in 0..<500 {
            let runs = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                row(
                    ["holds", "holds", "violated", "inconclusive"].randomElement(using: &random)!,
                    [["n = 3", "n = 4"], ["no faults", "Byzantine"]].map {
                        $0.randomElement(using: &random)!
                    }, ["a": .random(in: 0...2, using: &random), "b": .random(in: 0...1, using: &random)])
            }
            let report = report(runs)
            checkTexts(report)
            said += report.holdsFor.count
            #expect(report.holdsFor.count == Set(report.holdsFor).count)
        }
        #expect(said > 300)
    }

    @Test func holdsForWholeListsAndTellingParameters() {
        let runs = [
            row("holds", ["n = 4", "Byzantine"], ["a": 1]), row("holds", ["n = 3", "no faults"], ["a": 1]),
            row("violated", ["n = 3", "Byzantine"], ["a": 1]), row("holds", ["n = 5"], ["a": 1, "b": 2]),
            row("violated", ["n = 5"], ["a": 0, "b": 2]),
        ]
        #expect(report(runs).holdsFor == ["n = 4, Byzantine", "n = 3, no faults", "n = 5, a=1"])
        #expect(report([row("violated")]).extent == "no run of it holds")
        #expect(report((1...6).map { row("holds", ["n = \($0)"]) }).extent.hasSuffix("n = 4; and 2 more"))
    }

    /// Specs with runs that are to be violated.
    @Test func holdsForWhatTheCatalogShows() async throws {
        let request = CheckRequest(arguments: ["OralMessages"], workers: 1)
        var session = Session(
            catalog: catalog, program: "quorate",
            console: Console(output: { _ in }, error: { _ in }, isErrorTerminal: false))
        session.models = ProtocolModel.all
        let check = try CatalogCheck(request, in: session, showsProgress: false)
        let whole = CatalogReport(of: check, try await check.results(printing: .nothing))
        #expect(whole.specs.count == 1)
        for spec in whole.specs {
            #expect(!spec.holdsFor.isEmpty && spec.isAsExpected)
            checkTexts(spec)
        }
    }

    /// A mutant is caught by all of its runs, and a spec without runs is nothing.
    @Test func nothingIsAsExpectedThatIsNotThere() {
        #expect(report([]).standing == .notMade)
        let missing = UnmadePart(kind: .mutant, label: "m", line: "m: why", mutant: "m")
        #expect(report([row()], unmade: [missing]).standing == .notMade)
        #expect(report([row()], unmade: [missing]).unmadeMutants == 1)
        let half = [row(change: "m"), row(change: "m", isAsExpected: false), row(change: "k")]
        let halfCaught = report([row()], mutants: half)
        #expect(halfCaught.caughtMutants == 1 && halfCaught.triedMutants == 2)
        #expect(halfCaught.standing == .notAsExpected && report([row()]).standing == .asExpected)
        let partly = report([row()], mutants: [row(change: "m")], unmade: [missing])
        #expect(partly.caughtMutants == 0 && partly.standing == .notMade && partly.unmadeMutants == 0)
    }

    /// After an interrupt nothing is as expected, and nothing is said of code that there is.
    @Test func interruptedBeforeTheBeginning() async throws {
        let interrupt = Interrupt()
        interrupt.heed()
        interrupt.raise()
        try await withTemporaryFolder { folder in
            func run(_ format: String) async -> Outcome {
                await quorate(
                    ["report", "PBFT", "--quiet", "--format", format, "--html", "\(folder)/page.html"],
                    over: catalog
                ) {
                    $0.interrupt = interrupt
                    $0.drivers = drivers
                    $0.models = ProtocolModel.all
                }
            }
            let text = await run("text")
            #expect(text.status == 30 && text.output.hasPrefix("unmade  PBFT"), "\(text)")
            let json = await run("json").output
            #expect(json.contains("\"standing\": \"not made\"") && json.contains("\"asExpected\": false"))
            let page = try String(contentsOfFile: "\(folder)/page.html", encoding: .utf8)
            #expect(page.contains("– not made"))
            for said in [text.output, json, page] {
                for words in ["all as expected", "✓", "never taken", "none is held against it"] {
                    #expect(!said.contains(words), "\(words)")
                }
            }
        }
    }

    /// The limits of code that conforms are said too.
    @Test func codeIsShownForItsParametersOnly() async {
        func remarks(_ driver: ReplayTarget) async -> String {
            await quorate(["report", "Staircase", "--quiet", "--format", "json"]) {
                $0.drivers = [driver]
            }.output
        }
        let seeing = await remarks(.driver(StairsDriver<Seeing>.self, for: Staircase()))
        #expect(seeing.contains("that the code does this for other parameters than steps="), "\(seeing)")
        let still = await remarks(.driver(StairsDriver<Still>.self, for: Staircase()))
        #expect(still.contains("that any code does this: none that was run conforms"), "\(still)")
        #expect(!seeing.contains("none is held against it") && !still.contains("none is held against it"))
    }
}
