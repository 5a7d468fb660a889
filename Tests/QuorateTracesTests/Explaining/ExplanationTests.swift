import Foundation
import QuorateLanguage
import Testing

@testable import QuorateTraces

/// Observations of two-phase commit, explained by hand-written expectations.
@Suite struct ExplanationTests {
    private static func run(_ text: String) -> [Observation] {
        text.split(separator: " ").map { word in
            let parts = word.split(separator: ":").map(String.init)
            let arguments =
                parts.count < 2
                ? nil
                : [ForeignRun.Variable(name: "_0", value: ForeignValue(SpecValue.string(String(parts[1]))))]
            return Observation(actions: [.init(name: parts[0], arguments: arguments)])
        }
    }

    private static func explanation(
        _ run: ObservedRun, silent: SilentSteps = .none
    ) throws -> Explanation {
        try ExplanationSearch(in: HastyCommit.spec, silent: silent).explanation(of: run)
    }

    private static func steps(_ explanation: Explanation) -> [String]? {
        guard case .explained(let run) = explanation else { return nil }
        return run.steps.map { $0.observation == nil ? "(\($0.action))" : "\($0.action)" }
    }

    private static func part(_ place: String, _ value: SpecValue) throws -> Observation.Part {
        .init(try StatePlace(place), is: ForeignValue(value))
    }

    @Test func actionsAlone() throws {
        let run = Self.run("prepare:r1 receivePrepared commit obeyCommit:r1")
        #expect(
            Self.steps(try Self.explanation(.init(lanes: [run])))
                == ["prepare(r1)", "receivePrepared(r1)", "commit", "obeyCommit(r1)"])
    }

    @Test func partsOfStatesAlone() throws {
        let run = ObservedRun(lanes: [
            [
                Observation(after: [try Self.part("manager[r2]", .string("prepared"))]),
                Observation(after: [try Self.part("acknowledged", .set([.string("r2")]))]),
                Observation(.look, after: [try Self.part("manager[r0]", .string("working"))]),
                Observation(.stepOrNone, after: [try Self.part("decision", .string("committed"))]),
            ]
        ])
        guard case .explained(let found) = try Self.explanation(run) else {
            Issue.record("no run is found")
            return
        }
        #expect(found.steps.map { "\($0.action)" } == ["prepare(r2)", "receivePrepared(r2)", "commit"])
        // A look is at the state that the step before has led to.
        #expect(found.stateAfter == [[1, 2, 2, 3]])
        let trace = found.trace(of: HastyCommit.spec)
        #expect(try trace.wordsOfSteps(in: HastyCommit.spec) == found.words)
    }

    @Test func stepsThatNobodyHasSeen() throws {
        let run = ObservedRun(lanes: [Self.run("commit obeyCommit:r0")])
        #expect(Self.steps(try Self.explanation(run)) == nil)
        #expect(Self.steps(try Self.explanation(run, silent: .init(most: 1))) == nil)
        #expect(
            Self.steps(try Self.explanation(run, silent: .init(most: 2)))
                == ["(prepare(r0))", "(receivePrepared(r0))", "commit", "obeyCommit(r0)"])
        let some = SilentSteps(most: 3, actions: ["prepare"])
        #expect(Self.steps(try Self.explanation(run, silent: some)) == nil)
    }

    /// Lanes go on in any order, unless one says that it needs another.
    @Test func lanesOfNodes() throws {
        var coordinator = Self.run("receivePrepared:r0 commit")
        let manager = Self.run("prepare:r0 obeyCommit:r0")
        let run = ObservedRun(lanes: [coordinator, manager])
        let order = ["prepare(r0)", "receivePrepared(r0)", "commit", "obeyCommit(r0)"]
        #expect(Self.steps(try Self.explanation(run)) == order)
        coordinator[0].needs = [0, 1]
        #expect(Self.steps(try Self.explanation(.init(lanes: [coordinator, manager]))) == order)
        coordinator[0].needs = [0, 2]
        guard case .unexplained(let impasse) = try Self.explanation(.init(lanes: [coordinator, manager]))
        else {
            Issue.record("the commit that is obeyed has not happened")
            return
        }
        #expect(impasse.cursors == [0, 1])
        #expect(impasse.alternatives[0].waiting == [.init(lane: 0, position: 0)])
        #expect(impasse.alternatives[0].refusals.map(\.observation) == [.init(lane: 1, position: 1)])
        // More lanes than there are, and more than they have: never.
        coordinator[0].needs = [0, 9, 9]
        guard case .unexplained = try Self.explanation(.init(lanes: [coordinator, manager])) else {
            Issue.record("what is needed never comes")
            return
        }
    }

    @Test func whatStandsInTheWay() throws {
        var observations = Self.run("prepare:r0 receivePrepared:r1 commit")
        observations[1].before = [try Self.part("manager[r0]", .string("working"))]
        guard case .unexplained(let impasse) = try Self.explanation(.init(lanes: [observations])) else {
            Issue.record("r1 has prepared nothing")
            return
        }
        #expect(impasse.cursors == [1] && impasse.alternatives.count == 1)
        let refusal = impasse.alternatives[0].refusals[0]
        #expect(
            refusal.differences.map { "\($0)" }
                == ["manager[r0] is working in the trace and prepared in the spec"])
        #expect(refusal.candidates.first.map { "\($0.action)" } == "receivePrepared(r1)")
        #expect(refusal.candidates.first?.obstacle == .guardFalse)
        // The others of that name are enabled, or not told at all.
        #expect(refusal.candidates.dropFirst().map { "\($0.action)" } == ["receivePrepared(r0)"])
        #expect(refusal.candidates.last?.obstacle == .arguments)
    }

    /// Two runs that get equally far are both told, the closer one first.
    @Test func theTwoBestAlternatives() throws {
        let observations = [
            Observation(actions: [.init(name: "prepare")]),
            Observation(
                actions: [.init(name: "abortAlone")],
                after: [try Self.part("manager[r1]", .string("prepared"))]),
        ]
        guard case .unexplained(let impasse) = try Self.explanation(.init(lanes: [observations])) else {
            // r1 prepares, and somebody else aborts alone.
            #expect(Self.steps(try Self.explanation(.init(lanes: [observations])))?.first == "prepare(r1)")
            let none =
                observations.prefix(1) + [
                    Observation(
                        actions: [.init(name: "commit")],
                        after: [try Self.part("decision", .string("aborted"))])
                ]
            guard case .unexplained(let impasse) = try Self.explanation(.init(lanes: [Array(none)])) else {
                Issue.record("a commit decides to commit")
                return
            }
            #expect(impasse.alternatives.count == 2)
            #expect(Set(impasse.alternatives.map { $0.run.words.last }).count == 2)
            return
        }
        Issue.record("\(impasse)")
    }

    @Test func namesThatTheSpecDoesNotHave() throws {
        let error = #expect(throws: TraceMismatch.self) {
            try Self.explanation(.init(lanes: [Self.run("prepair")]))
        }
        #expect(error?.step == 1)
        let start = ObservedRun(start: [try Self.part("clock", .integer(0))], lanes: [[]])
        let other = #expect(throws: TraceMismatch.self) { try Self.explanation(start) }
        #expect(other?.description.hasPrefix("the spec has no variable clock; it has manager, ") == true)
        let early = ObservedRun(start: [try Self.part("manager[r0]", .string("prepared"))], lanes: [[]])
        let difference = #expect(throws: TraceMismatch.self) { try Self.explanation(early) }
        #expect(
            difference?.description
                == "the first state is not initial: manager[r0] is prepared in the trace and working in the spec"
        )
    }

    /// Arguments that an action does not have are passed over, unless each must be one.
    @Test func argumentsThatAreNone() throws {
        let arguments = [
            ForeignRun.Variable(name: "_0", value: ForeignValue(SpecValue.string("r1"))),
            ForeignRun.Variable(name: "clock", value: ForeignValue(SpecValue.integer(3))),
        ]
        for isStrict in [false, true] {
            let action = Observation.Action(name: "prepare", arguments: arguments, isStrict: isStrict)
            let found = try Self.explanation(.init(lanes: [[Observation(actions: [action])]]))
            #expect((Self.steps(found) == nil) == isStrict)
        }
    }

    @Test func placesAreRead() throws {
        #expect(try StatePlace("log[r0][1].term") == StatePlace(variable: "log", keys: ["r0", "1", "term"]))
        for text in ["", "[r0]", "log[", "log[]", "log[r0", "log]", "log.", "log[r0]x", "a..b"] {
            #expect(throws: StatePlaceError.self, "\(text)") { try StatePlace(text) }
        }
    }
}
