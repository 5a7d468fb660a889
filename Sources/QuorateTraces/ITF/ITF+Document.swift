internal import QuorateLanguage

extension ITF {
    static func document(of trace: Trace) -> JSONValue {
        let variables = trace.states.first?.map(\.name) ?? []
        let all = variables + [ModelBasedTesting.actionTaken, ModelBasedTesting.nondetPicks]
        let picks = allPicks(of: trace)
        let fields: JSONValue = [
            "#meta": [
                "format": "ITF",
                "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
                "description": "Created by Quorate",
                "quorate": ownFields(of: trace),
            ],
            "vars": .array(all.map(JSONValue.string)),
            "states": .array(
                trace.states.enumerated().map { index, fields in
                    let step = index > 0 && index <= trace.steps.count ? trace.steps[index - 1] : nil
                    return state(fields, index: index, action: step?.action, picks: picks)
                }),
        ]
        guard let loop = trace.loop, case .object(let members) = fields else { return fields }
        return .object(members + [.init(key: "loop", value: JSONValue(loop.start))])
    }

    private static func ownFields(of trace: Trace) -> JSONValue {
        let replays = trace.replays.map { JSONValue.Member(key: $0.code, value: .string($0.outcome)) }
        guard case .object(let fields) = fieldsOfRun(trace), !replays.isEmpty else {
            return fieldsOfRun(trace)
        }
        return .object(fields + [.init(key: "replays", value: .object(replays))])
    }

    private static func fieldsOfRun(_ trace: Trace) -> JSONValue {
        var fields = [JSONValue.Member(key: "version", value: JSONValue(ITFReader.version))]
        fields += trace.instance.members
        fields += [
            .init(key: "property", value: .string(trace.property)),
            .init(key: "propertyKind", value: .string(trace.propertyKind.rawValue)),
        ]
        fields += site(trace.propertySite, as: "propertySite")
        let steps = trace.steps.map { step -> JSONValue in
            let taken: [JSONValue.Member] = [
                .init(key: "action", value: .string(step.action.name)),
                .init(key: "arguments", value: object(step.action.arguments)),
            ]
            return .object(taken + site(step.site, as: "site"))
        }
        if let loop = trace.loop {
            fields.append(.init(key: "fairness", value: .array(loop.fairness.map(JSONValue.string))))
        }
        return .object(fields + [.init(key: "steps", value: .array(steps))])
    }

    /// The place in the source, where the trace has one: those that are kept have none, so that no edit of a spec makes
    /// them others.
    private static func site(_ site: SourceSite?, as key: String) -> [JSONValue.Member] {
        site.map { [.init(key: key, value: .string("\($0)"))] } ?? []
    }

    private static func object(_ fields: [SpecValue.Field]) -> JSONValue {
        .object(fields.map { .init(key: $0.name, value: JSONValue(itf: $0.value)) })
    }

    private static func state(
        _ fields: [SpecValue.Field], index: Int, action: ErasedSpec.ActionOutline?, picks: [String]
    ) -> JSONValue {
        var members: [JSONValue.Member] = [.init(key: "#meta", value: ["index": JSONValue(index)])]
        members += fields.map { .init(key: $0.name, value: JSONValue(itf: $0.value)) }
        let name = action?.name ?? ModelBasedTesting.initialAction
        members.append(.init(key: ModelBasedTesting.actionTaken, value: .string(name)))
        let arguments = action?.arguments ?? []
        let taken = picks.map { pick -> JSONValue.Member in
            let argument = arguments.first { ModelBasedTesting.pick($0.name) == pick }
            return .init(key: pick, value: optional(argument?.value))
        }
        members.append(.init(key: ModelBasedTesting.nondetPicks, value: .object(taken)))
        return .object(members)
    }

    private static func optional(_ value: SpecValue?) -> JSONValue {
        guard let value else { return ["tag": "None", "value": ["#tup": []]] }
        return ["tag": "Some", "value": JSONValue(itf: value)]
    }

    /// Every pick of the trace: in Quint the picks of all states have the same fields.
    private static func allPicks(of trace: Trace) -> [String] {
        var seen: Set<String> = []
        return trace.steps.flatMap(\.action.arguments).map { ModelBasedTesting.pick($0.name) }
            .filter { seen.insert($0).inserted }
    }
}
