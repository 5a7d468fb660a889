import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// A run as a test of an adapter carries it: requests, and the states that have to be shown after each.
struct AdapterTestRun {
    /// A request with what has to come of it.
    struct Step {
        /// Request without its number, or members of it.
        let request: String
        /// State of the spec afterwards.
        let state: String
        let isRefused: Bool
        /// Step to be read.
        let label: String
    }

    /// The variable of the environment that names the adapter's command.
    static let variable = "QUORATE_ADAPTER"

    let program: String
    /// Greeting without its number.
    let greeting: String
    let steps: [Step]
    /// Description of the run in a line.
    let title: String
    /// Words of a name for the test.
    let words: [String]

    init(_ walked: CatalogTrace, in session: Session) throws {
        let (trace, catalog) = (walked.trace, session.catalog)
        let sound = try trace.instance.unchanged.spec(in: catalog)
        program = session.program
        greeting =
            JSONValue.object([
                .init(key: "op", value: "hello"),
                .init(key: "protocol", value: JSONValue(adapterProtocolVersion)),
                .init(key: "spec", value: .string(trace.spec)), .init(key: "mutant", value: .null),
                .init(key: "variant", value: .null),
                .init(key: "parameters", value: JSONValue(sound.settings)),
                .init(key: "replicas", value: Self.replicas(of: sound)),
                .init(key: "variables", value: .array((trace.states.first ?? []).map { .string($0.name) })),
                .init(key: "actions", value: .array(sound.actionNames.map { .string($0) })),
            ]).line
        let verb = trace.propertyKind == .reachable ? "meets" : "breaks"
        title =
            trace.instance.parts.joined(separator: ", ") + ": \(verb) \"\(trace.property)\" in"
            + " \(trace.steps.count) steps"
        words =
            ([trace.spec]
                + (trace.instance.changes.first ?? trace.property).split {
                    !($0.isASCII && ($0.isLetter || $0.isNumber))
                }.map(String.init))
        steps = Self.steps(of: trace, in: sound)
    }

    private static func replicas(of spec: ErasedSpec) -> JSONValue {
        .array(spec.evaluated.replicaNames.map { .string($0) })
    }

    /// The steps that the spec has as it is, and the first one that it has not.
    private static func steps(of trace: Trace, in spec: ErasedSpec) -> [Step] {
        func state(_ fields: [SpecValue.Field]) -> String {
            JSONValue.object(fields.map { .init(key: $0.name, value: JSONValue(ofITF: $0.value)) }).line
        }
        let first = trace.states[0]
        var steps = [
            Step(
                request: "{\"op\": \"start\", \"state\": \(state(first))}", state: state(first),
                isRefused: false, label: "start")
        ]
        var words = spec.initialStates().first {
            SpecValue.record(spec.describe($0)).isSame(as: .record(first))
        }
        for (position, step) in trace.steps.enumerated() {
            guard let present = words else { break }
            let reached = spec.takes(present).compactMap { take in
                same(take.action, step.action) ? take.successor : nil
            }
            let wanted = SpecValue.record(trace.states[position + 1])
            words = reached.first { SpecValue.record(spec.describe($0)).isSame(as: wanted) } ?? reached.first
            steps.append(
                Step(
                    request: request(step.action), state: state(spec.describe(words ?? present)),
                    isRefused: words == nil, label: step.action.description))
        }
        return steps
    }

    private static func same(
        _ left: ErasedSpec.ActionOutline, _ right: ErasedSpec.ActionOutline
    ) -> Bool {
        left.name == right.name && SpecValue.record(left.arguments).isSame(as: .record(right.arguments))
    }

    private static func request(_ action: ErasedSpec.ActionOutline) -> String {
        JSONValue.object([
            .init(key: "op", value: "take"), .init(key: "action", value: .string(action.name)),
            .init(key: "arguments", value: .array(action.arguments.map { JSONValue(ofITF: $0.value) })),
            .init(key: "label", value: .string(action.description)),
        ]).line
    }
}

extension String {
    /// The text as a literal of Go or Python.
    var quotedForTests: String { JSONValue.string(self).line }
}
