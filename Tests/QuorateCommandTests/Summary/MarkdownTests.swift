import Foundation
import QuorateDrivers
import QuorateLanguage
import QuorateTraces
import SeededRandom
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs
@testable import Toys

/// `--format markdown`: a summary for people, in which names are names.
@Suite struct MarkdownTests {
    private func markdown(_ line: String, over catalog: Catalog = fixtures) async -> String {
        await quorate("\(line) --format markdown --workers 1", over: catalog).output
    }

    @Test func wordsAndCode() {
        #expect(MarkdownText.words("1 run, in 0.5 s (a-b): \"c\"").source == "1 run, in 0.5 s (a-b): \"c\"")
        #expect(
            MarkdownText.words("1. a").source == "1&#46; a" && MarkdownText.words("- a").source == "&#45; a")
        #expect(MarkdownText.words("a|b<c>*").source == "a&#124;b&#60;c&#62;&#42;")
        #expect(MarkdownText.words("@x").source == "<code>&#64;</code>x")
        #expect(MarkdownText.words("https://www.x").source == "https:&#47;/www&#46;x")
        #expect(MarkdownText.code("votes[r0]: {} → {r1}").source == "`votes[r0]: {} → {r1}`")
        #expect(MarkdownText.code("a|b").source == "<code>a&#124;b</code>")
        #expect(MarkdownText.code("").source == "<code></code>")
        #expect(MarkdownText.block("a\n```\nb").source == "````text\na\n```\nb\n````")
        #expect(("\(code: "a") \("*") \(1234)" as MarkdownText).source == "`a` &#42; 1,234")
    }

    /// What a reader sees is what was meant, and nothing of it is markup.
    @Test func nothingOfOthersIsMarkup() {
        var random = SplitMix(seed: Seed.announced(22))
        for _ in 0..<500 {
            let text = HostileText.random(using: &random)
            let shown = ForeignText.shown(text).replacing("\n", with: "\\n").replacing("\t", with: "\\t")
            let (words, code) = (MarkdownText.words(text).source, MarkdownText.code(text).source)
            #expect(Self.seen(words) == shown, "\(words)")
            #expect(Self.seen(code) == shown, "\(code)")
            let isCode =
                code.hasPrefix("`") && code.hasSuffix("`")
                && code.dropFirst().dropLast().allSatisfy { $0 != "`" }
            for text in isCode ? [words] : [words, code] {
                let bare = text.replacing("<code>", with: "").replacing("</code>", with: "")
                    .replacing(/&#[0-9]+;/, with: "")
                #expect(!bare.contains { "&<>|`*_[]\\~$@#\n".contains($0) }, "\(text)")
            }
        }
    }

    /// A reader of references and code, as slow and as plain as can be.
    private static func seen(_ source: String) -> String {
        if source.hasPrefix("`") { return String(source.dropFirst().dropLast()) }
        return source.replacing("<code>", with: "").replacing("</code>", with: "").replacing(/&#([0-9]+);/) {
            String(Unicode.Scalar(UInt32($0.1)!)!)
        }
    }

    @Test func tableAndCounterexample() async {
        let text = await markdown("check Overflow last=4")
        #expect(text.hasPrefix("## `quorate check`: 1 run, 1 not as expected, in "))
        #expect(text.contains("| Run | Outcome | States | As expected |\n| --- | --- | --: | --- |\n"))
        #expect(text.contains("in 4 steps | 5 | **NO** |"))
        #expect(text.contains("is violated after 4 steps in Overflow last=4. (`Tests/Toys/Overflow.swift:"))
        #expect(text.contains("\n| 4 | `increase(1)` | `count: 3 → 4` |\n"))
        #expect(text.contains("    Note over environment: 4. increase(1)\n"))
    }

    @Test func oneRunIsShownAsExpected() async {
        let text = await markdown("check Staircase --mutant leap")
        #expect(text.contains("| yes |") && text.contains("breaks \"on the stairs\" after"))
    }

    /// Names of others break neither the table nor the diagram.
    @Test func hostileNames() async throws {
        let text = await markdown("check", over: Catalog([.spec(Malicious())]))
        #expect(MarkdownPage.problem(in: text) == nil)
        let outside = text.replacing(/\n```(?s:.*)\n```/, with: "")
        #expect(!outside.contains("@s") && !outside.contains("<b>") && outside.contains("somebody"))
    }

    /// What is as expected is put away where there is much of it.
    @Test(arguments: [20, 21])
    func longTables(count: Int) {
        let rows = (0..<count).map { Summary.Row(cells: [.code("run \($0)")], isAsExpected: $0 != 3) }
        let text = Summary(title: "a", columns: [.init(name: "Run")], rows: rows).markdown()
        let isLong = count > 20
        #expect(text.contains("<details><summary>20 more are as expected</summary>\n\n| Run |") == isLong)
        #expect(text.hasSuffix("\n\n</details>\n\n") == isLong)
        let shown = text.prefix(upTo: text.range(of: "<details>")?.lowerBound ?? text.endIndex)
        #expect(shown.split(separator: "\n").count { $0.hasPrefix("| `run ") } == (isLong ? 1 : count))
        #expect(text.split(separator: "\n").count { $0.hasPrefix("| `run ") } == count)
        #expect(shown.contains("| `run 3` | **NO** |"))
    }

    /// Whatever the limit is, it is kept, and what there is is whole.
    @Test func limits() {
        let rows = (0..<30).map { Summary.Row(cells: [.code("run \($0)")], isAsExpected: $0 > 2) }
        let section = Summary.Section(title: "é", body: [.block("x\ny"), "z"])
        let summary = Summary(
            title: "a", columns: [.init(name: "Run")], rows: rows, sections: [section, section])
        let whole = summary.markdown()
        for limit in 0...whole.utf8.count + 1 {
            let text = summary.markdown(limit: limit)
            #expect(text.utf8.count <= limit)
            #expect(limit < whole.utf8.count || text == whole)
            #expect(text.isEmpty || text == whole || text.contains("left out here, for want of room"))
            #expect(text.split(separator: "\n").count { $0.hasPrefix("```") }.isMultiple(of: 2))
            #expect(text.contains("<details>") == text.contains("</details>"))
        }
    }

    @Test func runsWithoutEnd() async throws {
        let lasso = await quorate(
            ["check", "Ballot", "--property", "every vote", "--format", "markdown"],
            over: Catalog([.spec(Ballot(promises: true))]))
        #expect(lasso.status == 13)
        #expect(lasso.output.contains("for ever"), "\(lasso.output)")
        try MermaidSequence.check(in: lasso.output)
    }

    @Test func claims() async throws {
        let outcome = await quorate("prove pbft-quorum-2f pbft-intersection --format markdown", over: catalog)
        #expect(!outcome.output.contains("mermaid"), "two are as expected")
        #expect(outcome.status == 0)
        #expect(
            outcome.output.contains("| `pbft-quorum-2f` | refuted | refuted | n = 4, f = 1"),
            "\(outcome.output)")
        #expect(
            outcome.output.contains("| `pbft-intersection` | proved | proved | certificate checked | yes |"))
    }

    @Test func realCode() async throws {
        let file = "\(repository)/Counterexamples/BrachaBroadcast/echoes-2f.itf.json"
        let outcome = await quorate(["replay", file, "--format", "markdown"], over: catalog) {
            $0.drivers = drivers
            $0.freshProcess = { arguments in
                let target = try #require(drivers.first { $0.spec == "BrachaBroadcast" })
                return try target.replay(try ITF.trace(fromFile: file), arguments.contains("mutant"))
                    .transcript
                    .text
            }
        }
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("| shipped code | refused at step "), "\(outcome.output)")
        #expect(outcome.output.hasPrefix("## `quorate replay`: 2 replays, all as expected\n"))
        try MermaidSequence.check(in: outcome.output)
        let conform = await quorate(
            ["conform", "BrachaBroadcast", "--max-states", "5", "--format", "markdown"], over: catalog
        ) {
            $0.drivers = drivers
        }
        #expect(conform.status == 30)
        #expect(conform.output.contains("inconclusive: the limit of 5 distinct states"), "\(conform.output)")
    }
}
