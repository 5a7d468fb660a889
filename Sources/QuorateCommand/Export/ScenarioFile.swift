import QuorateFaults
import QuorateReplay
import QuorateTraces

/// The schedule of a counterexample as JSON, for a test harness over black boxes.
struct ScenarioFile {
    /// The version of the form.
    static let version = 1

    let json: JSONValue
    /// The same, to be read by people too.
    var text: String { JSONPrinter(width: 124) { depth, _ in depth <= 1 }.text(json) }

    /// - Throws: ``NoScenario`` where the spec does not say who sends what to whom.
    init(_ walked: CatalogTrace) throws {
        guard let spec = walked.spec.evaluated.typed as? any ByzantineSpec else {
            throw NoScenario.notByzantine(walked.trace.spec)
        }
        json = try Self.json(walked.trace, of: spec)
    }

    private static func json<S: ByzantineSpec>(_ trace: Trace, of spec: S) throws -> JSONValue {
        let run = try TypedRun(trace, of: spec)
        let schedule = try ScenarioSchedule(run)
        let faulty = spec.faulty(in: run.states[0]).members
        func names(_ replicas: ReplicaSet) -> JSONValue { .array(replicas.map { .string("\($0)") }) }
        return [
            "scenario": JSONValue(version), "spec": .string(trace.spec), "mutant": JSONValue(trace.mutant),
            "variant": JSONValue(trace.variant), "parameters": JSONValue(trace.instance.settings),
            "replicas": names(spec.replicas), "correct": names(spec.replicas.subtracting(faulty)),
            "faulty": names(faulty), "start": state(spec.correctPart(of: run.states[0]), spec),
            "steps": .array(schedule.steps.enumerated().map { json($1, number: $0 + 1) }),
            "repeatsFrom": trace.loop.map { JSONValue($0.start + 1) } ?? .null,
            "end": [
                "property": .string(trace.property), "kind": .string(trace.propertyKind.rawValue),
                "says": .string(words(of: trace)),
                "state": state(spec.correctPart(of: run.states[run.states.count - 1]), spec),
            ],
        ]
    }

    /// The expectation at the end in words.
    private static func words(of trace: Trace) -> String {
        if trace.propertyKind == .reachable { return "\"\(trace.property)\" is met after the last step" }
        return trace.loop == nil
            ? "\"\(trace.property)\" must not be broken, and is broken after the last step in the spec as it was changed"
            : "\"\(trace.property)\" must not be broken, and never comes true in the spec as it was changed"
    }

    private static func state<S: ByzantineSpec>(_ state: S.State, _ spec: S) -> JSONValue {
        object(SpecValue.fields(describing: state, for: spec.replicas))
    }

    private static func object(_ fields: [SpecValue.Field]) -> JSONValue {
        .object(fields.map { .init(key: $0.name, value: JSONValue(ofITF: $0.value)) })
    }

    private static func json(_ step: ScenarioStep, number: Int) -> JSONValue {
        [
            "step": JSONValue(number), "replica": .string("\(step.replica)"),
            "action": .string(step.action.name),
            "arguments": object(step.action.arguments),
            "fromFaulty": .array(
                step.faulty.map {
                    ["from": .string("\($0.sender)"), "message": JSONValue(ofITF: $0.content)]
                }),
            "fromCorrect": .array(
                step.heard.map { ["from": .string("\($0.sender)"), "throughStep": JSONValue($0.step)] }),
            "changes": .array(step.changes.map(json)),
        ]
    }

    private static func json(_ change: ValueChange) -> JSONValue {
        [
            "place": .string(change.place), "before": change.old.map { JSONValue(ofITF: $0) } ?? .null,
            "after": change.new.map { JSONValue(ofITF: $0) } ?? .null,
        ]
    }
}
