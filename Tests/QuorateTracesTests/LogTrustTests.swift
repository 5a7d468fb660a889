import Foundation
import QuorateLanguage
import Testing

@testable import QuorateTraces

/// Logs that look like runs and are none: what a line says is compared, or it is an error.
@Suite struct LogTrustTests {
    private static let spec = WrittenRun.spec
    private static let timeout = #"{"node":"r0","event":"timeout","arguments":{"_0":"r0"}}"#

    private func log(_ lines: [String], _ mapping: String = "{}") throws -> ObservedLog {
        let map = try RunMap(parsing: Data(mapping.utf8))
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try ObservedLog(files: [file.path], map: map, of: Self.spec)
    }

    private func problem(_ lines: [String], _ mapping: String = "{}") -> String {
        do {
            _ = try log(lines, mapping)
            return "none"
        } catch { return "\(error)" }
    }

    private func found(_ lines: [String], _ mapping: String = "{}") throws -> (
        isExplained: Bool, resting: Int
    ) {
        let log = try log(lines, mapping)
        let explanation = try ExplanationSearch(in: Self.spec).explanation(of: log.runs[0].observed)
        let resting = explanation.furthest?.resting(of: log.runs[0].observed).count ?? 0
        if case .explained = explanation { return (true, resting) }
        return (false, resting)
    }

    private static let maybe = """
        {"log": {"events": {"vote": {"action": "vote", "steps": "0 or 1",
          "arguments": {"_0": "@node", "for": "to", "term": "t"}}}}}
        """

    /// A line of no step is one whose action the spec offers, with these arguments.
    @Test func linesOfNoStep() throws {
        func vote(_ to: String, _ term: Int) -> String {
            #"{"node":"r1","event":"vote","to":"\#(to)","t":\#(term),"after":{"role[r1]":"follower"}}"#
        }
        let good = try found([Self.timeout, vote("r0", 1), vote("r0", 1)], Self.maybe)
        #expect(good.isExplained && good.resting == 1)
        #expect(try !found([Self.timeout, vote("r0", 1), vote("r1", 1)], Self.maybe).isExplained)
        #expect(try !found([Self.timeout, vote("r0", 1), vote("r0", 777)], Self.maybe).isExplained)
        let bare = #"{"node":"r1","event":"vote","to":"r0","t":1}"#
        #expect(problem([Self.timeout, bare], Self.maybe).contains("any state would explain it"))
    }

    /// What was not compared is not counted.
    @Test func linesOfNoStepAreNotCounted() throws {
        let vote = #"{"node":"r1","event":"vote","to":"r0","t":1,"after":{"role[r1]":"follower"}}"#
        let log = try log([Self.timeout, vote, vote], Self.maybe)
        var counts = log.counts
        #expect(counts.actions == 3 && counts.arguments == 7 && counts.resting == 0)
        counts.leaveOut([log.runs[0].observed.lanes[0][2]])
        #expect(counts.actions == 2 && counts.arguments == 4 && counts.resting == 1 && counts.values == 2)
    }

    /// Keys of places on lines are the log's names, those of rules the spec's.
    @Test func placesOfOtherNames() throws {
        let names = #"{"replicas": {"r1": "r0", "r2": "r1", "r3": "r2"}}"#
        func line(_ role: String) -> [String] {
            [#"{"node":"r1","event":"timeout","arguments":{"_0":"r1"},"after":{"role[r1]":"\#(role)"}}"#]
        }
        #expect(try found(line("candidate"), names).isExplained)
        #expect(try !found(line("follower"), names).isExplained)
    }

    @Test(arguments: [
        (#"{"candidate":"r2"}"#, false), (#"{"candidate":"r1","term":1}"#, false), (#"{"_0":"r1"}"#, true),
        (#"{"_1":"r1"}"#, true), (#"{"_0":"r1","_1":"r0"}"#, false), (#"{"_0":"r1","for":"r0"}"#, true),
    ]) func argumentsByLabel(arguments: String, isExplained: Bool) throws {
        let vote = #"{"node":"r1","event":"vote","arguments":\#(arguments)}"#
        #expect(try found([Self.timeout, vote]).isExplained == isExplained)
    }

    /// Nanoseconds since 1970 do not become the same floating-point number.
    @Test func timesWithAllTheirDigits() throws {
        let mapping = #"{"log": {"order": {"interval": ["s", "e"]}}}"#
        func line(_ node: String, _ event: String, _ start: String, _ end: String) -> String {
            #"{"node":"\#(node)","event":"\#(event)","s":\#(start),"e":\#(end)}"#
        }
        for base in ["170000000000000", "1700000000.000000"] {
            let log = try log(
                [
                    line("r1", "vote", base + "0001", base + "0010"),
                    line("r0", "timeout", base + "0020", base + "0100"),
                ], mapping)
            #expect(log.runs[0].observed.lanes[1][0].needs[0] == 1)
        }
        let back = [line("r0", "timeout", "10", "11"), line("r0", "restart", "1", "2")]
        #expect(problem(back, mapping).contains("each have come before the other"))
    }

    @Test func argumentsThatContradictTheRule() {
        let rule = #"{"log": {"events": {"timeout": {"action": "timeout", "arguments": {"_0": "@node"}}}}}"#
        #expect(problem([Self.timeout], rule) == "none")
        let other = Self.timeout.replacing(#""_0":"r0""#, with: #""_0":"r1""#)
        #expect(
            problem([other], rule).hasSuffix(
                "the argument _0 is r0 by the rule of the event, and r1 in arguments"))
    }

    @Test(arguments: [
        (
            #"{"actions": {"Vote": "votee"}}"#,
            #"$.actions.Vote: the spec has no action "votee"; it has append"#
        ),
        (#"{"variables": {"role": "rolle"}}"#, #"$.variables.role: the spec has no variable "rolle""#),
    ]) func namesThatTheSpecDoesNotHave(mapping: String, expected: String) {
        #expect(problem([Self.timeout], mapping).hasPrefix(expected))
    }

    /// A node that is none of the replicas is listed as itself.
    @Test func nodesThatAreNoReplicas() {
        let line = #"{"node":"tm","event":"timeout"}"#
        #expect(
            problem([line]).contains(#"the node "tm" is no replica of the spec: say in "replicas" which"#))
        #expect(problem([line], #"{"replicas": {"tm": "tm"}}"#) == "none")
    }

    /// A number that has a name is the replica, and a number where the spec has one.
    @Test func numbersWithNames() throws {
        let names = #"{"replicas": {"1": "r0", "2": "r1", "3": "r2"}}"#
        let line = #"{"node":1,"event":"timeout","arguments":{"_0":1},"after":{"term[1]":1}}"#
        #expect(try found([line], names).isExplained)
        #expect(try !found([line.replacing(#""_0":1"#, with: #""_0":2"#)], names).isExplained)
        #expect(try !found([line.replacing(#""term[1]":1"#, with: #""term[1]":2"#)], names).isExplained)
    }

    @Test func textsBesideNumbers() {
        let text = TraceMismatch.Difference(place: "term[r0]", inTrace: .string("1"), inSpec: .integer(1))
        #expect("\(text)" == #"term[r0] is "1" in the trace and 1 in the spec"#)
    }

    @Test func variablesThatNoRunHas() throws {
        let state = [ForeignRun.Variable(name: "m::outcome", value: ForeignValue(.integer(1)))]
        let run = ForeignRun(steps: [], states: [state])
        var map = RunMap()
        map.variables = ["outcome": StatePlace(variable: "decision")]
        try map.checkVariables(of: [run])
        map.variables = ["outcom": StatePlace(variable: "decision")]
        #expect(throws: RunMapError.self) { try map.checkVariables(of: [run]) }
    }

    @Test func aSearchThatIsStopped() throws {
        let log = try log([Self.timeout, Self.timeout])
        let search = ExplanationSearch(in: Self.spec, isStopped: { true })
        guard case .undecided = try search.explanation(of: log.runs[0].observed) else {
            Issue.record("stopped before it began, it has an answer")
            return
        }
    }
}
