import Foundation
import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateCommand
@testable import Toys

/// `--format github`: annotations that nobody can forge, and a summary in the host's file.
@Suite struct GitHubTests {
    /// Runs a command as in a step of a workflow.
    private func step(
        _ line: String, summary: String? = nil, over catalog: Catalog = fixtures
    ) async -> Outcome {
        let words = line.split(separator: " ").map(String.init) + ["--format", "github"]
        return await quorate(words, over: catalog) {
            $0.environment = summary.map { [StepSummary.variable: $0] } ?? [:]
            $0.sources = sources
        }
    }

    private static func withoutBlanks(_ text: String?) -> String { (text ?? "").filter { $0 != " " } }

    @Test func commandsAreEscaped() {
        let command = WorkflowCommand(
            name: "error", properties: ["file": "a,b:c.swift", "title": "50%, 3::4"],
            message: "x: 1%\ny,z\r##[x]")
        #expect(
            command.line
                == "::error file=a%2Cb%3Ac.swift,title=50%25%2C 3%3A%3A4::x: 1%25%0Ay,z%0D# #[x]")
    }

    /// What the runner reads is what was meant, whatever that is, but for two number signs beside each other.
    @Test func commandsAreReadAsTheyWereMeant() {
        var random = SplitMix(seed: Seed.announced(20))
        for _ in 0..<500 {
            let (title, message) = (HostileText.random(using: &random), HostileText.random(using: &random))
            let command = WorkflowCommand(name: "warning", properties: ["title": title], message: message)
            let read = WorkflowRunner.commands(in: command.line)
            #expect(read.count == 1 && read.first?.name == "warning", "\(command.line)")
            #expect(!command.line.contains("##"))
            #expect(Self.withoutBlanks(read.first?.message) == Self.withoutBlanks(message))
            #expect(Self.withoutBlanks(read.first?.properties["title"]) == Self.withoutBlanks(title))
        }
    }

    @Test func disarmedTextHasNoCommands() {
        var random = SplitMix(seed: Seed.announced(21))
        var armed = 0
        for _ in 0..<500 {
            let text = HostileText.random(using: &random)
            armed += WorkflowRunner.commands(in: text).count
            let disarmed = WorkflowCommand.disarmed(text)
            #expect(WorkflowRunner.commands(in: disarmed).isEmpty, "\(text.debugDescription)")
            // Blanks came in, and nothing else is different.
            #expect(Self.withoutBlanks(disarmed) == Self.withoutBlanks(text))
        }
        #expect(armed > 50)
        #expect(WorkflowCommand.disarmed("\u{3000} ::error::x") == "\u{3000} : :error::x")
        #expect(WorkflowCommand.disarmed("a ::b\nc: d\n\n# e") == "a ::b\nc: d\n\n# e")
    }

    /// Names that look like commands come out in text, in annotations and in errors, and none is obeyed.
    @Test func namesForgeNothing() async throws {
        let catalog = Catalog([.spec(Malicious())])
        let outcome = await step("check", over: catalog)
        #expect(outcome.status == 12)
        let commands = WorkflowRunner.commands(in: outcome.output)
        #expect(commands.map(\.name) == ["error"])
        #expect(commands[0].properties["title"]?.hasSuffix("is violated") == true)
        #expect(commands[0].message.contains("forged"))
        #expect(outcome.output.contains("breaks"), "the text is there too")
    }

    #if os(Linux)
        /// The runner reads standard error as well, whatever the format is.
        @Test func errorsForgeNothing() async throws {
            for variables in [["GITHUB_ACTIONS": "true"], ["GITHUB_ACTIONS": ""]] {
                let outcome = try await Executable.run(
                    ["check", "Raft", "--property", "\n::error::forged"], variables: variables)
                #expect(outcome.status == 64)
                let isObeyed = !WorkflowRunner.commands(in: outcome.errors).isEmpty
                #expect(!isObeyed, "\(outcome.errors)")
            }
        }
    #endif

    @Test func annotationsStandAtTheirLines() async throws {
        let outcome = await step("check Overflow last=4")
        #expect(outcome.status == 12)
        let command = try #require(WorkflowRunner.commands(in: outcome.output).first)
        let file = try #require(command.properties["file"])
        #expect(file == "Tests/Toys/Overflow.swift")
        let lines = try String(contentsOfFile: "\(repository)/\(file)", encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(command.properties["line"].flatMap { Int($0) })
        #expect(lines[line - 1].contains(".always(Self.nastyProperty)"))
        #expect(command.properties["title"] == "\"\(Overflow.nastyProperty)\" is violated")
        #expect(
            command.message.hasPrefix("\"\(Overflow.nastyProperty)\" is violated after 4 steps in Overflow"))
        #expect(command.message.hasSuffix("\n4  increase(1)"))
        // After the text, so that the end of the log has them.
        #expect(outcome.output.split(separator: "\n").last?.hasPrefix("::error ") == true)
    }

    /// A place that is not known is none, and never another line.
    @Test func noPlaceIsBetterThanAWrongOne() async throws {
        try await withTemporaryFolder { folder in
            let outcome = await quorate(
                ["check", "Overflow", "last=4", "--format", "github"], over: fixtures
            ) {
                $0.environment = [:]
                $0.sources = SourcePaths(around: folder)
            }
            let command = try #require(WorkflowRunner.commands(in: outcome.output).first)
            #expect(Set(command.properties.keys) == ["title"])
        }
    }

    @Test func nothingToSay() async {
        let outcome = await step("check Staircase --mutant leap")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("is caught by"))
        #expect(WorkflowRunner.commands(in: outcome.output).isEmpty)
    }

    /// The gravest first, ten of each level, and the tenth says how many are missing.
    @Test func gravestFirstAndNoMoreThanAreShown() {
        func annotations(_ level: Annotation.Level, _ count: Int) -> [Annotation] {
            (0..<count).map {
                Annotation(
                    rule: AnnotationRule(.search, "x"), level: level, title: "\(level) \($0)", message: "m",
                    subject: "s")
            }
        }
        let commands = WorkflowAnnotations(
            annotations: annotations(.note, 1) + annotations(.warning, 10) + annotations(.error, 1234),
            paths: sources, elsewhere: "the summary of the job"
        ).commands
        let read = commands.flatMap { WorkflowRunner.commands(in: $0.line) }
        let names = ["error", "warning"].flatMap { Array(repeating: $0, count: 10) } + ["notice"]
        #expect(read.map(\.name) == names)
        #expect(read.prefix(9).map { $0.properties["title"] } == (0..<9).map { "error \($0)" })
        #expect(read[9].properties["title"] == "1,225 more of 1,234 errors")
        #expect(read[9].message == "A host shows 10 for each step; the summary of the job has them all.")
        #expect(read[19].properties["title"] == "warning 9")
    }

    /// An error of a command is an annotation, and one of a run does not keep the others from theirs.
    @Test func errorsOfTheirOwn() async throws {
        let one = await step("check Holey")
        #expect(one.status == 65 && one.errors.hasPrefix("Error: Holey"))
        let error = try #require(WorkflowRunner.commands(in: one.output).first)
        #expect(error.name == "error" && error.properties["title"] == "quorate check: an error")
        #expect(error.message.contains("a hole of 7 bytes"))
        let two = await step("check Holey Sleeper")
        #expect(two.status == 1)
        #expect(
            WorkflowRunner.commands(in: two.output).map(\.name) == ["error", "warning", "warning", "warning"])
        let usage = await step("check Stiarcase")
        #expect(usage.status == 64)
        #expect(WorkflowRunner.commands(in: usage.output).map(\.name) == ["error"])
    }

    @Test func summariesAreAppended() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/summary.md"
            try Data("from another tool\n".utf8).write(to: URL(fileURLWithPath: file))
            #expect(await step("check Staircase steps=3", summary: file).status == 0)
            #expect(await step("check Overflow last=4", summary: file).status == 12)
            #expect(await step("check Holey", summary: file).status == 65)
            let text = try String(contentsOfFile: file, encoding: .utf8)
            let titles = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { $0.prefix(30) }
            #expect(text.hasPrefix("from another tool\n\n## `quorate check`: "))
            #expect(
                titles == [
                    "## `quorate check`: 1 run, all", "## `quorate check`: 1 run, 1 n",
                    "## `quorate check`: an error",
                ])
            #expect(text.contains("```mermaid\n") && text.contains("a hole of 7 bytes"))
        }
    }

    @Test func summariesThatCannotBeWritten() async throws {
        try await withTemporaryFolder { folder in
            for file in [folder, "\(folder)/missing/summary.md"] {
                let outcome = await step("check Staircase steps=3", summary: file)
                #expect(outcome.status == 74, "\(file)")
                #expect(outcome.errors.contains("Error: \(file): "), "\(outcome.errors)")
            }
        }
        #if os(Linux)
            let outcome = await step("check Staircase steps=3", summary: "/dev/full")
            #expect(outcome.status == 74)
            #expect(outcome.errors.contains("No space left"), "\(outcome.errors)")
        #endif
    }

    /// A host takes nothing of a step that wrote too much.
    @Test func summariesHaveALimit() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/summary.md"
            let alone = "\(folder)/alone.md"
            _ = await step("check Overflow last=4", summary: alone)
            let whole = try Data(contentsOf: URL(fileURLWithPath: alone)).count
            for room in [0, 1, 100, 300, whole / 2, whole - 50, whole + 50] {
                let before = Data(repeating: 0x61, count: StepSummary.limit - room)
                try before.write(to: URL(fileURLWithPath: file))
                let outcome = await step("check Overflow last=4", summary: file)
                #expect(outcome.status == 12)
                let after = try Data(contentsOf: URL(fileURLWithPath: file))
                #expect(after.count <= StepSummary.limit && after.prefix(before.count) == before)
                let added = String(decoding: after.dropFirst(before.count), as: UTF8.self)
                #expect(added.isEmpty == outcome.errors.contains("no room for a summary"), "\(room)")
                #expect(added.isEmpty == (room < 200), "\(room)")
                let isCut = added.contains("left out here, for want of room")
                #expect(added.isEmpty || isCut == (room < whole), "\(room)")
            }
        }
    }

    @Test func noOtherCommandPromisesIt() async {
        for format in ["github", "markdown"] {
            let outcome = await quorate("list --format \(format)")
            #expect(outcome.status == 64 && outcome.errors.contains("'\(format)' is invalid"))
        }
    }
}
