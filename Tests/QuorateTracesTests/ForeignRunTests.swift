import Foundation
import QuorateLanguage
import QuorateTraces
import Testing

@testable import Toys

/// ITF files of other tools, walked on our specs.
@Suite struct ForeignRunTests {
    /// A simulation of two-phase commit as Quint writes it: modules in front of names, variables of its own
    /// listed twice, picks that are not made, and variables that our spec does not have.
    static let quint = ##"""
        {
          "#meta": {"format": "ITF", "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
            "source": "tpc.qnt", "status": "violation", "description": "Created by Quint", "timestamp": 1763700000000},
          "vars": ["tpcTest::tpc::manager", "tpcTest::tpc::prepared", "tpcTest::tpc::clock",
            "mbt::actionTaken", "mbt::nondetPicks", "mbt::actionTaken", "mbt::nondetPicks", "__trace"],
          "states": [
            {"#meta": {"index": 0}, "mbt::actionTaken": "init",
              "mbt::nondetPicks": {"node": {"tag": "None", "value": {"#tup": []}}},
              "tpcTest::tpc::clock": {"#bigint": "0"}, "tpcTest::tpc::prepared": {"#set": []},
              "tpcTest::tpc::manager": {"#map": [["r2", {"tag": "working", "value": {"#tup": []}}],
                ["r0", {"tag": "working", "value": {"#tup": []}}], ["r1", {"tag": "working", "value": {"#tup": []}}]]}},
            {"#meta": {"index": 1}, "mbt::actionTaken": "prepare",
              "mbt::nondetPicks": {"node": {"tag": "Some", "value": "r1"}},
              "tpcTest::tpc::clock": {"#bigint": "1"}, "tpcTest::tpc::prepared": {"#set": ["r1"]},
              "tpcTest::tpc::manager": {"#map": [["r2", {"tag": "working", "value": {"#tup": []}}],
                ["r0", {"tag": "working", "value": {"#tup": []}}], ["r1", {"tag": "prepared", "value": {"#tup": []}}]]}},
            {"#meta": {"index": 2}, "mbt::actionTaken": "tpc::receivePrepared",
              "mbt::nondetPicks": {"node": {"tag": "Some", "value": "r1"}},
              "tpcTest::tpc::clock": {"#bigint": "99999999999"}, "tpcTest::tpc::prepared": {"#set": ["r1"]},
              "tpcTest::tpc::manager": {"#map": [["r2", {"tag": "working", "value": {"#tup": []}}],
                ["r0", {"tag": "working", "value": {"#tup": []}}], ["r1", {"tag": "prepared", "value": {"#tup": []}}]]}}
          ]
        }
        """##

    private static func run(_ text: String) throws -> ForeignRun { try ITF.run(from: Data(text.utf8)) }

    /// The refusal of Quint's run after a change of its text.
    private static func refusal(replacing old: String, with new: String) throws -> TraceMismatch? {
        let text = quint.replacingOccurrences(of: old, with: new)
        #expect(text != quint)
        let run = try run(text)
        return #expect(throws: TraceMismatch.self) { try run.matched(in: HastyCommit.spec) }
    }

    @Test func aSimulationOfQuint() throws {
        let run = try Self.run(Self.quint).matched(in: HastyCommit.spec)
        #expect(run.steps.map { "\($0.action)" } == ["prepare(r1)", "receivePrepared(r1)"])
        #expect(run.steps.allSatisfy { $0.site != nil })
        // What the file does not have comes from the spec.
        #expect(run.states[2].last == .init(name: "decision", value: .string("undecided")))
        #expect(run.words.map(HastyCommit.spec.describe) == run.states)
    }

    @Test func aSimulationThatShowsNothing() throws {
        let run = try Self.run(Self.quint)
        let error = #expect(throws: TraceMismatch.self) { try Trace(run, in: HastyCommit.spec) }
        #expect(error == .showsNothing(spec: "TwoPhaseCommit"))
        let named = #expect(throws: TraceMismatch.self) {
            try Trace(run, in: HastyCommit.spec, showing: "consistency")
        }
        #expect(named == .propertyNotHit("consistency", kind: .always))
        let other = #expect(throws: TraceMismatch.self) {
            try Trace(run, in: HastyCommit.spec, showing: "agreement")
        }
        #expect(other?.description.hasPrefix("TwoPhaseCommit has no property \"agreement\"") == true)
    }

    /// As Apalache writes it: parameters, types, units as uninterpreted values, and small numbers as JSON had
    /// them.
    @Test func aCounterexampleInTheWayOfApalache() throws {
        var states = [##"{"N": 3, "decision": {"tag": "undecided", "value": "u_OF_UNIT"}, "round": 0}"##]
        let actions = [
            ("prepare", "r0"), ("receivePrepared", "r0"), ("commit", nil), ("obeyCommit", "r0"),
            ("abortAlone", "r2"),
        ]
        for (index, (action, node)) in actions.enumerated() {
            let decision = index < 2 ? "undecided" : "committed"
            let pick = node.map { #""node": {"tag": "Some", "value": "\#($0)"}"# } ?? ""
            states.append(
                ##"{"decision": {"tag": "\##(decision)", "value": {"tag": "UNIT", "value": "u_OF_UNIT"}},"##
                    + ##" "round": \##(index + 1), "mbt::actionTaken": "\##(action)", "mbt::nondetPicks": {\##(pick)}}"##
            )
        }
        let text = ##"""
            {"#meta": {"varTypes": {"decision": "UNDECIDED(UNIT) | COMMITTED(UNIT)", "round": "Int"}}, "params": ["N"],
             "vars": ["decision", "round"], "loop": 4, "states": [\##(states.joined(separator: ",\n"))]}
            """##
        let trace = try Trace(Self.run(text), in: HastyCommit.spec)
        #expect(trace.property == "consistency" && trace.propertySite != nil)
        #expect(trace.steps.map { "\($0.action)" }.last == "abortAlone(r2)")
        #expect(try trace.words(in: HastyCommit.spec).count == 6)
    }

    @Test func whatDoesNotFit() throws {
        #expect(
            try Self.refusal(replacing: #""prepare""#, with: #""prepair""#)?.description
                .hasPrefix("step 1: the spec has no action prepair; it has prepare, ") == true)
        #expect(
            try Self.refusal(replacing: #""Some", "value": "r1""#, with: #""Some", "value": "r9""#)?
                .description
                == "step 1: prepare(node: r9) is not offered in this state; offered: prepare(r0), prepare(r1), prepare(r2)"
        )
        #expect(
            try Self.refusal(replacing: ##"{"#set": ["r1"]}"##, with: ##"{"#set": ["r1", "r2"]}"##)?
                .description
                .hasPrefix(
                    "step 1: prepare(node: r1) leads to another state: prepared is {r1, r2} in the trace")
                == true)
        #expect(try Self.refusal(replacing: "working", with: "sleeping")?.step == 0)
        #expect(
            try Self.refusal(replacing: "tpcTest::tpc::clock", with: "tpcTest::log::manager")
                == .ambiguousVariable("manager", inFile: ["tpcTest::log::manager", "tpcTest::tpc::manager"]))
        #expect(
            try Self.refusal(replacing: #""tpc::receivePrepared""#, with: #""tpc::obeyCommit""#)?.step == 2)
    }

    /// Picks that are no argument are told, and a missing one is found by the states.
    @Test func picksThatAreMoreOrLess() throws {
        func spare(_ old: String, _ new: String) throws -> [String] {
            let run = try Self.run(Self.quint.replacingOccurrences(of: old, with: new))
            let steps = try run.matched(in: HastyCommit.spec).steps
            #expect(steps.first.map { "\($0.action)" } == "prepare(r1)")
            return try run.comparedVariables(in: HastyCommit.spec, along: steps).picksNotCompared
        }
        let some = ##"{"tag": "Some", "value": "r1"}"##
        #expect(try spare("tpc", "tpc") == [])
        #expect(try spare(#"{"node""#, #"{"other": {"tag": "Some", "value": "r2"}, "node""#) == ["other"])
        #expect(try spare(#""Some""#, #""None""#) == [])
        // Without the case around it, null, and all in one record.
        #expect(try spare(some, #""r1""#) == [] && spare(some, "null") == [])
        #expect(try spare(some, #"{"tag": "Some", "value": {"_0": "r1"}}"#) == [])
    }

    @Test func filesThatSayNoActions() throws {
        #expect(throws: TraceFileError.self) { try Self.run(#"{"vars": ["x"], "states": []}"#) }
        let text = Self.quint.replacingOccurrences(of: "mbt::actionTaken", with: "__ignored")
        let run = try Self.run(text)
        let steps = try run.matched(in: HastyCommit.spec).steps
        // The second could be any of those that change nothing that the file has.
        #expect(steps.first.map { "\($0.action)" } == "prepare(r1)" && steps.count == 2)
        let told = try run.comparedVariables(in: HastyCommit.spec, along: steps)
        #expect(told.stepsFoundByStates == 2 && told.picksNotCompared == ["node"])
        let other = try Self.run(
            text.replacingOccurrences(of: #""r1", {"tag": "prepared""#, with: #""r1", {"tag": "odd""#))
        let error = #expect(throws: TraceMismatch.self) { try other.matched(in: HastyCommit.spec) }
        let words = error.map { "\($0)" } ?? ""
        #expect(
            words.hasPrefix("step 1: the file names no action, and none leads to this state; closest is "))
        #expect(words.contains(": manager[r1] is odd in the trace"), "\(words)")
        let mute = ForeignRun(steps: [.init(action: nil, picks: nil)], states: [run.states[0], []])
        #expect(throws: TraceMismatch.nothingTold(step: 1)) { try mute.matched(in: HastyCommit.spec) }
    }

    /// What is compared is told by name, and what only one side has, and where a file lists other variables than its
    /// states have.
    @Test func whatIsComparedIsTold() throws {
        let all = try Self.run(Self.quint).comparedVariables(in: HastyCommit.spec)
        #expect(all.compared == ["manager", "prepared"] && all.notInSpec == ["tpcTest::tpc::clock"])
        #expect(all.notInFile == ["acknowledged", "decision"])
        #expect(all.notInEveryState.isEmpty && all.notListed.isEmpty && !all.areAll)
        let text = ##"""
            {"vars": ["manager", "round", "decision"], "states": [
              {"decision": "undecided", "prepared": {"#set": []}, "__tool": 1, "note": 0.5},
              {"mbt::actionTaken": "prepare", "prepared": {"#set": ["r1"]}}]}
            """##
        let run = try Self.run(text)
        let some = try run.comparedVariables(in: HastyCommit.spec)
        #expect(some.compared == ["prepared", "decision"] && some.notInSpec == ["note"])
        #expect(some.notInFile == ["manager", "acknowledged"])
        #expect(some.notInEveryState == ["decision", "note"] && some.notInAnyState == ["manager", "round"])
        #expect(some.notListed == ["prepared", "note"])
        // The variable that is not listed decides which manager it was.
        #expect(try run.matched(in: HastyCommit.spec).steps.map { "\($0.action)" } == ["prepare(r1)"])
    }

    @Test func nothingInCommonIsRefused() throws {
        let renamed = Self.quint.replacingOccurrences(of: "manager", with: "party")
            .replacingOccurrences(of: "prepared\": {\"#set", with: "ready\": {\"#set")
            .replacingOccurrences(of: "tpc::prepared\",", with: "tpc::ready\",")
        let error = #expect(throws: TraceMismatch.self) {
            try Self.run(renamed).matched(in: HastyCommit.spec)
        }
        #expect(
            error?.description.hasPrefix(
                "no variable of the file is one of the spec, so that nothing would be")
                == true, "\(error.map { "\($0)" } ?? "")")
        #expect(throws: TraceMismatch.self) { try Trace(Self.run(renamed), in: HastyCommit.spec) }
        let empty = ForeignRun(steps: [], states: [[]])
        #expect(throws: TraceMismatch.self) { try empty.matched(in: HastyCommit.spec) }
    }

    /// Where a file tells no picks the states decide, and where it tells no states either, not too much is
    /// tried.
    @Test func filesThatSayLittle() throws {
        let text = Self.quint.replacingOccurrences(of: "mbt::nondetPicks", with: "mbt::unknown")
        let run = try Self.run(text).matched(in: HastyCommit.spec)
        #expect(run.steps.map { "\($0.action)" } == ["prepare(r1)", "receivePrepared(r1)"])

        let spec = ErasedSpec(Wanderer())
        let mute = ForeignRun(
            steps: Array(repeating: .init(action: "stray", picks: nil), count: 50),
            states: [[.init(name: "place", value: ForeignValue(.integer(0)))]]
                + Array(repeating: [], count: 50))
        // One run that fits is soon found; what all of them show is not.
        #expect(try mute.matched(in: spec).steps.count == 50)
        let error = #expect(throws: TraceMismatch.self) { try Trace(mute, in: spec) }
        guard case .tooManyCandidates(let step, let limit) = error else {
            Issue.record("\(error.map { "\($0)" } ?? "no error")")
            return
        }
        #expect(step <= 50 && limit < 100_000)
    }

    /// Arguments with labels bind by name, those without by their number or in order.
    @Test(
        arguments: [
            (["to", "_0"], [2, 1], "move(1, to: 2)"), (["_0", "to"], [1, 2], "move(1, to: 2)"),
            (["to", "from"], [2, 1], "move(1, to: 2)"), (["_0", "to"], [2, 1], "move(2, to: 1)"),
            (["from", "to"], [9, 1], nil), (["to"], [2], "move(1, to: 2)"), (["to"], [9], nil),
            (["to", "_0", "x"], [2, 1, 1], "move(1, to: 2)"),
            (["x", "to", "y"], [9, 2, 1], "move(1, to: 2)"),
            (["x", "to", "y"], [9, 2, 9], nil), (["from", "_1"], [1, 2], "move(1, to: 1)"),
        ] as [([String], [Int], String?)])
    func picksBind(names: [String], values: [Int], action: String?) throws {
        let picks = zip(names, values).map {
            ForeignRun.Variable(name: $0, value: ForeignValue(.integer($1)))
        }
        let run = ForeignRun(
            steps: [.init(action: "walker::move", picks: picks)],
            states: [[.init(name: "place", value: ForeignValue(.integer(0)))], []])
        do {
            let found = try run.matched(in: ErasedSpec(Wanderer()))
            #expect("\(found.steps[0].action)" == action)
        } catch let error as TraceMismatch {
            #expect(action == nil && error.step == 1, "\(error)")
        }
    }

    static let some = KeptTrace.all.indices.filter { $0 % 5 == 0 }.map { KeptTrace.all[$0] }

    /// `ForeignRunLongTests` has the other files.
    @Test(arguments: some)
    func ourOwnFilesWithoutOurFields(kept: KeptTrace) throws {
        #expect(throws: TraceFileError.self) { try ITF.trace(from: kept.foreignData) }
        let run = try ITF.run(from: kept.foreignData)
        var trace = try Trace(run, in: kept.spec, showing: kept.trace.property)
        // What becomes of the run on real code stands in our own fields only.
        trace.replays = kept.trace.replays
        #expect(ITF.data(of: trace.withoutSites) == kept.data)
    }
}

/// The other kept files.
@Suite struct ForeignRunLongTests {
    @Test(arguments: KeptTrace.all.indices.filter { $0 % 5 != 0 }.map { KeptTrace.all[$0] })
    func ourOwnFilesWithoutOurFields(kept: KeptTrace) throws {
        try ForeignRunTests().ourOwnFilesWithoutOurFields(kept: kept)
    }
}
