internal import QuorateLanguage

/// Makes a run of a JSON document in the Informal Trace Format that any tool may have written.
struct ForeignRunReader {
    private let root: JSONValue
    private let path: JSONPath
    /// Variables that are kept, although they look like some of the tool's own.
    private let kept: Set<String>

    init(_ root: JSONValue, at path: JSONPath, keeping kept: Set<String> = []) {
        self.kept = kept
        self.root = root
        self.path = path
    }

    func run() throws(TraceFileError) -> ForeignRun {
        guard case .object = root else { throw .notITF(reason: "it is \(root.summary), not an object") }
        guard let states = root["states"]?.elements else {
            throw .notITF(reason: "it has no list \"states\"")
        }
        let place = path["states"]
        guard !states.isEmpty else {
            throw .unexpected(path: "\(place)", expected: "at least one state", found: "none")
        }
        var run = ForeignRun(steps: [], states: [])
        run.listed = try listed()
        run.loop = try loop(stateCount: states.count)
        run.parameters = (root["params"]?.elements ?? []).compactMap(\.name)
        run.remarks = remarks
        for (index, state) in states.enumerated() {
            let members = try state.members(at: place[index])
            run.states.append(variables(of: members))
            if index > 0 { run.steps.append(try step(of: members, at: place[index])) }
        }
        // A file without "vars" lists none, and so leaves none out.
        if root["vars"] != nil { run.unlisted = unlisted(in: run) }
        return run
    }

    /// The variables under `vars` without Quint's own; some versions list theirs twice.
    private func listed() throws(TraceFileError) -> [String] {
        guard let value = root["vars"], value != .null else { return [] }
        let place = path["vars"]
        var seen: Set<String> = []
        var names: [String] = []
        for (index, element) in try value.list(at: place).enumerated() {
            let name = try element.text(at: place[index])
            if Self.isVariable(name), seen.insert(name).inserted { names.append(name) }
        }
        return names
    }

    private func loop(stateCount: Int) throws(TraceFileError) -> Int? {
        guard let value = root["loop"], value != .null else { return nil }
        guard case .integer(let start) = SpecValue(foreign: value), (0..<stateCount).contains(start) else {
            throw value.unexpected("the position of a state", at: path["loop"])
        }
        return start
    }

    private var remarks: [String] {
        ["source", "status", "description"].compactMap { key in
            root["#meta"]?[key]?.name.map { "\(key): \($0)" }
        }
    }

    /// Returns true if the name is one of a state's variables: names with two underscores, and some others, belong to
    /// the tool that wrote the file.
    private static func isVariable(_ name: String) -> Bool {
        name != "#meta" && !name.hasPrefix("__") && !name.hasPrefix(ModelBasedTesting.prefix)
            && !ModelBasedTesting.formerNames.contains(name)
    }

    private func variables(of members: [JSONValue.Member]) -> [ForeignRun.Variable] {
        members.filter { kept.contains($0.key) || Self.isVariable($0.key) }.map {
            .init(name: $0.key, value: ForeignValue($0.value))
        }
    }

    private func unlisted(in run: ForeignRun) -> [String] {
        let listed = Set(run.listed + run.parameters)
        return run.variables.filter { !listed.contains($0) }
    }
}

extension ForeignRunReader {
    /// The step that led to a state with these members.
    private func step(
        of members: [JSONValue.Member], at place: JSONPath
    ) throws(TraceFileError) -> ForeignRun.Step {
        func member(_ names: [String]) -> JSONValue.Member? {
            names.lazy.compactMap { name in members.first { $0.key == name } }.first
        }
        let action = member(ModelBasedTesting.actionNames)
        let picks = member(ModelBasedTesting.pickNames)?.value
        return ForeignRun.Step(
            action: try action.flatMap { action throws(TraceFileError) in
                try action.value.actionName(at: place[action.key])
            }, picks: picks.flatMap(Self.picks))
    }

    /// The picks that are made, each with the case of an option around it or without; nil where they are none.
    static func picks(_ value: JSONValue) -> [ForeignRun.Variable]? {
        if value == .null { return nil }
        if let (tag, payload) = value.taggedPayload, tag == "Some" || tag == "None" && payload.isForeignUnit {
            return tag == "Some" ? picks(payload) : []
        }
        if let pairs = value.alone("#map")?.pairs {
            return pairs.compactMap { pair in pair.key.name.flatMap { pick($0, pair.value) } }
        }
        guard case .object(let members) = value else {
            // What nobody can read is told, as a pick that is no argument.
            return [.init(name: ModelBasedTesting.nondetPicks, value: ForeignValue(value))]
        }
        return members.filter { !$0.key.hasPrefix("#") }.compactMap { pick($0.key, $0.value) }
    }

    private static func pick(_ name: String, _ value: JSONValue) -> ForeignRun.Variable? {
        if value == .null { return nil }
        guard let (tag, payload) = value.taggedPayload, tag == "Some" || tag == "None" else {
            return .init(name: name, value: ForeignValue(value))
        }
        return tag == "None" ? nil : .init(name: name, value: ForeignValue(payload))
    }
}

extension JSONValue {
    /// The name of an action: a text, or the tag of a case; nil where none is told.
    ///
    /// - Throws: ``TraceFileError`` for what is no name: a step that has one is not looked for among all actions.
    func actionName(at path: JSONPath) throws(TraceFileError) -> String? {
        if self == .null { return nil }
        guard let name = name ?? taggedPayload?.tag else {
            throw unexpected("the name of an action", at: path)
        }
        // Quint calls a branch without a name by the empty one.
        return ForeignRun.withoutModules(name).isEmpty ? nil : name
    }
}
