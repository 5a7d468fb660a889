import QuorateLanguage
import QuorateTraces
import Testing

@testable import CommitSpecs
@testable import Toys

@Suite struct WordsTests {
    static let spec = HastyCommit.spec

    /// The refusal of the good trace after a change.
    static func refusal(
        in spec: ErasedSpec = spec, _ change: (inout Trace) -> Void
    ) -> TraceMismatch? {
        var trace = HastyCommit.trace
        change(&trace)
        return #expect(throws: TraceMismatch.self) { try trace.words(in: spec) }
    }

    @Test func theTraceIsARunOfTheSpec() throws {
        let words = try HastyCommit.trace.words(in: Self.spec)
        #expect(words.count == 6)
        #expect(words.map(Self.spec.describe) == HastyCommit.trace.states)
        let steps = try #require(Self.spec.walk(words))
        #expect(steps.map(\.action) == HastyCommit.trace.steps.map(\.action))
    }

    @Test func aTraceOfAnotherSpecOrMutantIsRefused() {
        #expect(Self.refusal { $0.spec = "Paxos" } == .otherSpec(trace: "Paxos", spec: "TwoPhaseCommit"))
        #expect(
            Self.refusal { $0.mutant = nil }?.description
                == "the trace is one of the spec without a mutant, not of mutant hasty-commit")
        #expect(
            Self.refusal(in: ErasedSpec(TwoPhaseCommit(managers: 3))) { _ in }
                == .otherMutant(trace: "hasty-commit", spec: nil))
        #expect(
            Self.refusal { $0.instance.settings[0].value = 4 }?.description
                == "the trace has the parameters managers=4, the spec managers=3")
        #expect(
            Self.refusal { $0.instance.settings = [] }?.description
                == "the trace has the parameters (none), the spec managers=3")
    }

    @Test func aTraceOfAnotherVariantIsRefused() {
        #expect(
            Self.refusal { $0.variant = "slow" }?.description
                == "the trace is one of variant slow, not of the spec without a variant")
        let spec = ErasedSpec(Ferry(variant: .standing))
        let trace = Trace(
            of: spec.instance.unchanged, property: "a crossing", propertyKind: .reachable, propertySite: nil,
            steps: [], states: [])
        #expect(throws: TraceMismatch.otherVariant(trace: nil, spec: "standing")) {
            try trace.words(in: spec)
        }
    }

    @Test func aTraceOfAnotherPropertyIsRefused() {
        #expect(
            Self.refusal { $0.property = "agreement" }?.description
                == #"TwoPhaseCommit has no property "agreement"; it has "consistency", "#
                + #""every manager commits", "every manager aborts", "non-blocking", "#
                + #""a manager aborts by itself""#)
        #expect(
            Self.refusal { $0.propertyKind = .reachable }
                == .otherPropertyKind("consistency", trace: .reachable, spec: .always))
    }

    @Test func anotherNumberOfStates() {
        #expect(Self.refusal { $0.states.removeLast() } == .stateCount(states: 5, steps: 5))
        #expect(
            Self.refusal {
                $0.states = []
                $0.steps = []
            } == .stateCount(states: 0, steps: 0))
    }

    @Test func theFirstStateIsNotInitial() {
        let refusal = Self.refusal {
            $0.states[0] = HastyCommit.state(["working", "prepared", "working"], [], [], "undecided")
        }
        #expect(
            refusal?.description == "the first state is not initial: manager[r1] is prepared in the trace and"
                + " working in the spec")
        #expect(
            Self.refusal { $0.states[0].removeLast() }?.description
                == "the first state is not initial: decision is missing in the trace and undecided in the spec"
        )
    }

    @Test func anActionThatTheSpecDoesNotHave() {
        #expect(
            Self.refusal { $0.steps[2].action.name = "decide" }?.description
                == "step 3: the spec has no action decide; it has prepare, abortAlone, receivePrepared, obeyCommit,"
                + " obeyAbort, commit, abort")
    }

    @Test func aHostileNameIsEscaped() {
        let refusal = Self.refusal { $0.spec = "Paxos\u{1B}[2J" }
        #expect(refusal?.description == #"the trace is one of Paxos\u{1b}[2J, not of TwoPhaseCommit"#)
    }

    @Test func argumentsThatAreNotOffered() {
        #expect(
            Self.refusal { $0.steps[0] = HastyCommit.step("prepare", "r7", line: 1) }?.description
                == "step 1: prepare(r7) is not offered in this state; offered: prepare(r0), prepare(r1), prepare(r2)"
        )
        #expect(
            Self.refusal { $0.steps[0].action.arguments = [] }?.description
                == "step 1: prepare is not offered in this state; offered: prepare(r0), prepare(r1), prepare(r2)"
        )
    }

    @Test func aGuardThatIsFalse() {
        guard
            case .guardFalse(2, let action, let site) = Self.refusal({
                $0.steps[1].action.name = "obeyCommit"
            })
        else {
            Issue.record("no guardFalse")
            return
        }
        #expect("\(action)" == "obeyCommit(r0)")
        #expect(site.file == "CommitSpecs/TwoPhaseCommit.swift")
    }

    @Test func anActionThatLeadsElsewhere() {
        let refusal = Self.refusal {
            $0.states[3] = HastyCommit.state(["prepared", "working", "working"], ["r0"], ["r0"], "aborted")
        }
        #expect(
            refusal?.description.hasPrefix(
                "step 3: commit leads to another state: decision is aborted in the trace and committed in the spec ("
            )
                == true)
    }

    @Test func theLastStateIsHarmless() {
        let refusal = Self.refusal {
            $0.steps.removeLast()
            $0.states.removeLast()
        }
        #expect(refusal?.description == #"the last state does not break "consistency""#)
    }

    /// A run of `Lookalike` through the given positions.
    static func walk(
        _ actions: [String], _ positions: [Int], property: String = "arrives",
        kind: PropertyKind = .reachable,
        limit: Int = 3
    ) -> Trace {
        let arguments = [
            SpecValue.Field(name: "steps", value: .integer(1)),
            SpecValue.Field(name: "tired", value: .boolean(true)),
        ]
        return Trace(
            of: Instance(spec: "Lookalike", settings: [.init(name: "limit", value: limit)]),
            property: property,
            propertyKind: kind, propertySite: nil,
            steps: actions.map {
                .init(action: .init(name: $0, arguments: $0 == "walk" ? arguments : []), site: nil)
            },
            states: positions.map {
                [.init(name: "position", value: .integer($0)), .init(name: "way", value: .string("secret"))]
            })
    }

    @Test func statesThatLookAlikeAreAllFollowed() throws {
        let spec = ErasedSpec(Lookalike())
        let trace = Self.walk(["choose", "walk", "walk", "arrive"], [0, 0, 1, 2, 9])
        let words = try trace.words(in: spec)
        #expect(spec.walk(words) != nil)
        #expect(try ITF.trace(from: ITF.data(of: trace)) == trace)
    }

    @Test func aDeadlockIsFound() throws {
        let spec = ErasedSpec(Lookalike())
        let trace = Self.walk(
            ["choose", "walk", "walk", "walk"], [0, 0, 1, 2, 3], property: "deadlock freedom",
            kind: .deadlockFreedom)
        #expect(try trace.words(in: spec).count == 5)
    }

    @Test func aWitnessThatMissesIsRefused() {
        let trace = Self.walk(["choose", "walk"], [0, 0, 1])
        let error = #expect(throws: TraceMismatch.self) { try trace.words(in: ErasedSpec(Lookalike())) }
        #expect(error?.description == #"the last state does not meet "arrives""#)
    }

    @Test func aRunOutsideTheConstraintIsRefused() {
        let trace = Self.walk(["choose", "walk", "walk", "arrive"], [0, 0, 1, 2, 9], limit: 1)
        let error = #expect(throws: TraceMismatch.self) {
            try trace.words(in: ErasedSpec(Lookalike(limit: 1)))
        }
        #expect(error == .outsideConstraint(step: 4, constraint: "position at most the limit"))
    }
}
