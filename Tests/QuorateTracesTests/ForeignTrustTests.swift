import Foundation
import QuorateLanguage
import Testing

@testable import QuorateTraces

/// Files that say too little, or something else than they seem to: none of them is a success.
@Suite struct ForeignTrustTests {
    private static func run(_ text: String) throws -> ForeignRun { try ITF.run(from: Data(text.utf8)) }

    private static func error(_ text: String) -> TraceFileError? {
        #expect(throws: TraceFileError.self) { try run(text) }
    }

    /// One constant variable and no action: two-phase commit does that for many steps, and breaks consistency or not.
    @Test func aFileThatDoesNotDetermineTheProperty() throws {
        let state = #"{"decision": "committed"}"#
        let text =
            ##"{"states": [{"decision": "undecided"}, {"decision": "undecided"}, {"decision": "undecided"},"##
            + ##" \##(state), \##(state), \##(state)]}"##
        let run = try Self.run(text)
        let error = #expect(throws: TraceMismatch.self) { try ExplainedFile(run, in: HastyCommit.spec) }
        guard case .undetermined("consistency", .always, let showing, let fitting, let distinguishing) = error
        else {
            Issue.record("\(error.map { "\($0)" } ?? "")")
            return
        }
        #expect(0 < showing && showing < fitting && distinguishing.contains("manager"))
        #expect(
            "\(TraceMismatch.undetermined("c", kind: .always, showing: 1, fitting: 3, distinguishing: ["m"]))"
                .contains("1 of 3 last states of the spec that fit it does; name the property by --property"))
        let named = try ExplainedFile(run, in: HastyCommit.spec, showing: "consistency")
        #expect(named.trace.property == "consistency")
        #expect(named.variables.fittingLastStates == fitting && named.variables.showingLastStates == showing)
        // Resting, which needs no step of the spec, is one way to explain the file.
        #expect(named.variables.stepsFoundByStates == 5)
    }

    /// A state that looks like the one before may be the same one.
    @Test func aRunThatRests() throws {
        let states = ["working", "working", "aborted"].map { first in
            ##"{"manager": {"r0": "\##(first)", "r1": "working", "r2": "working"}, "prepared": {"#set": []}, "##
                + ##""acknowledged": {"#set": []}, "decision": "undecided"}"##
        }
        let run = try Self.run(#"{"states": [\#(states.joined(separator: ","))]}"#)
        let found = try ExplainedFile(run, in: HastyCommit.spec)
        #expect(found.trace.steps.map { "\($0.action)" } == ["abortAlone(r0)"])
        #expect(found.variables.restingSteps == 1 && found.variables.silentSteps == 0)
    }

    @Test func namesOfActionsThatAreNone() {
        for value in ["7", "[\"prepare\"]", "{}", "true"] {
            let text = ForeignRunTests.quint.replacingOccurrences(
                of: #""mbt::actionTaken": "prepare""#, with: #""mbt::actionTaken": \#(value)"#)
            #expect(
                Self.error(text)?.description.contains("expected the name of an action, found ") == true,
                "\(value)")
        }
        // A case of a sum type is a name.
        let tagged = ForeignRunTests.quint.replacingOccurrences(
            of: #""mbt::actionTaken": "prepare""#,
            with: ##""mbt::actionTaken": {"tag": "prepare", "value": {"#tup": []}}"##)
        #expect(throws: Never.self) { try Self.run(tagged).matched(in: HastyCommit.spec) }
    }

    @Test func whatStandsBehindATrace() {
        #expect(
            Self.error(ForeignRunTests.quint + " {}")?.description
                == "not an ITF trace: value 2 of the file is an empty object, and no trace as others of it are"
        )
        #expect(Self.error(#"{"a": 1} {"b": 2}"#)?.description.hasPrefix("a log, not a trace: 2 ") == true)
    }

    @Test(
        arguments: [
            (#"[[1, {"prepared": []}]"#, #"[[1, {"prepared": ["r9"]}]"#, "what state 1 has there"),
            (#"[[1, {"prepared": []}]"#, #"[[7, {"prepared": []}]"#, "a state by its number, 1 to 3"),
            (#"{"name": "prepare""#, #"{"name": 7"#, "the name of an action"),
            (
                #"[[2, {"prepared": ["r1"]}], {"name": "r"#, #"[[1, {}], {"name": "r"#,
                "a step from state 1 to the one"
            ),
            (#"{"action": ["#, #"{"action": [[1, 2], "#, "a state, an action and a state"),
            (#"{"action": ["#, #"{"action": [[[1], {"name": "x"}, [2]], "#, "one step out of state 1"),
        ])
    func actionsOfTLC(old: String, new: String, expected: String) throws {
        let text = TLCTraceTests.dump.replacingOccurrences(of: old, with: new)
        try #require(text != TLCTraceTests.dump)
        #expect(
            Self.error(text)?.description.contains("expected \(expected)") == true, "\(Self.error(text)!)")
    }

    /// A parameter is one in every state.
    @Test func parametersOfLaterStates() throws {
        func run(_ later: Int) throws -> ForeignRun {
            try Self.run(
                #"{"params": ["managers"], "states": [{"managers": 3, "decision": "undecided"},"#
                    + #" {"managers": \#(later), "decision": "undecided"}]}"#)
        }
        #expect(throws: Never.self) { try run(3).matched(in: HastyCommit.spec) }
        let error = #expect(throws: TraceMismatch.self) { try run(4).matched(in: HastyCommit.spec) }
        #expect(error == .otherParameter("managers", inFile: .integer(4), inSpec: 3))
    }

    /// Of modules within modules the one is meant that a variable is right in.
    @Test func modulesWithinModules() throws {
        func compared(_ names: [String], _ module: String) throws -> Bool {
            let state = names.enumerated().map { #""\#($1)": "\#($0 == 0 ? "undecided" : "odd")""# }
            var run = try Self.run("{\"states\": [{\(state.joined(separator: ","))}]}")
            run.module = module
            return (try? run.matched(in: HastyCommit.spec)) != nil
        }
        #expect(try compared(["a::b::decision", "a::c::decision"], "b"))
        #expect(try compared(["a::b::decision", "b::c::decision"], "b"))
        #expect(try compared(["b::decision", "a::b::decision", "b::c::decision"], "b"))
        #expect(try !compared(["a::c::decision", "a::b::decision"], "b"))
        #expect(try !compared(["a::b::decision", "c::b::decision"], "b"))
    }
}
