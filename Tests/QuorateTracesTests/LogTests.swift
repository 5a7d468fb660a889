import Foundation
import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateTraces

/// Lines of logs, what a mapping makes of them, and everything that can be wrong with either.
@Suite struct LogTests {
    private static let spec = WrittenRun.spec
    private static let timeout = #"{"node":"r1","event":"timeout","arguments":{"_0":"r1"}}"#

    private func problem(_ texts: [String], _ mapping: JSONValue = [:]) -> String {
        do {
            _ = try LogFiles.log(texts, mapping, of: Self.spec)
            return "none"
        } catch {
            return "\(error)".replacing(/^\S*\/(\d)\.ndjson/) { "\($0.1)" }
        }
    }

    @Test(arguments: [
        ("", "0: the log is empty, so nothing is compared"),
        ("\n \n", "0: the log is empty, so nothing is compared"),
        (#"{"node":"r1"}"#, "0:1: there is no field event, which the mapping takes for the event"),
        (#"{"event":"timeout"}"#, "0:1: there is no field node, which the mapping takes for the node"),
        (#"{"event":["timeout"]}"#, "0:1: event is a list of 1, and no name of the event"),
        ("\n[1]", "0:2: expected an object, found a list of 1"),
        ("\n{\"node\": ]", "0:2:10: not JSON: a value is missing"),
        (timeout + timeout, "0:1:56: not JSON: more text behind the object; a log has one on each line"),
        (#"{"node":"r1","node":"r2"}"#, #"0:1:14: the key "node" appears twice in one object"#),
        ("\n\n{", "0:3:2: the line ends in the middle of its JSON; a log has one object on each line"),
        (
            #"{"node":"r1","event":"timeout","after":{"trem[r1]":1}}"#,
            #"0:1: the spec has no variable "trem"; it has acknowledged, appends, log, messages, requests, role, term, vote"#
        ),
        (#"{"node":"r1","event":"timeout","after":{"term[":1}}"#, "0:1: term[ names no part of a state"),
        (#"{"node":"r1","event":"timeout","arguments":1}"#, "0:1: arguments is the number 1, and no object"),
        (#"{"node":"r1","event":"timeout","after":{"term[r7]":1}}"#, "0:1: there is no term[r7]"),
        (#"{"node":"r9","event":"timeout"}"#, #"0:1: the node "r9" is no replica of the spec"#),
        (#"{"node":"r1","event":"boot"}"#, #"0:1: the event "boot" is no action of the spec"#),
    ])
    func mistakesInLines(text: String, expected: String) {
        let found = problem([text])
        #expect(found.hasPrefix(expected), "\(found)")
    }

    private static let mappings: [(JSONValue, String)] = [
        (["nodes": "x"], "$.log.nodes: no such key; those that are known here are node, event"),
        (["node": "a..b"], "$.log.node: \"a..b\" names no field"),
        (["events": ["x": ["action": "tiemout"]]], "$.log.events.x: the spec has no action \"tiemout\""),
        (["events": ["x": ["after": ["rloe": "y"]]]], "$.log.events.x: the spec has no variable"),
        (["events": ["x": ["steps": "2"]]], "$.log.events.x.steps: expected 1, 0 or \"0 or 1\""),
        (["events": ["x": []]], "$.log.events.x: expected a rule, found an empty list"),
        (["events": ["x": ["ignore": "yes"]]], "$.log.events.x.ignore: expected true"),
        (["events": ["x": "lead"], "ignore": "x"], "$.log.ignore: \"x\" has rules in \"events\" as well"),
        (
            ["events": ["x": ["arguments": ["_0": "@node"]]]],
            "$.log.events.x.arguments: a rule with arguments needs the \"action\""
        ),
        (
            ["events": ["x": ["action": "vote", "arguments": ["candidate": "to"]]]],
            "$.log.events.x: vote has no argument \"candidate\"; it has _0, for, term"
        ),
        (
            [
                "events": [
                    "x": [
                        "after": ["v[@node]": ["field": "y", "node": .boolean(true), "plus": JSONValue(1)]]
                    ]
                ]
            ],
            "$.log.events.x.after[\"v[@node]\"].plus: the name of a node"
        ),
        (
            ["events": ["x": ["after": ["term[r7]": "t"]]]],
            "$.log.events.x: there is no term[r7]: the spec has no"
        ),
        (["after": "sttae"], "$.log.after: no line that is compared has a field sttae"),
        (["arguments": "argz"], "$.log.arguments: no line that is compared has a field argz"),
        (["order": ["time": "ts"]], "$.log.order.time: no such key"),
        (["order": ["interval": "ts"]], "$.log.order.interval: expected the fields of the start and of"),
    ]

    @Test(arguments: 0..<mappings.count) func mistakesInMappings(number: Int) {
        let (mapping, expected) = Self.mappings[number]
        let found = problem([Self.timeout], mapping)
        #expect(found.hasPrefix(expected), "\(found)")
    }

    @Test func whatIsLeftOutIsCounted() throws {
        let text = [
            #"{"tag":"x","node":7}"#, Self.timeout, #"{"node":"r1","event":"tick"}"#,
            #"{"node":"r1","event":"tick"}"#,
        ].joined(separator: "\n")
        let log = try LogFiles.log([text], ["ignore": "*", "only": ["node": ["r1", "r2"]]], of: Self.spec)
        #expect(log.counts.lines == 4 && log.counts.compared == 1 && log.counts.foreign == 1)
        #expect(log.counts.ignored == ["tick": 2])
        #expect(
            problem([text], ["only": ["tag": "y"]])
                == "0: the mapping leaves all 4 lines out, so nothing is compared")
    }

    /// Fields are read by rules: the node, numbers with an offset, values by a table, and what may be missing.
    @Test func fieldsBecomeArguments() throws {
        let text = #"{"id":2,"e":{"n":"grant"},"to":1,"t":11,"now":0}"#
        let mapping: JSONValue = [
            "node": "id", "event": "e.n",
            "events": [
                "grant": [
                    "action": "vote",
                    "arguments": [
                        "_0": "@node", "for": ["field": "to", "node": .boolean(true)],
                        "term": ["field": "t", "plus": JSONValue(-10)],
                    ],
                    "after": [
                        "role[@node]": ["field": "now", "values": ["0": "follower"]],
                        "vote[@node]": ["field": "for", "optional": .boolean(true)],
                    ],
                ]
            ],
        ]
        var map = RunMap()
        map.log = mapping
        map.replicas = ["1": "r0", "2": "r1"]
        let interpreter = try LogInterpreter(map, for: Self.spec)
        guard case .line(let line) = try interpreter.meaning(of: JSONValue(parsing: Data(text.utf8))) else {
            Issue.record("left out")
            return
        }
        let arguments = line.observation.actions?.first?.arguments ?? []
        #expect(arguments.map { "\($0.name) \($0.value.plain)" } == ["_0 r1", "for r0", "term 1"])
        #expect(line.observation.after.map { "\($0.place) \($0.value.plain)" } == ["role[r1] follower"])
        #expect(line.node == "2")
    }

    @Test func linesInOrderOfANumber() throws {
        func line(_ node: String, _ time: String) -> String {
            #"{"node":"\#(node)","event":"timeout","at":\#(time)}"#
        }
        let mapping: JSONValue = ["order": ["sequence": "at"]]
        let texts = [[line("r0", "1"), line("r0", "3.5")], [line("r1", "2"), line("r1", "40")]]
        let log = try LogFiles.log(texts.map { $0.joined(separator: "\n") }, mapping, of: Self.spec)
        #expect(
            log.runs[0].places[0].map { [$0.fileIndex, $0.line] } == [[0, 1], [1, 1], [0, 2], [1, 2]])
        #expect(
            problem([line("r0", "1"), line("r1", "1")], mapping)
                == "1:1: the line has the same place in the order as another one")
        #expect(problem([line("r0", "\"x\"")], mapping) == "0:1: at is \"x\", and no number")
    }

    @Test func clocksThatContradictThemselves() {
        func line(_ node: String, _ clock: String) -> String {
            #"{"node":"\#(node)","event":"timeout","clock":{\#(clock)}}"#
        }
        let mapping: JSONValue = ["order": ["clock": "clock"]]
        #expect(
            problem([line("r0", #""r0":1,"r1":1"#), line("r1", #""r0":1,"r1":1"#)], mapping).contains(
                "each have come before"))
        #expect(
            problem([line("r0", #""r0":2"#) + "\n" + line("r0", #""r0":2"#)], mapping)
                == #"0:2: the clock of "r0" is 2, and was 2 in its line before"#)
        #expect(
            problem([line("r0", #""r1":1"#)], mapping)
                == #"0:1: clock has no count of "r0", whose line it is"#)
        #expect(
            problem([line("r0", #""r0":1,"R1":1"#), line("r1", #""r1":1"#)], mapping)
                == #"0:1: the clock counts events of "R1", which has no line"#)
        // What nobody counts has no line either; and a line that says nothing is one.
        #expect(problem([line("r0", #""r0":1,"R1":0"#)], mapping) == "none")
        let quiet = #"{"node":"r1","event":"tick","clock":{"r1":1}}"#
        #expect(
            problem([line("r0", #""r0":1,"r1":1"#), quiet], ["order": ["clock": "clock"], "ignore": "tick"])
                == "none")
    }

    /// Clocks that count lines alone prove that one is missing, in front, in the middle or at the end.
    @Test func linesThatClocksProveMissing() {
        func line(_ node: String, _ clock: String) -> String {
            #"{"node":"\#(node)","event":"timeout","clock":{\#(clock)}}"#
        }
        let whole: JSONValue = ["order": ["clock": "clock", "whole": .boolean(true)]]
        let lines = [line("r0", #""r0":1"#), line("r0", #""r0":2"#), line("r1", #""r0":2,"r1":1"#)]
        func problem(without left: Int?, _ mapping: JSONValue) -> String {
            let kept = lines.indices.filter { $0 != left }.map { lines[$0] }
            return self.problem([kept.joined(separator: "\n")], mapping)
        }
        #expect(problem(without: nil, whole) == "none")
        #expect(
            problem(without: 0, whole)
                == #"0:1: the clock of "r0" is 2, and the line with 1 is missing"#)
        #expect(
            problem(without: 1, whole)
                == #"0:2: the clock counts 2 events of "r0", which has 1 line in this run"#)
        for left in 0..<3 { #expect(problem(without: left, ["order": ["clock": "clock"]]) == "none") }
        let sequence: JSONValue = ["order": ["sequence": "at", "whole": .boolean(true)]]
        #expect(problem(without: nil, sequence).contains("only a clock"))
        let number: JSONValue = ["order": ["clock": "clock", "whole": JSONValue(1)]]
        #expect(problem(without: nil, number).contains("true or false"))
    }

    /// Lines at the ends of pieces, long ones, and one without an end.
    @Test func linesOfAnyLength() throws {
        let filler = String(repeating: "x", count: 70000)
        let long = #"{"node":"r1","event":"timeout","filler":"\#(filler)"}"#
        let log = try LogFiles.log(
            [[Self.timeout, long, "", Self.timeout].joined(separator: "\r\n")], of: Self.spec)
        #expect(log.runs[0].places[0].map(\.line) == [1, 2, 4])
        let endless = String(repeating: " ", count: LineReader.lineLimit + 1)
        #expect(problem([Self.timeout + "\n" + endless]) == "0:2: a line of more than 1024 KiB")
    }

    /// Broken logs and mappings are errors or logs of which something is compared; nothing traps.
    @Test func brokenLogsAndMappings() throws {
        let seed = Seed.announced()
        var mutator = FileMutator(seed: seed)
        var random = SplitMix(seed: seed)
        var run = WrittenRun(upTo: 4, &random)
        run.addClocks(&random)
        let mapping: JSONValue = [
            "node": "node", "event": "event", "order": ["clock": "clock"], "ignore": ["tick"],
            "events": ["timeout": [["when": ["node": "r0"], "action": "timeout"], ["steps": JSONValue(0)]]],
        ]
        var (errors, read) = (0, 0)
        for round in 0..<300 {
            var map = mapping
            var data = Data(run.lines.map(\.text).joined(separator: "\n").utf8)
            if round % 2 == 0 { mutator.breakBytes(of: &data) } else { map = mutator.changed(map) }
            do {
                let log = try LogFiles.log([data], map, of: Self.spec)
                read += 1
                #expect(log.counts.compared > 0, "QUORATE_SEED=\(seed) in round \(round)")
            } catch {
                errors += 1
                #expect(error is LogError || error is RunMapError, "QUORATE_SEED=\(seed): \(error)")
            }
        }
        #expect(errors > 30 && read > 10, "QUORATE_SEED=\(seed): \(errors) errors, \(read) read")
    }
}
