import QuorateLanguage
import Testing

@testable import QuorateTraces

/// Lines of executions in files, and the line that ends a file.
@Suite struct LogExecutionsTests {
    private static let spec = WrittenRun.spec
    private static let mapping: JSONValue = [
        "order": ["clock": "clock"], "end": ["event": "end", "lines": "lines"],
        "executions": [
            "event": "execute", "position": "at", "command": "command", "result": "result", "asked": "ask",
            "evidence": ["event": "timeout", "nodes": .number("1"), "reaching": "least"],
        ],
    ]
    private static let timeout =
        #"{"node":"r0","event":"timeout","clock":{"r0":1},"arguments":{"_0":"r0"},"least":2}"#
    private static let ask = #"{"event":"ask","command":"c"}"#

    private static func execute(
        _ node: String, _ position: Int, _ command: String? = "c", _ result: String? = "1", knows: Int = 1
    ) -> String {
        let told = [command.map { #","command":"\#($0)""# }, result.map { #","result":"\#($0)""# }]
        return #"{"node":"\#(node)","event":"execute","at":\#(position),"clock":{"r0":\#(knows)}"#
            + told.compactMap(\.self).joined() + "}"
    }

    private func log(_ files: [[String]], _ mapping: JSONValue = Self.mapping) throws -> ObservedLog {
        try LogFiles.log(
            files.map { lines in
                (lines + [#"{"event":"end","lines":\#(lines.count)}"#]).joined(separator: "\n")
            }, mapping, of: Self.spec)
    }

    private func faults(_ lines: [String], _ others: [String] = []) throws -> [String] {
        let executions = try #require(
            try log([[Self.timeout, Self.ask] + lines] + (others.isEmpty ? [] : [others])).executions)
        return executions.faults.map(\.text)
    }

    @Test func whatIsRightIsCounted() throws {
        let log = try log([
            [Self.timeout, Self.ask, Self.execute("r0", 1), Self.execute("r0", 2, nil, nil)],
            [Self.execute("r1", 1)],
        ])
        let found = try #require(log.executions)
        #expect(found.faults.isEmpty && log.counts.compared == 1)
        #expect(
            (found.count, found.positions, found.shared, found.asked, found.founded).0 == 3
                && found.positions == 2 && found.shared == 1 && found.asked == 2 && found.founded == 3)
    }

    @Test(arguments: [
        ([execute("r0", 2)], [], "and position 1 is the next"),
        ([execute("r0", 1), execute("r0", 1)], [], #"where it has executed c with 1"#),
        ([execute("r0", 1), execute("r0", 2)], [], "which has had its effect at position 1"),
        ([execute("r0", 1, "d")], [], "for which nobody has asked"),
        ([execute("r0", 1)], [execute("r1", 1, nil, nil)], #"where r0 executes c with 1"#),
        ([execute("r0", 1)], [execute("r1", 1, "c", "2")], #"where r0 executes c with 1"#),
        ([], [execute("r1", 1, knows: 0)], #"knows of "timeout" of 0 nodes for it, where 1 are needed"#),
        (
            [execute("r0", 1), execute("r0", 2, nil, nil), execute("r0", 3, nil, nil)], [],
            "at position 3, and knows of"
        ),
    ])
    func eachFaultIsNoticed(lines: [String], others: [String], expected: String) throws {
        let found = try faults(lines, others)
        #expect(found.count == 1 && found[0].contains(expected), "\(found)")
    }

    @Test func aSecondExecutionWithoutEffectIsNone() throws {
        #expect(try faults([Self.execute("r0", 1), Self.execute("r0", 2, "c", nil)]).isEmpty)
    }

    @Test func nothingIsToldAsNothing() throws {
        let mapping: JSONValue = ["executions": ["event": "execute", "position": "at", "command": "command"]]
        let executions = try LogFiles.log([Self.timeout], mapping, of: Self.spec).executions
        #expect(executions?.count == 0 && executions?.comparesNothing == true)
        #expect(try LogFiles.log([Self.timeout], [:], of: Self.spec).executions == nil)
    }

    private func problem(_ text: String, _ mapping: JSONValue = Self.mapping) -> String {
        do {
            _ = try LogFiles.log([text], mapping, of: Self.spec)
            return "none"
        } catch { return "\(error)" }
    }

    /// A log that was cut anywhere is an error, and so is one that has grown.
    @Test func aFileThatDoesNotEnd() {
        let lines = [Self.timeout, Self.ask, Self.execute("r0", 1), #"{"event":"end","lines":3}"#]
        #expect(problem(lines.joined(separator: "\n")) == "none")
        for count in 0..<4 {
            let cut = lines.prefix(count).joined(separator: "\n")
            #expect(problem(cut).contains("it was cut off, or its node still runs"))
        }
        #expect(problem((lines + [Self.ask]).joined(separator: "\n")).contains(":5: a line behind"))
        for missing in 0..<3 {
            var fewer = lines
            fewer.remove(at: missing)
            #expect(problem(fewer.joined(separator: "\n")).contains("3 lines should stand in front"))
        }
    }

    private static func end(_ lines: [String]) -> String {
        (lines + [#"{"event":"end","lines":\#(lines.count)}"#]).joined(separator: "\n")
    }

    /// The next position of any is a number: a position that is as large as a number can be would have none.
    @Test func hugePositions() {
        for position in [Int.max, Int(Int32.max) + 1] {
            let found = problem(
                Self.end([Self.timeout, Self.ask, Self.execute("r0", position), Self.execute("r0", 1)]))
            #expect(found.contains(":3: at is no position, from 1 to 2147483647"), "\(found)")
        }
        #expect(problem(Self.end([Self.timeout, Self.ask, Self.execute("r0", Int(Int32.max))])) == "none")
    }

    /// Where others wait for executions, a log without one compares nothing.
    @Test func aLogWithoutExecutions() {
        #expect(problem(Self.end([Self.timeout])).contains("no line tells of an execution"))
        #expect(problem(Self.end([Self.timeout, Self.ask])).contains("no line tells of an execution"))
        let mapping: JSONValue = [
            "executions": ["event": "execute", "position": "at", "command": "command", "asked": "ask"]
        ]
        #expect(problem(Self.timeout, mapping) == "none")
        #expect(problem(Self.timeout + "\n" + Self.ask, mapping).contains("with what was asked for"))
    }

    /// A log in which no execution has an effect is as good as any, where another line has the field.
    @Test func executionsWithoutEffect() {
        let none = Self.end([Self.timeout, Self.ask, Self.execute("r0", 1, nil, nil)])
        #expect(problem(none).hasPrefix("$.log.executions.result: no execution has a field result"))
        let ask = #"{"event":"ask","command":"c","result":null}"#
        #expect(problem(Self.end([Self.timeout, ask, Self.execute("r0", 1, nil, nil)])) == "none")
        #expect(problem(Self.end([Self.timeout, ask, Self.execute("r0", 1, "c", nil)])) == "none")
    }

    @Test func mistakes() {
        let end = #"{"event":"end","lines":2}"#
        let alone = problem([Self.timeout, Self.execute("r0", 1), end].joined(separator: "\n"))
        #expect(alone.contains("no line tells what was asked for"))
        let nameless = problem(
            [Self.timeout, Self.execute("r0", 1, nil), end].joined(separator: "\n"))
        #expect(nameless.hasPrefix("$.log.executions.command: no execution has a field command"))
        let mute = problem([Self.timeout, Self.execute("r0", 1, "c", nil), end].joined(separator: "\n"))
        #expect(mute.hasPrefix("$.log.executions.result: no execution has a field result"))
        let zero = problem([Self.timeout, Self.execute("r0", 0), end].joined(separator: "\n"))
        #expect(zero.contains(":2: at is no position, from 1 to 2147483647"))
        let stranger = problem([Self.timeout, Self.execute("r9", 1), end].joined(separator: "\n"))
        #expect(stranger.contains(#"the node "r9" is no replica"#))
        let mappings: [(JSONValue, String)] = [
            (["executions": ["event": "x", "position": "p"]], "$.log.executions.command: expected it here"),
            (["executions": ["event": "x", "place": "p"]], "$.log.executions.place: no such key"),
            (
                [
                    "executions": [
                        "event": "x", "position": "p", "command": "c",
                        "evidence": ["event": "y", "nodes": .number("1"), "same": "z"],
                    ]
                ], #"$.log.executions: "evidence" needs an "order" by clocks"#
            ),
            (["end": ["event": "end"]], "$.log.end.lines: expected it here"),
        ]
        for (mapping, expected) in mappings {
            #expect(problem(Self.timeout, mapping).hasPrefix(expected), "\(problem(Self.timeout, mapping))")
        }
    }
}
