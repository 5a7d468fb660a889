extension ForeignRun {
    /// The run with other names in the place of those of the file, and those that the file does not have.
    ///
    /// - Parameter names: the new name for each old one: of a variable, an action, a pick or a parameter, with or without
    ///   the modules in front of it, or of whatever stands in a value as a string or as the key of a record.
    public func renamed(_ names: [String: String]) -> (run: ForeignRun, unknown: [String]) {
        var renaming = Renaming(names: RunNames(names))
        let run = renaming.run(self)
        return (run, names.keys.filter { !renaming.used.contains($0) }.sorted())
    }

    /// The run with the names of the spec.
    public func renamed(_ names: RunNames) -> ForeignRun {
        var renaming = Renaming(names: names)
        return renaming.run(self)
    }

    /// Returns true if some variable belongs to the module.
    public func hasModule(_ module: String) -> Bool {
        variables.contains { SharedVariables.isName($0, in: module) }
    }
}

/// Renaming that notes which names it has found.
private struct Renaming {
    let names: RunNames
    private(set) var used: Set<String> = []

    init(names: RunNames) { self.names = names }

    mutating func run(_ old: ForeignRun) -> ForeignRun {
        var run = old
        run.states = old.states.map { variables($0, names.variables) }
        run.steps = old.steps.map { step in
            .init(
                action: step.action.map { name($0, names.actions) },
                picks: step.picks.map { variables($0, names.picks) })
        }
        run.listed = old.listed.map { name($0, names.variables) }
        run.unlisted = old.unlisted.map { name($0, names.variables) }
        run.parameters = old.parameters.map { name($0, names.variables) }
        return run
    }

    private mutating func text(_ text: String, _ names: [String: String]) -> String {
        guard let new = names[text] else { return text }
        used.insert(text)
        return new
    }

    /// A name, with its modules or without them.
    private mutating func name(_ name: String, _ names: [String: String]) -> String {
        if names[name] != nil { return text(name, names) }
        let short = ForeignRun.withoutModules(name)
        guard short != name, names[short] != nil else { return name }
        return name.dropLast(short.count) + text(short, names)
    }

    private mutating func variables(
        _ variables: [ForeignRun.Variable], _ names: [String: String]
    ) -> [ForeignRun.Variable] {
        variables.map { .init(name: name($0.name, names), value: ForeignValue(value($0.value.json))) }
    }

    private mutating func value(_ json: JSONValue) -> JSONValue {
        if names.values.isEmpty { return json }
        switch json {
        case .null, .boolean, .number: return json
        case .string(let text): return .string(self.text(text, names.values))
        case .array(let elements): return .array(elements.map { value($0) })
        case .object(let members):
            return .object(members.map { .init(key: text($0.key, names.values), value: value($0.value)) })
        }
    }
}
