import Foundation
import QuorateLanguage
import QuorateReplay
import QuorateTraces
import SeededRandom
import Synchronization
import Testing

@testable import QuorateCommand
@testable import QuorateExplore
@testable import Toys

/// Walks that are saved and opened again, and taken on real code.
@Suite struct WalkTraceTests {
    private static let target = ReplayTarget.driver(BallotDriver.self, for: Ballot())

    /// A page on which a search has led to a goal, and the last node.
    private func walked(_ spec: Ballot, to goal: JSONValue) async throws -> (PageSession, node: JSONValue) {
        let page = PageSession(ErasedSpec(spec), on: Self.target)
        let outcome = await page.search(["goal": goal])
        #expect(outcome["result"] == "found")
        return (page, try #require(outcome["node"]))
    }

    @Test(
        arguments: [
            (Ballot(), ["property": "a decision"], "a decision"),
            (Ballot(), ["predicate": "voted[r1] && !warm[r2]"], nil),
            (Ballot(mutant: .hasty), ["property": "everybody has voted"], "everybody has voted"),
            (Ballot(mutant: .begun), ["property": "nobody votes unasked"], "nobody votes unasked"),
        ] as [(Ballot, JSONValue, String?)])
    func aSavedWalkIsOpenedAgain(_ spec: Ballot, _ goal: JSONValue, _ property: String?) async throws {
        let (page, node) = try await walked(spec, to: goal)
        let saved = await page.ask("trace", ["node": node]).value
        #expect(saved["property"] == JSONValue(property))
        let text = try #require(saved["text"]?.text)
        let trace = try ITF.trace(from: Data(text.utf8))
        #expect(trace.property == property ?? "")
        let path = await page.ask("node", ["node": node]).value["path"]
        #expect(trace.steps.map(\.action.description) == path?.list.dropFirst().map { $0["action"]?.text })

        // Opened in the same walk it is where it was; in a new one it is walked again.
        let again = await page.send("POST", "api/open", body: [Data(text.utf8)])
        #expect(again.status == 200 && again.value["node"] == node)
        let other = PageSession(ErasedSpec(spec))
        let opened = await other.send("POST", "api/open", body: [Data(text.utf8)]).value
        #expect(opened["path"]?.list.map { $0["action"] } == path?.list.map { $0["action"] })
        let second = await other.ask("trace", ["node": opened["node"] ?? .null]).value
        #expect(second["text"] == saved["text"])
        try await commandAccepts(text)
    }

    /// The command shows the file and replays it.
    private func commandAccepts(_ text: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quorate-walk-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("walk.itf.json").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        for arguments in [["show", file], ["show", file, "--html", "\(file).html"], ["replay", file]] {
            let printed = Mutex("")
            var session = Session(
                catalog: Catalog([.spec(Ballot())]), drivers: [Self.target], program: "quorate",
                console: Console(
                    output: { text in printed.withLock { $0 += text } },
                    error: { text in printed.withLock { $0 += text } }, isErrorTerminal: false))
            let (catalog, drivers) = (session.catalog, session.drivers)
            session.freshProcess = { arguments in
                var inner = Session(
                    catalog: catalog, drivers: drivers, program: "quorate",
                    console: Console(output: { _ in }, error: { _ in }, isErrorTerminal: false))
                inner.interrupt = Interrupt()
                let trace = try ITF.trace(fromFile: arguments[1])
                return try inner.target(for: trace.spec).replay(trace, arguments.contains("mutant"))
                    .transcript.text
            }
            let status = await CommandLineTool.status(of: session, arguments: arguments)
            #expect(status == 0, "\(arguments[0]): \(printed.withLock { $0 })")
        }
    }

    @Test func whatCannotBeSavedIsRefused() async throws {
        let page = PageSession(ErasedSpec(Ballot()))
        _ = await page.ask("begin", ["start": JSONValue(0)])
        #expect(await page.ask("trace", ["node": JSONValue(0)]).status == 409)
        let named = await page.ask("trace", ["node": JSONValue(0), "property": "a decision"])
        #expect(named.status == 409)
        #expect(await page.ask("replay", ["node": JSONValue(0)]).status == 404)
    }

    @Test func whatIsNoRunOfTheInstanceIsNotOpened() async throws {
        let (page, node) = try await walked(Ballot(), to: ["property": "a decision"])
        let text = try #require(await page.ask("trace", ["node": node]).value["text"]?.text)
        func open(_ text: String, in spec: Ballot = Ballot()) async -> (status: Int, value: JSONValue) {
            await PageSession(ErasedSpec(spec)).send("POST", "api/open", body: [Data(text.utf8)])
        }
        let other = await open(text, in: Ballot(mutant: .hasty))
        #expect(other.status == 409)
        #expect(other.value["error"]?.text?.contains("quorate explore Ballot") == true)
        for wrong in [
            text.replacingOccurrences(of: "\"action\": \"vote\"", with: "\"action\": \"restart\""),
            text.replacingOccurrences(of: "\"decided\": true", with: "\"decided\": false"),
            String(text.dropLast(9)), "{}", "",
        ] {
            #expect(wrong != text)
            let answer = await open(wrong)
            #expect(answer.status == 422 && answer.value["error"] != nil, "\(answer)")
        }
    }

    @Test func aWalkIsTakenOnRealCode() async throws {
        let (page, node) = try await walked(Ballot(), to: ["property": "a decision"])
        #expect(await page.ask("spec").value["codes"] == ["shipped"])
        #expect(await page.ask("replay", ["node": node, "code": "mutant"]).status == 404)
        #expect(await page.ask("replay", ["node": node]).status == 200)
        let outcome = await page.outcome()
        #expect(outcome["outcome"]?.text?.hasPrefix("reproduced") == true, "\(outcome)")
        #expect(outcome["agreesWithItself"] == .boolean(true))
        #expect(outcome["marks"]?.list.allSatisfy { $0 == "taken" } == true)
        let path = await page.ask("node", ["node": node]).value["path"]?.list.map { $0["action"] ?? .null }
        #expect(outcome["actions"]?.list == path && path?.count == 5)
    }

    @Test func codeRefusesTheStepOfAMutant() async throws {
        let (page, node) = try await walked(Ballot(mutant: .hasty), to: ["property": "everybody has voted"])
        #expect(await page.ask("spec").value["codes"] == ["shipped", "mutant"])
        _ = await page.ask("replay", ["node": node, "code": "shipped"])
        let refused = await page.outcome()
        #expect(refused["outcome"]?.text?.hasPrefix("refused at step 3") == true, "\(refused)")
        #expect(refused["marks"]?.list.last == "refused")
        _ = await page.ask("replay", ["node": node, "code": "mutant"])
        #expect(await page.outcome()["outcome"]?.text?.hasPrefix("reproduced") == true)
    }
}
