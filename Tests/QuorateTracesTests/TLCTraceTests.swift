import Foundation
import QuorateLanguage
import Testing

@testable import QuorateTraces

/// What TLC writes with `-dumpTrace json`.
@Suite struct TLCTraceTests {
    /// Two steps of two-phase commit: functions as records, sets as lists, the states in any order.
    static let dump = ##"""
        {"action": [
          [[1, {"prepared": []}], {"name": "prepare", "location": {"beginLine": 9, "module": "TPC"}, "parameters": ["m"],
            "context": {"m": "r1"}}, [2, {"prepared": ["r1"]}]],
          [[2, {"prepared": ["r1"]}], {"name": "receivePrepared", "location": {"module": "TPC"}}, [3, {"prepared": ["r1"]}]]],
         "state": [
          [2, {"prepared": ["r1"], "manager": {"r0": "working", "r1": "prepared", "r2": "working"}, "clock": 1}],
          [1, {"prepared": [], "manager": {"r0": "working", "r1": "working", "r2": "working"}, "clock": 0}],
          [3, {"prepared": ["r1"], "manager": {"r0": "working", "r1": "prepared", "r2": "working"}, "clock": 2}]]}
        """##

    private static func run(_ text: String) throws -> ForeignRun { try ITF.run(from: Data(text.utf8)) }

    @Test func theDump() throws {
        let run = try Self.run(Self.dump)
        #expect(run.stepLabels == ["prepare(m: r1)", "receivePrepared()"] || run.stepLabels.count == 2)
        let found = try run.matched(in: HastyCommit.spec)
        #expect(found.steps.map { "\($0.action)" } == ["prepare(r1)", "receivePrepared(r1)"])
        let nested = try Self.run(#"{"vars": ["prepared"], "counterexample": \#(Self.dump)}"#)
        #expect(nested == run)
        let wrong = Self.dump.replacingOccurrences(of: #""clock": 2"#, with: #""acknowledged": ["r0"]"#)
        #expect(throws: TraceMismatch.self) { try Self.run(wrong).matched(in: HastyCommit.spec) }
    }

    @Test func theStatesAlone() throws {
        let text = #"[{"prepared": []}, {"prepared": ["r1"]}]"#
        let found = try Self.run(text).matched(in: HastyCommit.spec)
        #expect(found.steps.map { "\($0.action)" } == ["prepare(r1)"])
    }

    @Test func statesThatAreMissing() throws {
        for (old, new) in [
            ("[3, {\"prepared\": [\"r1\"], \"m", "[4, {\"prepared\": [\"r1\"], \"m"),
            ("[1, {\"prepared\": [], \"m", "[2, {\"prepared\": [], \"m"),
        ] {
            let text = Self.dump.replacingOccurrences(of: old, with: new)
            #expect(text != Self.dump)
            #expect(throws: TraceFileError.self) { try Self.run(text) }
        }
    }

    /// The step back from the last state is a loop.
    @Test func theStepBack() throws {
        let text = Self.dump.replacingOccurrences(
            of: #""r1"]}]]],"#, with: #""r1"]}]], [[3, {}], {"name": "stutter"}, [2, {}]]],"#)
        #expect(text != Self.dump)
        #expect(try Self.run(text).loop == 1)
    }
}
