import Foundation
import QuorateLanguage
import QuorateTraces
import SeededRandom
import Testing

@testable import QuorateCommand
@testable import QuorateExplorer
@testable import Toys

/// `quorate diff` for hosts of code: which remarks there are, how grave they are, and at which lines.
@Suite struct DiffAnnotationTests {
    private static let door = Door().catalog
    private static let file = "Tests/Toys/Door.swift"

    private func sarif(
        _ edit: Door.Edit, _ arguments: String = "", over own: Catalog = door
    ) async -> (status: Int32, check: SARIFCheck) {
        let outcome = await diff(Self.door, Door(edit).catalog, arguments + " --format sarif", over: own) {
            $0.sources = sources
        }
        return (outcome.status, SARIFCheck(outcome.output, root: repository))
    }

    /// Rule and level of each result.
    private func told(_ check: SARIFCheck) -> [String] {
        check.results.map { "\($0["ruleId"]?.name ?? "") \($0["level"]?.name ?? "")" }
    }

    /// The text of the line at which something is, or nil where there is none.
    private func line(_ location: JSONValue?) throws -> Substring? {
        guard let physical = location?["physicalLocation"] else { return nil }
        #expect(physical["artifactLocation"]?["uri"]?.name == Self.file)
        let text = try String(contentsOfFile: "\(repository)/\(Self.file)", encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines[try #require(physical["region"]?["startLine"]?.integer) - 1]
    }

    private func steps(_ result: JSONValue) -> [JSONValue] {
        let flows = result["codeFlows"]?.elements?.first?["threadFlows"]?.elements ?? []
        return flows.flatMap { $0["locations"]?.elements ?? [] }
    }

    @Test func forbiddenIsAnErrorAtTheStepThatIsNew() async throws {
        let (status, check) = await sarif(.turnsWhenLocked, "--forbid behaviour-added")
        #expect(status == 50 && check.mistakes == [], "\(check.mistakes)")
        #expect(told(check) == ["diff/behaviour-added error", "diff/verdict-changed note"])
        #expect(check.invocation["exitCode"]?.integer == 50)
        let result = try #require(check.results.first)
        #expect(
            try line(result["locations"]?.elements?[0])?.contains("next.take(.turn(by: 1), if: can") == true)
        let text = try #require(result["message"]?["text"]?.name)
        #expect(text.hasPrefix("Door turns=3: ") && text.hasSuffix("the last is turn(by: 1)."), "\(text)")
        #expect(steps(result).count == 2)
        #expect(try steps(result).allSatisfy { try line($0["location"])?.contains("next.take") == true })
        // What has no run is at the spec.
        #expect(try line(check.results[1]["locations"]?.elements?[0])?.contains("struct Door: Spec") == true)
    }

    /// The lines of the base are not those of the files that are there.
    @Test func runOfTheBaseHasNoLines() async throws {
        let (status, check) = await sarif(.neverUnlocked)
        #expect(status == 0 && check.mistakes == [], "\(check.mistakes)")
        #expect(told(check) == ["diff/behaviour-removed note"])
        let result = try #require(check.results.first)
        #expect(try line(result["locations"]?.elements?[0])?.contains("struct Door: Spec") == true)
        #expect(steps(result).count == 2)
        #expect(try steps(result).allSatisfy { try line($0["location"]) == nil })
        // A program that does not know the spec says so by its name alone.
        let (_, other) = await sarif(.neverUnlocked, over: Catalog([]))
        #expect(other.mistakes == [] && other.results.count == 1)
        #expect(try line(other.results[0]["locations"]?.elements?[0]) == nil)
    }

    @Test func inconclusiveIsAWarning() async {
        let (status, check) = await sarif(.none, "--max-states 2")
        #expect(status == 30 && check.mistakes == [], "\(check.mistakes)")
        #expect(told(check) == ["diff/inconclusive warning", "diff/inconclusive warning"])
        #expect(check.results[0]["message"]?["text"]?.name?.contains("limit of 2 distinct states") == true)
    }

    @Test func nothingFoundIsAnEmptyLog() async {
        let (status, check) = await sarif(.refactored)
        #expect(status == 0 && check.mistakes == [] && check.results == [], "\(check.mistakes)")
        #expect(check.invocation["executionSuccessful"] == .boolean(true))
    }

    /// Every finding has a fingerprint of its own, also where two of one kind are about one spec.
    @Test(arguments: [Door.Edit.required, .startsAjar, .lenient, .broadWide, .withoutWide, .otherBound, nil])
    func everythingIsWellFormedAndToldApart(edit: Door.Edit?) async {
        let head = edit.map { Door($0).catalog } ?? Catalog([.spec(RenamedDoor())])
        let outcome = await diff(Self.door, head, "--format sarif", over: Self.door) { $0.sources = sources }
        let check = SARIFCheck(outcome.output, root: repository)
        #expect(check.mistakes == [] && !check.results.isEmpty, "\(check.mistakes)")
        let prints = check.results.map { $0["partialFingerprints"]?["quorateRun/v1"]?.name }
        #expect(Set(prints).count == prints.count, "\(told(check)) \(prints)")
        let isTwice = Set(told(check)).count < prints.count
        #expect(isTwice || edit != nil, "\(told(check))")
    }

    @Test func errorsComeFirst() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/summary.md"
            let outcome = await diff(
                Self.door, Door(.turnsWhenLocked).catalog,
                "--forbid verdict-changed --max-states 7 --format github", over: Self.door
            ) {
                $0.sources = sources
                $0.environment = [StepSummary.variable: file]
            }
            #expect(WorkflowRunner.problem(in: outcome.output) == nil)
            let commands = WorkflowRunner.commands(in: outcome.output)
            #expect(commands.map(\.name) == ["error", "warning", "notice"], "\(commands)")
            #expect(outcome.output.contains("From old to new"), "the text is there too")
            let page = try String(contentsOfFile: file, encoding: .utf8)
            #expect(MarkdownPage.problem(in: page) == nil && page.contains("what changes from old to new"))
        }
        let both = await diff(
            Self.door, Door(.turnsWhenLocked).catalog, "--forbid verdict-changed --format github",
            over: Self.door
        ) {
            $0.sources = sources
            $0.environment = [:]
        }
        let commands = WorkflowRunner.commands(in: both.output)
        #expect(both.status == 50 && commands.map(\.name) == ["error", "notice"], "\(both.output)")
        #expect(commands.first?.properties["title"] == "verdict-changed, which is forbidden: Door turns=3")
        #expect(commands.allSatisfy { $0.properties["file"] == Self.file }, "\(commands)")
        #expect(commands.last?.message.hasSuffix("\n1  lock\n2  turn(by: 1)") == true, "\(commands)")
    }

    /// What the command could not do is told where annotations were asked for, and nowhere else.
    @Test func errorsOfItsOwn() async {
        let outcome = await diff(Self.door, Self.door, "--forbid x --format github") { $0.environment = [:] }
        let commands = WorkflowRunner.commands(in: outcome.output)
        #expect(outcome.status == 64 && commands.map(\.name) == ["error"], "\(outcome)")
        #expect(commands.first?.properties["title"] == "quorate diff: an error")
        #expect(commands.first?.message.contains("no finding is of that kind") == true)
        let other = await diff(Self.door, Self.door, "--forbid x --format sarif")
        #expect(other.status == 64 && other.output == "" && other.errors.contains("is of that kind"))
    }

    /// A report in which everything that others chose is called `name`.
    private func report(_ name: String, _ kind: DiffFinding.Kind, site: SourceSite?) throws -> DiffReport {
        let empty = SideDescription(quorate: "0", specs: [], claims: [], conformances: [])
        var report = DiffReport(
            request: DiffRequest(forbidden: [.specAdded]), pairs: try SidePairs(empty, empty, .none))
        report.names = (name, name)
        report.notes = [name]
        let step = Trace.Step(action: .init(name: name, arguments: []), site: site)
        let run = GraphRun(instance: Instance(spec: name), steps: [step], states: [[], []])
        report.findings = [
            DiffFinding(kind: kind, spec: name, instance: name, sentence: name, run: (run, name)),
            DiffFinding(kind: .specAdded, spec: name, sentence: name),
        ]
        return report
    }

    private func session() -> Session {
        var session = Session(
            catalog: Self.door, program: "quorate",
            console: Console(output: { _ in }, error: { _ in }, isErrorTerminal: false))
        session.sources = sources
        return session
    }

    @Test func namesForgeNothing() throws {
        var random = SplitMix(seed: Seed.announced(23))
        for name in [HostileText.name] + (0..<50).map({ _ in HostileText.random(using: &random) }) {
            let report = try report(name, .behaviourAdded, site: nil)
            let page = report.summary(in: session()).markdown()
            #expect(MarkdownPage.problem(in: page) == nil, "\(page)")
            let outside = page.replacing(/\n```(?s:.*)\n```/, with: "").replacing(/`[^`]*`/, with: "")
            #expect(!outside.contains("@somebody") && !outside.contains("<b>"), "\(page)")
            let check = SARIFCheck(of: report.sarif(in: session()), root: repository)
            #expect(check.mistakes == [] && told(check).last == "diff/spec-added error", "\(check.mistakes)")
        }
    }

    /// The text is printed too, and nothing of it is obeyed.
    @Test func textForgesNothing() async {
        let (base, head) = (Catalog([.spec(Malicious(isBroken: false))]), Catalog([.spec(Malicious())]))
        let outcome = await diff(base, head, "--format github", over: head) { $0.environment = [:] }
        #expect(outcome.status == 0 && outcome.output.contains("forged"), "\(outcome)")
        #expect(WorkflowRunner.problem(in: outcome.output) == nil, "\(outcome.output)")
        #expect(WorkflowRunner.commands(in: outcome.output).allSatisfy { $0.name == "notice" })
    }

    @Test func linesOfAnotherRevisionAreNotShown() throws {
        let site = SourceSite(file: "Toys/Door.swift", line: 3)
        for (kind, isThere, expected) in [
            (DiffFinding.Kind.behaviourAdded, true, Int?.some(3)), (.propertyWeakened, true, 3),
            (.behaviourRemoved, true, nil), (.initialStateRemoved, true, nil), (.behaviourAdded, false, nil),
        ] {
            var report = try report("Door", kind, site: site)
            report.isHeadInWorkTree = isThere
            let annotation = try #require(report.annotations(in: Catalog([])).first { $0.trace != nil })
            #expect(sources.place(of: annotation)?.line == expected, "\(kind) \(isThere)")
            #expect(annotation.trace?.steps.map(\.site?.line) == [expected], "\(kind) \(isThere)")
        }
    }
}
