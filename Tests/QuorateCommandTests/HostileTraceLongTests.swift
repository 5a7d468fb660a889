import Foundation
import Testing

/// Trace files that somebody made to do harm: a clear error within seconds, and in little memory.
@Suite struct HostileTraceLongTests {
    /// A harmless file, to put something into.
    private static let harmless: String = {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try! String(
            contentsOf: top.appending(path: "Counterexamples/TwoPhaseCommit/hasty-commit.itf.json"),
            encoding: .utf8)
    }()

    /// The harmless file with something else in one place.
    private static func with(_ text: String, inPlaceOf old: String) -> String {
        let range = harmless.range(of: old)!
        return harmless.replacingCharacters(in: range, with: text)
    }

    private static func list(_ element: String, _ count: Int) -> String {
        "[" + String(repeating: element + ",", count: count - 1) + element + "]"
    }

    private static func members(_ count: Int) -> String {
        (0..<count).map { "\"v\($0)\": true" }.joined(separator: ",")
    }

    /// A name, the file, and what the error says.
    static let files: [(String, @Sendable () -> String, String)] = [
        (
            "100 MB", { #"{"vars": ["x"], "states": "# + list("{\"x\":true}", 9_100_000) + "}" },
            "too large: more than 64 MiB"
        ),
        (
            "a million states",
            { with(#""states": "# + list("{\"x\":[true]}", 1_000_000) + "}", inPlaceOf: "\"states\": [") },
            "not JSON: more text after the end"
        ),
        (
            "a million states and no more",
            {
                harmless.split(separator: "\"states\": [")[0] + "\"states\": "
                    + list("{\"x\":[true]}", 1_000_000) + "}"
            },
            "1000000 states for 5 steps"
        ),
        (
            "very many steps",
            {
                harmless.split(separator: "\"steps\": [")[0] + "\"steps\": "
                    + list(#"{"action":"commit"}"#, 400_000)
                    + #"}},"vars":["manager"],"states":"# + list(#"{"manager":"m"}"#, 400_001) + "}"
            }, "the first state is not initial: manager is m in the trace"
        ),
        (
            "very many variables",
            {
                let names = (0..<100_000).map { "\"v\($0)\"" }.joined(separator: ",")
                let state = "{\(members(100_000))}"
                return harmless.split(separator: "\"steps\": [")[0]
                    + "\"steps\":[{\"action\":\"commit\"}]}},\"vars\":[\(names)],\"states\":[\(state),\(state)]}"
            }, "the first state is not initial"
        ),
        (
            "deep nesting", { String(repeating: "[", count: 100_000) },
            "truncated: the file ends in the middle of its JSON, at line 1, column 100001"
        ),
        (
            "deep nesting in a state",
            { with(String(repeating: "{\"a\":", count: 100_000), inPlaceOf: "\"undecided\"") },
            "not JSON: a bracket that closes another one, at line 78"
        ),
        ("a key twice", { with("\"spec\"", inPlaceOf: "\"mutant\"") }, "the key \"spec\" appears twice"),
        (
            "many keys, the last one twice",
            { with("{\(members(1_000_000)),\"v0\":1}", inPlaceOf: ##"{"index": 0}"##) },
            "the key \"v0\" appears twice"
        ),
        (
            "replica 99", { harmless.replacing("\"r1\"", with: "\"r99\"") },
            "manager[r1] is missing in the trace"
        ),
        (
            "replica 99 takes a step", { harmless.replacing(#"{".0": "r0"}"#, with: #"{".0": "r99"}"#) },
            #"expected the arguments of the step, found "(_0: r0)""#
        ),
        (
            "a long name", { with(String(repeating: "x", count: 60_000_000), inPlaceOf: "TwoPhaseCommit") },
            "a string of more than 1024 KiB"
        ),
        (
            "a name of a megabyte",
            { with(String(repeating: "x", count: 1 << 20), inPlaceOf: "TwoPhaseCommit") },
            "the catalog has no spec xxx"
        ),
        (
            "a letter with a million accents",
            {
                with(
                    "\"e" + String(repeating: "\u{301}\u{316}", count: 200_000) + "\"",
                    inPlaceOf: "\"undecided\"")
            },
            "a string with more than 30 accents on one letter"
        ),
        (
            "a number of a million digits",
            {
                with(
                    "{\"#bigint\": \"\(String(repeating: "9", count: 1_000_000))\"}",
                    inPlaceOf: "\"undecided\"")
            }, "the first state is not initial: decision is 9999"
        ),
        (
            "very many parameters",
            {
                with(
                    "{\((0..<500_000).map { "\"p\($0)\": 1" }.joined(separator: ","))}",
                    inPlaceOf: "{\"managers\": 3}")
            }, "TwoPhaseCommit has no parameter p0"
        ),
        (
            "a set of a million",
            { with("{\"#set\": \(list("{\"#set\":[]}", 1_000_000))}", inPlaceOf: "\"undecided\"") },
            "expected an element that the set does not have yet"
        ),
    ]

    @Test(arguments: files.indices)
    func isRefused(index: Int) async throws {
        let (name, text, message) = Self.files[index]
        try await withTemporaryFolder { folder in
            let file = folder + "/hostile.itf.json"
            try Data(text().utf8).write(to: URL(fileURLWithPath: file))
            let outcome = try await Executable.run(["show", file], limits: Self.limits)
            #expect(outcome.status == 65, "\(name)")
            #expect(outcome.output == "", "\(name)")
            #expect(outcome.errors.contains(message), "\(name): \(outcome.errors.prefix(400))")
            #expect(outcome.errors.utf8.count < 3000, "\(name)")
        }
    }

    /// With more memory or processor time than this the command ends at once, in another status.
    private static let limits = Executable.Limits(memory: 1 << 30, processorSeconds: 60)
}
