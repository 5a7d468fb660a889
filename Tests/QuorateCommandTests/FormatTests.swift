import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import QuorateCommand

/// The formats that other programs read.
@Suite struct FormatTests {
    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func runsAsJSON() async throws {
        let outcome = await quorate(
            "check Staircase steps=6 --mutant leap --format json --workers 1 --store fingerprint")
        #expect(outcome.status == 0)
        let whole = try object(outcome.output)
        #expect(Set(whole.keys) == ["version", "runs", "notStarted"])
        #expect(whole["version"] as? String == "0.1.0")
        let run = try #require((whole["runs"] as? [[String: Any]])?.first)
        #expect(
            Set(run.keys) == [
                "assumptions", "notes",
                "spec", "mutant", "parameters", "outcome", "expected", "asExpected", "notCompared",
                "distinctStates",
                "generatedStates", "depth", "statesPerLevel", "store", "missProbability", "workers", "limit",
                "properties", "actions", "counterexamples", "wallSeconds", "cpuSeconds", "bytesPerState",
                "statesWithoutStep", "statesWithoutChange", "fault", "coverage", "liveness", "variant",
                "behaviour", "storedStates", "symmetry", "ranks",
            ])
        #expect(run["mutant"] as? String == "leap")
        #expect(run["parameters"] as? [String: Int] == ["steps": 6, "landing": 0, "mayRest": 1])
        #expect(run["outcome"] as? String == "violated")
        #expect(run["expected"] as? String == "violated")
        #expect(run["asExpected"] as? Bool == true)
        #expect(run["statesPerLevel"] as? [Int] == Array(repeating: 1, count: 8))
        #expect(try #require(run["missProbability"] as? Double) < 1e-17)
        #expect(run["limit"] is NSNull)
        let properties = try #require(run["properties"] as? [[String: Any]])
        #expect(properties.map { $0["outcome"] as? String } == ["violated", "reached", "inconclusive"])
        #expect(properties.map { $0["kind"] as? String } == ["always", "reachable", "deadlockFreedom"])
        let actions = try #require(run["actions"] as? [[String: Any]])
        #expect(actions.map { $0["taken"] as? Int } == [7, 0])
        #expect(actions[1]["firstDepth"] is NSNull)
        let counterexample = try #require((run["counterexamples"] as? [[String: Any]])?.first)
        #expect(counterexample["steps"] as? Int == 7)
        #expect(counterexample["file"] is NSNull)
    }

    @Test func catalogAsJSON() async throws {
        let outcome = await quorate("check --format json")
        let runs = try #require(try object(outcome.output)["runs"] as? [[String: Any]])
        // The spec that cannot be searched has no outcome; it is told elsewhere.
        #expect(runs.map { $0["spec"] as? String } == Array(repeating: "Staircase", count: 5) + ["Sleeper"])
        #expect(outcome.errors.contains("Holey: State has a hole of 7 bytes"))
        #expect(runs.filter { $0["asExpected"] as? Bool == true }.count == 3)
    }

    @Test func listAsJSON() async throws {
        let outcome = await quorate("list --format json")
        let specs = try #require(try object(outcome.output)["specs"] as? [[String: Any]])
        #expect(specs.count == 4)
        let first = specs[0]
        #expect(
            Set(first.keys) == [
                "name", "subject", "summary", "source", "assumptions", "parameters", "properties", "mutants",
                "variants", "hasCode", "mutantsWithCode",
            ])
        let parameters = try #require(first["parameters"] as? [[String: Any]])
        #expect(parameters[0]["name"] as? String == "steps")
        #expect(parameters[0]["default"] as? Int == 4)
        #expect(parameters[0]["range"] as? [Int] == [1, 1000])
        let properties = try #require(first["properties"] as? [[String: String]])
        #expect(properties[2] == ["name": "no dead end", "kind": "deadlockFreedom"])
        let mutants = try #require(first["mutants"] as? [[String: String]])
        #expect(mutants[3] == ["name": "give-up", "breaks": "at the top"])
    }

    @Test func listAsText() async {
        let outcome = await quorate("list")
        #expect(outcome.output.contains("steps=4, from 1 to 1000"))
        #expect(outcome.output.contains("leap breaks \"on the stairs\": climbs over the top"))
    }

    @Test(arguments: [
        ("check Overflow last=4", "<testsuites name=\"quorate\" tests=\"1\" failures=\"1\" errors=\"0\""),
        ("check Overflow last=4", "<failure type=\"InvariantViolated\" message=\"violated at depth 4\">"),
        (
            "check Overflow last=4",
            "name=\"../a &quot;b&quot; &lt;c&gt; &amp; it's d\" time="
        ),
        ("check Staircase mayRest=0", "<failure type=\"Deadlock\" message=\"violated at depth 4\">"),
        ("check Sleeper --continue", "<failure type=\"NotReached\" message=\"not reached\"/>"),
        ("check Sleeper --continue", "<failure type=\"NeverTaken\" message=\"wake\"/>"),
        ("check Staircase --max-depth 1", "skipped=\"4\""),
        (
            "check Staircase --max-depth 1",
            "<skipped message=\"the limit of depth 1 ended the search before everything was seen\"/>"
        ),
        ("check Staircase --mutant leap", "failures=\"0\" errors=\"0\" skipped=\"1\""),
        ("check Staircase --mutant idle", "<failure type=\"Survived\""),
        ("check Holey Sleeper", "<error type=\"malformedInput\" message=\"State has a hole of 7 bytes"),
    ])
    func runsAsJUnit(line: String, text: String) async {
        let outcome = await quorate("\(line) --format junit --workers 1")
        #expect(outcome.output.contains(text), "\(outcome.output)")
        let parser = XMLParser(data: Data(outcome.output.utf8))
        #expect(parser.parse(), "well-formed")
    }

    @Test func textInXML() {
        #expect(XMLElement.escaped("a<b>&\"\n\u{0}") == "a&lt;b&gt;&amp;&quot;\n\u{FFFD}")
        #expect(XMLElement.escaped("a\nb", inAttribute: true) == "a&#10;b")
    }
}
