@testable import QuorateExplorer
import QuorateLanguage
import Testing

/// Names of fields, actions, properties and cases, and what renames make of them.
@Suite struct ComparedNamesTests {
    /// A graph of two states and a step, drawn by hand.
    private func graph(
        fields: [String] = ["phase"], values: [SpecValue] = [.string("idle"), .string("busy")],
        action: ErasedSpec.ActionOutline = .init(name: "start", arguments: []), property: String = "safety",
        fairness: [String] = []
    ) -> StateGraph {
        var heading = StateGraph.Heading()
        heading.fields = fields
        heading.actions = [action.name, "never"]
        heading.properties = [.init(name: property, kind: .always, hasPremise: false)]
        heading.fairness = fairness
        var graph = StateGraph(of: Instance(spec: "Machine"), heading: heading)
        graph.values = fields.map { _ in values }
        graph.labels = [.init(action: action)]
        graph.initialStates = [0]
        graph.stateValues = fields.map { _ in 0 } + fields.map { _ in 1 }
        (graph.stateCount, graph.stepStarts) = (2, [0, 1, 1])
        (graph.stepLabels, graph.stepTargets) = ([0], [1])
        (graph.judgements, graph.stateJudgements) = ([.init(bits: [0], isOutside: false)], [0, 0])
        return graph
    }

    private func arguments(_ name: String) -> [SpecValue.Field] {
        [.init(name: name, value: .string("idle"))]
    }

    @Test func renamesMakeNamesTheSame() throws {
        let base = graph()
        let pairs: [(StateGraph, GraphRenames)] = [
            (graph(fields: ["stage"]), GraphRenames(fields: ["phase": "stage"])),
            (graph(values: [.string("free"), .string("busy")]), GraphRenames(cases: ["idle": "free"])),
            (graph(action: .init(name: "begin", arguments: [])), GraphRenames(actions: ["start": "begin"])),
        ]
        for (head, renames) in pairs {
            let without = try GraphComparison(base: base, head: head)
            #expect(without.behaviour == .different || without.basis != .wholeStates)
            let comparison = try GraphComparison(base: base, head: head, renames: renames)
            #expect(comparison.behaviour == .same && comparison.basis == .wholeStates)
            #expect(comparison.actionNames.isEmpty && comparison.propertyNames.isEmpty)
            // One list serves all: where the old name is still there, nothing is renamed.
            #expect(try GraphComparison(base: base, head: base, renames: renames).behaviour == .same)
        }
    }

    @Test func caseAndArgumentNamesInsideAreRenamed() throws {
        let value = SpecValue.map([
            .init(key: .string("idle"), value: .variant("idle", .record(arguments("was"))))
        ])
        let other = SpecValue.map([
            .init(
                key: .string("free"),
                value: .variant(
                    "free",
                    .record([
                        .init(name: "before", value: .string("free"))
                    ])))
        ])
        let (base, head) = (graph(values: [value, .integer(1)]), graph(values: [other, .integer(1)]))
        let renames = GraphRenames(fields: ["was": "before"], cases: ["idle": "free"])
        #expect(try GraphComparison(base: base, head: head, renames: renames).behaviour == .same)
    }

    @Test func namesOfOneSideAreListed() throws {
        let base = graph(
            action: .init(name: "send", arguments: arguments("to")), property: "safety",
            fairness: ["weak fairness \"a\""])
        let head = graph(
            action: .init(name: "send", arguments: arguments("from")), property: "agreement")
        let comparison = try GraphComparison(base: base, head: head)
        #expect(comparison.actionNames == .init(base: ["send(to:)"], head: ["send(from:)"]))
        #expect(comparison.propertyNames == .init(base: ["safety"], head: ["agreement"]))
        #expect(comparison.fairnessNames == .init(base: ["weak fairness \"a\""], head: []))
        #expect(comparison.properties.isEmpty)
    }

    /// A field that only the head has leaves runs by what both have; what is hidden in it is not looked at.
    @Test func otherFieldsAreCompared() throws {
        let comparison = try GraphComparison(base: graph(), head: graph(fields: ["phase", "extra"]))
        #expect(comparison.behaviour == .same)
        #expect(comparison.basis == .runs(common: ["phase"], onlyBase: [], onlyHead: ["extra"]))
        #expect(comparison.states == nil && comparison.steps == nil)
    }

    @Test func renamesThatMakeTwoOneAreRefused() throws {
        let base = graph(fields: ["phase", "stage"])
        let error = #expect(throws: GraphRenameError.self) {
            try GraphComparison(
                base: base, head: graph(fields: ["stage"]), renames: .init(fields: ["phase": "stage"]))
        }
        #expect(
            error?.description
                == "the fields \"phase\" and \"stage\" of the base would both be called \"stage\"; rename only one of them"
        )
    }

    @Test func aRunIsShownAsACounterexampleIs() throws {
        let comparison = try GraphComparison(
            base: graph(), head: graph(action: .init(name: "begin", arguments: arguments("with"))))
        #expect(
            comparison.onlyHead?.rendering(claim: "a run that only the head has") == """
                Machine
                a run that only the head has

                0  initial state      phase: idle
                1  begin(with: idle)  phase: idle → busy
                """)
    }

    @Test func aLimitOfPairsIsNoAnswer() throws {
        let (base, head) = (graph(), graph(fields: ["phase", "extra"]))
        let comparison = try GraphComparison(base: base, head: head, limits: .init(pairs: 1))
        #expect(
            comparison.behaviour
                == .inconclusive(["the comparison stopped at its limit of 1 pairs of sets of states"]))
    }
}
