internal import QuorateLanguage

/// Makes a trace of a JSON document that anybody may have written.
struct ITFReader {
    /// The version of our own fields that is written and read.
    static let version = 1

    private let root: JSONValue
    private let own: JSONPath = .root["#meta"]["quorate"]

    init(_ root: JSONValue) { self.root = root }

    func trace() throws(TraceFileError) -> Trace {
        let (variables, stateValues) = try ITFSkeleton(root).parts
        let fields = try ownFields()
        let steps = try steps(in: fields)
        guard stateValues.count == steps.count + 1 else {
            throw .stateCount(states: stateValues.count, steps: steps.count)
        }
        var states: [[SpecValue.Field]] = []
        for (index, value) in stateValues.enumerated() {
            let reader = ITFStateReader(variables: variables, path: .root["states"][index])
            states.append(try reader.fields(of: value, after: index > 0 ? steps[index - 1].action : nil))
        }
        var trace = Trace(
            of: try instance(in: fields),
            property: try required("property", in: fields).text(at: own["property"]),
            propertyKind: try propertyKind(in: fields),
            propertySite: try site(fields["propertySite"], at: own["propertySite"]),
            steps: steps, states: states)
        trace.replays = try replays(in: fields)
        trace.loop = try loop(in: fields, kind: trace.propertyKind, stateCount: states.count)
        return trace
    }

    /// The loop of a run against a property of liveness; no other run has one.
    private func loop(
        in fields: JSONValue, kind: PropertyKind, stateCount: Int
    ) throws(TraceFileError) -> Trace.Loop? {
        guard let value = root["loop"], value != .null else {
            guard kind.isLiveness else { return nil }
            throw .unexpected(
                path: "\(JSONPath.root["loop"])",
                expected: "the state at which the loop of .\(kind.rawValue) begins",
                found: "none")
        }
        guard kind.isLiveness else { throw value.unexpected("no loop", at: .root["loop"]) }
        let start = try value.integer(at: .root["loop"])
        guard (0..<stateCount).contains(start) else {
            throw value.unexpected("the position of a state", at: .root["loop"])
        }
        var notes: [String] = []
        if let fairness = fields["fairness"], fairness != .null {
            for (index, line) in try fairness.list(at: own["fairness"]).enumerated() {
                notes.append(try line.text(at: own["fairness"][index]))
            }
        }
        return Trace.Loop(start: start, fairness: notes)
    }

    /// Records of the run on real code; files without them are as good.
    private func replays(in fields: JSONValue) throws(TraceFileError) -> [Trace.ReplayRecord] {
        guard let value = fields["replays"], value != .null else { return [] }
        var records: [Trace.ReplayRecord] = []
        for member in try value.members(at: own["replays"]) {
            let outcome = try member.value.text(at: own["replays"][member.key])
            records.append(.init(code: member.key, outcome: outcome))
        }
        return records
    }

    private func ownFields() throws(TraceFileError) -> JSONValue {
        guard let meta = root["#meta"] else {
            throw .otherTool(missing: "\"#meta\" with our field \"quorate\"")
        }
        guard let fields = meta["quorate"] else {
            throw .otherTool(missing: "our field \"quorate\" in \"#meta\"")
        }
        _ = try fields.members(at: own)
        let version = try required("version", in: fields).integer(at: own["version"])
        guard version == Self.version else { throw .otherVersion(version, supported: Self.version) }
        return fields
    }

    private func required(_ key: String, in fields: JSONValue) throws(TraceFileError) -> JSONValue {
        guard let value = fields[key] else {
            throw .unexpected(path: "\(own)", expected: "the field \"\(key)\"", found: "none")
        }
        return value
    }

    private func optionalText(_ key: String, in fields: JSONValue) throws(TraceFileError) -> String? {
        guard let value = fields[key], value != .null else { return nil }
        return try value.text(at: own[key])
    }

    private func instance(in fields: JSONValue) throws(TraceFileError) -> Instance {
        Instance(
            spec: try required("spec", in: fields).text(at: own["spec"]),
            mutant: try optionalText("mutant", in: fields),
            variant: try optionalText("variant", in: fields), settings: try settings(in: fields))
    }

    private func settings(in fields: JSONValue) throws(TraceFileError) -> [Instance.Setting] {
        let path = own["parameters"]
        var settings: [Instance.Setting] = []
        for member in try required("parameters", in: fields).members(at: path) {
            settings.append(.init(name: member.key, value: try member.value.integer(at: path[member.key])))
        }
        return settings
    }

    private func propertyKind(in fields: JSONValue) throws(TraceFileError) -> PropertyKind {
        let value = try required("propertyKind", in: fields)
        let path = own["propertyKind"]
        guard let kind = PropertyKind(rawValue: try value.text(at: path)) else {
            throw value.unexpected(
                "always, reachable, deadlockFreedom, eventually, leadsTo, eventuallyAlways or infinitelyOften",
                at: path)
        }
        return kind
    }

    private func steps(in fields: JSONValue) throws(TraceFileError) -> [Trace.Step] {
        let path = own["steps"]
        var steps: [Trace.Step] = []
        for (index, value) in try required("steps", in: fields).list(at: path).enumerated() {
            steps.append(try step(value, at: path[index]))
        }
        return steps
    }

    private func step(_ value: JSONValue, at path: JSONPath) throws(TraceFileError) -> Trace.Step {
        guard let name = value["action"] else {
            throw value.unexpected("a step with an \"action\"", at: path)
        }
        var arguments: [SpecValue.Field] = []
        let place = path["arguments"]
        for member in try (value["arguments"] ?? .object([])).members(at: place) {
            let argument = try SpecValue(itf: member.value, at: place[member.key])
            arguments.append(.init(name: member.key, value: argument))
        }
        return Trace.Step(
            action: .init(name: try name.text(at: path["action"]), arguments: arguments),
            site: try site(value["site"], at: path["site"]))
    }

    /// A place in the source, written as file, colon and line.
    private func site(_ value: JSONValue?, at path: JSONPath) throws(TraceFileError) -> SourceSite? {
        guard let value, value != .null else { return nil }
        let text = try value.text(at: path)
        guard let colon = text.lastIndex(of: ":"), let line = Int(text[text.index(after: colon)...]) else {
            throw value.unexpected("a file, a colon and a line", at: path)
        }
        return SourceSite(file: String(text[..<colon]), line: line)
    }
}
