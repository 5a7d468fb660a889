import Foundation
import SeededRandom
import Testing

@testable import QuorateTraces

/// Mapping files: what they say is done, and what they should not say is an error with its place.
@Suite struct RunMapTests {
    static let text = """
        {"version": 1, "actions": {"Prepare": "prepare", "Ack": "receivePrepared"},
         "variables": {"rm": "manager", "first": "manager[r0]"},
         "replicas": {"n1": "r0", "n2": "r1", "n3": "r2"}, "values": {"PREPARED": "prepared"},
         "silent": {"most": 2, "actions": ["prepare"]},
         "at": {"action": "last.name", "picks": "last.arguments", "state": "s"}, "log": {"node": "host"}}
        """

    private static func map(_ text: String) throws(RunMapError) -> RunMap {
        try RunMap(parsing: Data(text.utf8))
    }

    @Test func everythingIsRead() throws {
        let map = try Self.map(Self.text)
        #expect(map.actions == ["Prepare": "prepare", "Ack": "receivePrepared"])
        #expect(map.variables["first"] == StatePlace(variable: "manager", keys: ["r0"]))
        #expect(map.replicas.count == 3 && map.values == ["PREPARED": "prepared"])
        #expect(map.silent == SilentSteps(most: 2, actions: ["prepare"]))
        #expect(map.places.action == StatePlace(variable: "last", keys: ["name"]))
        #expect(map.log == ["node": "host"])
        #expect(map.replicas["n2"] == "r1" && map.replicas["n9"] == nil)
        #expect(
            ForeignValue(RunNames(map).value(["n1", "PREPARED", "x"])).plain
                == .list([.string("r0"), .string("prepared"), .string("x")]))
        #expect(try Self.map("{}") == RunMap())
    }

    @Test(
        arguments: [
            ("[]", "$: write an object; found a list of 0"),
            (#"{"version": 2}"#, "$.version: this reads version 1"),
            (#"{"action": {}}"#, "$.action: there is no such key; known are version, actions"),
            (#"{"actions": {"a": 1}}"#, "$.actions.a: write a name in quotes; found the number 1"),
            (#"{"actions": ["a"]}"#, "$.actions: write an object"),
            (#"{"replicas": {"a": "r0", "b": "r0"}}"#, "$.replicas.b: a is r0 already"),
            (
                #"{"replicas": {"a": "r0"}, "values": {"a": "b"}}"#,
                "$.values.a: a stands in \"replicas\" as well: leave it out of one"
            ),
            (#"{"variables": {"a": "log["}}"#, "$.variables.a: log[ names no part of a state"),
            (#"{"silent": {"most": 65}}"#, "$.silent.most: write a whole number from 0 to 64"),
            (#"{"silent": {}}"#, "$.silent.most: write a whole number from 0 to 64"),
            (#"{"silent": {"most": 1, "actions": []}}"#, "$.silent.actions: write a list"),
            (#"{"at": {"node": "x"}}"#, "$.at.node: there is no such key; known are action, picks, state"),
            (#"{"actions": {"a": "b", "a": "c"}}"#, "$: not sound JSON: the key"), ("{", "$: truncated"),
        ])
    func mistakesAreErrors(text: String, message: String) {
        let error = #expect(throws: RunMapError.self) { try Self.map(text) }
        #expect(error?.description.hasPrefix(message) == true, "\(error.map { "\($0)" } ?? "")")
    }

    /// A run in other words is the same after a mapping.
    @Test func aRunInOtherWords() throws {
        let states = [
            #"{"s": {"rm": {"n1": "working", "n2": "working", "n3": "working"}, "first": "working"}, "last": {}}"#,
            #"{"s": {"rm": {"n1": "working", "n2": "PREPARED", "n3": "working"}, "first": "working"}, "#
                + #""last": {"name": "Prepare", "arguments": {"_0": "n2"}}}"#,
            #"{"s": {"rm": {"n1": "working", "n2": "PREPARED", "n3": "working"}, "first": "working"}, "#
                + #""last": {"name": "Ack", "arguments": {"_0": "n2"}}}"#,
        ]
        let text = #"{"states": [\#(states.joined(separator: ","))]}"#
        let map = try Self.map(Self.text.replacingOccurrences(of: #""rm": "manager", "#, with: ""))
        let whole = try Self.map(Self.text)
        for (map, count) in [(map, 1), (whole, 2)] {
            let run = try ITF.run(from: Data(text.utf8)).read(at: map.places).renamed(RunNames(map))
            let found = try run.matched(in: HastyCommit.spec)
            #expect(found.steps.map { "\($0.action)" } == ["prepare(r1)", "receivePrepared(r1)"])
            let told = try run.comparedVariables(in: HastyCommit.spec)
            #expect(told.compared.count == count && !told.areAll, "\(told.compared)")
        }
        let elsewhere = try Self.map(#"{"at": {"action": "s.name"}}"#)
        let error = #expect(throws: RunMapError.self) {
            try ITF.run(from: Data(text.utf8)).read(at: elsewhere.places)
        }
        #expect(error?.description == "$.at.action: no state of the file has s[name]")
    }

    /// Mapping files that anybody may have broken are read, or errors; `QUORATE_FUZZ` sets their number.
    @Test func mutatedFilesAreErrorsOrMaps() throws {
        let seed = Seed.announced()
        let rounds = ProcessInfo.processInfo.environment["QUORATE_FUZZ"].flatMap(Int.init) ?? 500
        var mutator = FileMutator(seed: seed)
        let run = try ITF.run(from: Data(ForeignRunTests.quint.utf8))
        let original = try JSONValue(parsing: Data(Self.text.utf8))
        var (errors, maps) = (0, 0)
        for round in 0..<rounds {
            var tree = original
            for _ in 0..<mutator.number(1...2) { tree = mutator.changed(tree) }
            var data = Data(JSONPrinter.line(tree).utf8)
            if round % 4 == 0 { mutator.breakBytes(of: &data) }
            do throws(RunMapError) {
                let map = try RunMap(parsing: data)
                maps += 1
                _ = run.renamed(RunNames(map))
                _ = try? run.read(at: map.places)
            } catch {
                errors += 1
                let text = "\(error)"
                #expect(
                    text.hasPrefix("$") && !text.contains("\\n") && text.utf8.count < 3000,
                    "QUORATE_SEED=\(seed)")
            }
        }
        #expect(errors > rounds / 10 && maps > rounds / 50, "QUORATE_SEED=\(seed): \(errors), \(maps)")
    }
}
