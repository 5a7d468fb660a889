import Foundation
import QuorateLanguage
import QuorateTraces
import Testing

@Suite struct TraceFileErrorTests {
    static func error(_ text: String) -> TraceFileError? { error(Data(text.utf8)) }

    static func error(_ data: Data) -> TraceFileError? {
        #expect(throws: TraceFileError.self) { try ITF.trace(from: data) }
    }

    /// The error of the good trace with one thing replaced.
    static func error(replacing old: String, with new: String) -> TraceFileError? {
        let text = ITFTests.text.replacing(old, with: new, maxReplacements: 1)
        #expect(text != ITFTests.text, "\(old) is not in the text")
        return error(text)
    }

    @Test(arguments: [
        ("nonsense", 1, 2), ("{\n  \"a\" 1}", 2, 7), ("[1,]", 1, 4), ("[01]", 1, 4), ("[1 2]", 1, 4),
        ("{} {}", 1, 4), ("[\"\\x\"]", 1, 4), ("[\"\\ud800 \"]", 1, 9), ("[\"a\nb\"]", 1, 4), ("[-]", 1, 3),
        ("[\"\\u00g0\"]", 1, 7), ("{a: 1}", 1, 2), ("[1.]", 1, 4), ("[+1]", 1, 2), ("[.5]", 1, 2),
        ("[1e]", 1, 4),
    ])
    func textThatIsNoJSONIsRefused(text: String, line: Int, column: Int) {
        guard case .notJSON(_, let foundLine, let foundColumn) = Self.error(text) else {
            Issue.record("\(text): \(Self.error(text).map { "\($0)" } ?? "no error")")
            return
        }
        #expect((foundLine, foundColumn) == (line, column), "\(text)")
    }

    @Test func bytesThatAreNotText() {
        #expect(
            Self.error(Data([0x5B, 0x22, 0xFF, 0x22, 0x5D]))
                == .notJSON(reason: "a string that is not UTF-8", line: 1, column: 3))
    }

    @Test(arguments: ["", "  ", "{", "[1", "\"abc", "\"abc\\", "\"\\u00", "tru", "{\"a\":", "[1,", "-"])
    func aTruncatedFileIsRefused(text: String) {
        guard case .truncated = Self.error(text) else {
            Issue.record("\(text): \(Self.error(text).map { "\($0)" } ?? "no error")")
            return
        }
    }

    @Test func everyTruncationIsAnError() {
        let data = ITF.data(of: HastyCommit.trace)
        for count in stride(from: 0, to: data.count - 2, by: 7) {
            guard case .truncated = Self.error(data.prefix(count)) else {
                Issue.record("\(count) bytes")
                return
            }
        }
    }

    @Test func deepNestingIsRefused() {
        let deep = String(repeating: "[", count: 1_000_000)
        #expect(Self.error(deep) == .tooDeep(limit: 64, line: 1, column: 65))
        #expect(
            Self.error(String(repeating: "{\"a\":", count: 100_000))
                == .tooDeep(limit: 64, line: 1, column: 321))
        let shallow = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(Self.error(shallow) == .notITF(reason: "it is a list of 1, not an object"))
    }

    @Test func sizeIsBounded() {
        #expect(Self.error(Data(count: 64 << 20 + 1)) == .tooLarge(limit: 64 << 20))
        let many = "[" + String(repeating: "0,", count: 5_000_000) + "0]"
        #expect(Self.error(many) == .tooManyValues(limit: 1 << 22))
    }

    @Test(arguments: [(30, false), (31, true)])
    func accentsInARowAreBounded(count: Int, isTooMany: Bool) {
        let text = "[\"e" + String(repeating: "\u{301}", count: count) + "\"]"
        let error = Self.error(text)
        let reason = "a string with more than 30 accents on one letter"
        #expect((error == .notJSON(reason: reason, line: 1, column: 3)) == isTooMany, "\(error!)")
    }

    @Test(arguments: [(1 << 20, false), (1 << 20 + 1, true)])
    func stringsAreBounded(count: Int, isTooLong: Bool) {
        let error = Self.error("[\"\(String(repeating: "x", count: count))\"]")
        #expect(
            (error == .notJSON(reason: "a string of more than 1024 KiB", line: 1, column: 3)) == isTooLong)
    }

    @Test func keysThatComeTwiceAreRefused() {
        #expect(
            Self.error(replacing: #""mutant": "hasty-commit""#, with: #""spec": "Other""#)
                == .duplicateKey("spec", line: 9, column: 7))
    }

    @Test func jsonThatIsNoTraceIsRefused() {
        #expect(Self.error("[]") == .notITF(reason: "it is a list of 0, not an object"))
        #expect(Self.error("{}") == .notITF(reason: "\"vars\" is no list"))
        #expect(Self.error(#"{"vars": []}"#) == .notITF(reason: "\"states\" is no list"))
    }

    @Test func aFileOfAnotherToolIsRefused() {
        let quint = ##"{"#meta": {"format": "ITF", "status": "ok"}, "vars": ["x"], "states": [{"x": true}]}"##
        #expect(Self.error(quint) == .otherTool(missing: "our field \"quorate\" in \"#meta\""))
        #expect(
            Self.error(#"{"vars": ["x"], "states": [{"x": true}]}"#)
                == .otherTool(missing: "\"#meta\" with our field \"quorate\""))
    }

    @Test func aFileOfAnotherVersionIsRefused() {
        #expect(
            Self.error(replacing: #""version": 1"#, with: #""version": 2"#) == .otherVersion(2, supported: 1))
        #expect(
            Self.error(replacing: #""version": 1"#, with: #""version": "1""#)?.description
                == ##"$["#meta"].quorate.version: expected a whole number of at most 64 bits, found "1""##)
    }

    @Test(arguments: [
        (#"{"managers": 3}"#, #"{"managers": 1e999}"#, ##"$["#meta"].quorate.parameters.managers"##),
        (
            #"{"managers": 3}"#, #"{"managers": 9223372036854775808}"#,
            ##"$["#meta"].quorate.parameters.managers"##
        ),
        (#"{"managers": 3}"#, "[3]", ##"$["#meta"].quorate.parameters"##),
        (#""propertyKind": "always""#, #""propertyKind": "never""#, ##"$["#meta"].quorate.propertyKind"##),
        (#"TwoPhaseCommit.swift:7""#, #"TwoPhaseCommit.swift""#, ##"$["#meta"].quorate.propertySite"##),
        (#"{"action": "commit","#, #"{"act": "commit","#, ##"$["#meta"].quorate.steps[2]"##),
        (#""property": "#, #""properties": "#, ##"$["#meta"].quorate"##),
        (#""decision": "undecided""#, #""decision": 7"#, "$.states[0].decision"),
        (#""decision": "undecided""#, #""decision": null"#, "$.states[0].decision"),
        (#""decision": "undecided""#, #""choice": "undecided""#, "$.states[0]"),
        (#""decision": "undecided""#, #""decision": "undecided", "x": true"#, "$.states[0]"),
        (
            #""decision": "undecided""#, ##""decision": {"#bigint": "1e3"}"##,
            ##"$.states[0].decision["#bigint"]"##
        ),
        (
            #""decision": "undecided""#, ##""decision": {"#bigint": 3}"##,
            ##"$.states[0].decision["#bigint"]"##
        ),
        (
            #""decision": "undecided""#, ##""decision": {"#bigint": "9223372036854775808x"}"##,
            ##"$.states[0].decision["#bigint"]"##
        ),
        (#""decision": "undecided""#, ##""decision": {"#bag": []}"##, ##"$.states[0].decision["#bag"]"##),
        (#""decision": "undecided""#, ##""decision": {"#set": [], "a": 1}"##, "$.states[0].decision"),
        (#"["r1", "working"]"#, #"["r0", "working"]"#, ##"$.states[0].manager["#map"][1][0]"##),
        (#"["r1", "working"]"#, #"["r1"]"#, ##"$.states[0].manager["#map"][1]"##),
        (
            #""mbt::actionTaken": "commit""#, #""mbt::actionTaken": "abort""#,
            #"$.states[3]["mbt::actionTaken"]"#
        ),
        (
            #"{"_0": {"tag": "Some", "value": "r1"}}"#, #"{"_0": {"tag": "Some", "value": "r2"}}"#,
            #"$.states[5]["mbt::nondetPicks"]"#
        ),
        (#""states": ["#, #""loop": 0, "states": ["#, "$.loop"),
        (#""vars": ["manager", "#, #""vars": ["decision", "#, "$.vars[3]"),
    ])
    func wrongThingsAreNamedWithTheirPath(old: String, new: String, path: String) {
        guard case .unexpected(path, _, _) = Self.error(replacing: old, with: new) else {
            Issue.record(
                "\(Self.error(replacing: old, with: new).map { "\($0)" } ?? "no error"), not at \(path)")
            return
        }
    }

    @Test func oneStateMoreThanSteps() {
        var trace = HastyCommit.trace
        trace.states.removeLast()
        let error = Self.error(ITF.data(of: trace))
        #expect(error == .stateCount(states: 5, steps: 5))
        #expect(error?.description == "5 states for 5 steps: a run of 5 steps has 6 states")
    }

    @Test func messagesStayShort() {
        let long = String(repeating: "9", count: 100_000)
        let error = Self.error(replacing: #"{"managers": 3}"#, with: "{\"managers\": \(long)}")
        #expect((error?.description.count ?? 0) < 200)
    }
}
