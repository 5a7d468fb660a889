import QuorateLanguage
import Testing

@testable import QuorateTraces

/// Clocks of executions: one that nothing backs founds nothing.
@Suite struct ExecutionClockTests {
    private static func mapping(isWhole: Bool) -> JSONValue {
        [
            "order": ["clock": "clock", "whole": .boolean(isWhole)], "run": "run",
            "executions": [
                "event": "execute", "position": "at", "command": "command", "run": "in",
                "evidence": ["event": "timeout", "nodes": .number("1"), "reaching": "least"],
            ],
        ]
    }

    private static func timeout(_ node: String, _ count: Int) -> String {
        #"{"node":"\#(node)","event":"timeout","clock":{"\#(node)":\#(count)},"arguments":{"_0":"\#(node)"},"#
            + #""least":9,"run":"1"}"#
    }

    private static func execute(_ node: String, _ clock: String, run: String = "1") -> String {
        #"{"node":"\#(node)","event":"execute","clock":{\#(clock)},"at":1,"command":"c","run":"\#(run)","in":"1"}"#
    }

    private func outcome(_ lines: [String], isWhole: Bool = true) -> String {
        do {
            let text = lines.joined(separator: "\n")
            let log = try LogFiles.log([text], Self.mapping(isWhole: isWhole), of: WrittenRun.spec)
            return log.executions?.faults.first?.text ?? "none"
        } catch { return "\(error)" }
    }

    @Test func itsOwnLinesAreThoseBefore() {
        let (first, second) = (Self.timeout("r0", 1), Self.timeout("r0", 2))
        #expect(outcome([first, Self.execute("r0", #""r0":1"#), second]) == "none")
        let early = outcome([Self.execute("r0", #""r0":1"#), first, second])
        #expect(early.contains(#":1: the clock of "r0" is 1, and 0 lines of it in this run stand in front"#))
        #expect(outcome([first, Self.execute("r0", #""r0":2"#), second]).contains(":2: the clock of"))
        #expect(
            outcome([first, Self.execute("r0", "")]).contains(#"is 0, and 1 line of it in this run stands"#))
        #expect(outcome([first, Self.execute("r0", #""r0":-1"#)]).contains("clock.r0 is"))
    }

    @Test func withoutAllLinesItIsNotOlder() {
        let second = Self.timeout("r0", 2)
        #expect(outcome([second, Self.execute("r0", #""r0":7"#)], isWhole: false) == "none")
        let old = outcome([second, Self.execute("r0", #""r0":1"#)], isWhole: false)
        #expect(old.contains(#":2: the clock of "r0" is 1, and was 2 in its line before"#))
    }

    @Test func othersHaveTheLinesThatItKnows() {
        let line = Self.timeout("r0", 1)
        #expect(outcome([Self.execute("r1", #""r0":1"#), line]) == "none")
        let huge = outcome([Self.execute("r1", #""r0":999"#), line])
        #expect(huge.contains(#":1: the clock counts 999 events of "r0", which has 1 line in this run"#))
        for isWhole in [true, false] {
            let stranger = outcome([line, Self.execute("r1", #""zz":1"#)], isWhole: isWhole)
            #expect(stranger.contains(#":2: the clock counts events of "zz", which has no line"#))
        }
        let elsewhere = outcome([line, Self.execute("r1", #""r0":1"#, run: "2")])
        #expect(elsewhere.contains(#"1 event of "r0", which has 0 lines in this run"#))
    }

    /// An execution in another run of the spec is a copy of one whose node knew the same.
    @Test func aCopyKnowsTheSame() {
        let lines = [
            Self.timeout("r0", 1), Self.timeout("r0", 1).replacing(#""run":"1""#, with: #""run":"2""#),
        ]
        let one = Self.execute("r1", #""r0":1"#)
        #expect(outcome(lines + [one, Self.execute("r1", #""r0":1"#, run: "2")]) == "none")
        let again = outcome(lines + [one, Self.execute("r1", #""r0":1,"r1":0"#, run: "2")])
        #expect(again.contains("where it has executed c without effect"), "\(again)")
    }
}
