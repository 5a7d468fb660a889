import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateCommand
@testable import QuorateExplorer
@testable import QuorateSpecs

/// Looks of a terminal: colours, plots, the place in a long list, completion.
@Suite struct TerminalLooksTests {
    @Test func marksAreColouredAndNothingElse() {
        let lines = "ok      Paxos  ok\nFAILED  x\n\nokay\nok\n  ok x\n"
        let coloured = MarkColour.adding(to: lines)
        #expect(
            coloured
                == "\u{1B}[32mok\u{1B}[0m      Paxos  ok\n\u{1B}[31mFAILED\u{1B}[0m  x\n\nokay\nok\n  ok x\n")
        // Without the colours it is the same text.
        #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == lines)
    }

    /// Whatever stands in a file cannot colour anything.
    @Test func colourIsAddedBehindTheEscapes() throws {
        let printed = Lines()
        var console = Console(output: { printed.add($0) }, error: { _ in }, isErrorTerminal: false)
        try console.print("ok  \u{1B}[31mred")
        #expect(!printed.text.contains("\u{1B}"))
        console.coloursMarks = true
        try console.print("ok  \u{1B}[31mred")
        #expect(printed.text.components(separatedBy: "\u{1B}").count == 3)
    }

    /// Each column is the highest of its levels, none is left out, and the highest is full.
    @Test func plotsAgreeWithTheirLevels() {
        var random = SplitMix(seed: Seed.announced())
        for _ in 0..<300 {
            let levels = (0..<random.number(0..<90)).map { _ in random.number(0..<1000) }
            let columns = random.number(1..<60)
            let plot = LevelPlot(levels, columns: columns)
            #expect(plot.heights.count == min(levels.count, columns))
            #expect(plot.text.count == plot.heights.count)
            guard let most = levels.max(), most > 0 else { continue }
            #expect(plot.heights.max() == 1 && plot.text.contains("█"))
            if levels.count <= columns {
                let shares: [Double] = levels.map { Double($0) / Double(most) }
                #expect(plot.heights == shares)
            }
        }
    }

    @Test func plotIsShownWhenAskedFor() async {
        let asked = await quorate("check TwoPhaseCommit managers=3 --verbose", over: catalog)
        #expect(asked.output.contains("Levels:     ▁"), "\(asked.output)")
        #expect(asked.output.contains("11 levels, at most"))
        let usual = await quorate("check TwoPhaseCommit managers=3", over: catalog)
        #expect(!usual.output.contains("Levels:"))
    }

    @Test func placeInTheListIsShown() {
        let printed = Lines()
        let console = Console(output: { _ in }, error: { printed.add($0) }, isErrorTerminal: false)
        let display = ProgressDisplay(console: console, of: 12)
        let progress = SearchProgress(
            seconds: 1, depth: 6, distinctStates: 7, generatedStates: 8, frontier: 2, previousFrontier: 1,
            residentBytes: 512)
        for _ in 0..<3 { display.begin() }
        display.show(progress, of: "Paxos")
        #expect(printed.text.hasPrefix("3/12 0.0"), "\(printed.text)")
        #expect(printed.text.contains(" Paxos: "))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func scriptsAreMade(shell: String) async {
        let outcome = await quorate("--generate-completion-script \(shell)", over: catalog)
        #expect(outcome.status == 0 && (outcome.output + outcome.errors).contains("quorate"), "\(outcome)")
    }

    @Test func namesAreCompleted() async {
        let outcome = await quorate(
            ["---completion", "check", "--", "positional@0", "0", "0", "Two"], over: catalog)
        #expect((outcome.output + outcome.errors).contains("TwoPhaseCommit"), "\(outcome)")
    }
}
