import Foundation
import QuorateLanguage
import QuorateTraces
import Synchronization
import Testing

@testable import QuorateCommand
@testable import QuorateExplore
@testable import Toys

/// The way to the page: the command, and the arguments of the program that it becomes.
@Suite struct ExploreCommandTests {
    @Test func whereTheProgramIsMissingTheErrorSaysWhatToBuild() async {
        let errors = Mutex("")
        var session = Session(
            catalog: Catalog([.spec(Ballot())]), program: "quorate",
            console: Console(
                output: { _ in }, error: { text in errors.withLock { $0 += text } }, isErrorTerminal: false))
        session.programFile = "/nowhere/quorate"
        let status = await CommandLineTool.status(
            of: session, arguments: ["explore", "Ballot", "--set", "x=1"])
        #expect(status == 64)
        let text = errors.withLock { $0 }
        #expect(text.contains("/nowhere/quorate-explore"))
        #expect(text.contains("--product quorate-explore"))
    }

    @Test func theInstanceIsThatOfTheArguments() throws {
        let asked = try ExploreArguments.parse(["Ballot", "a=1", "--set", "b=2", "--mutant", "hasty"])
        let instance = try asked.instance()
        #expect(instance.label == "Ballot hasty a=1 b=2")
        #expect(try ExploreArguments.parse(["Ballot", "--max-memory", "2M"]).limits().memory == 2 << 20)
    }

    @Test(arguments: [
        [], ["A", "B"], ["A", "a=x"], ["A", "a=1", "--set", "a=2"], ["A", "--set", "a"],
        ["A", "--max-states", "0"],
        ["A", "--max-memory", "much"], ["A", "--port", "0"], ["A", "--port", "65536"], ["A", "--nonsense"],
    ])
    func argumentsThatMakeNoSenseAreRefused(_ arguments: [String]) {
        #expect(throws: (any Error).self) {
            let asked = try ExploreArguments.parse(arguments)
            _ = (try asked.instance(), try asked.limits())
        }
    }

    @Test func aTraceIsOpenFromTheStart() async throws {
        let catalog = Catalog([.spec(Ballot())])
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).itf.json").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let page = PageSession(ErasedSpec(Ballot()))
        let node = try #require(await page.search(["goal": ["property": "a decision"]])["node"])
        let text = try #require(await page.ask("trace", ["node": node]).value["text"]?.text)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        let asked = try ExploreArguments.parse(["Ballot", "--trace", file])
        let (exploration, opened) = try await ExploreTool.exploration(asked, in: catalog, [])
        #expect(opened == file)
        let tree = try await exploration.answer("tree", [:])
        #expect(tree["count"]?.wholeNumber == 5)
        let other = try ExploreArguments.parse(["Ballot", "--mutant", "hasty", "--trace", file])
        await #expect(throws: Refusal.self) { _ = try await ExploreTool.exploration(other, in: catalog, []) }
        let unknown = try ExploreArguments.parse(["Nobody"])
        await #expect(throws: CatalogError.self) {
            _ = try await ExploreTool.exploration(unknown, in: catalog, [])
        }
    }

    /// What has no end, or waits for somebody to write, is no trace.
    @Test func aTraceIsAFile() async throws {
        let queue = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).fifo").path
        defer { try? FileManager.default.removeItem(atPath: queue) }
        try #require(mkfifo(queue, 0o600) == 0)
        for file in [queue, "/dev/zero", "/dev/null"] {
            let asked = try ExploreArguments.parse(["Ballot", "--trace", file])
            let error = await #expect(throws: Refusal.self) {
                _ = try await ExploreTool.exploration(asked, in: Catalog([.spec(Ballot())]), [])
            }
            #expect(error?.message.contains("no file that can be read to its end") == true)
        }
    }
}
