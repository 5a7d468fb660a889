extension ForeignRun {
    /// The run with other names in the place of those of the file, and those that the file does not have.
    ///
    /// - Parameter names: the new name for each old one: of a variable, an action, a pick or a parameter, with or without
    ///   the modules in front of it, or of whatever stands in a value as a string or as the key of a record.
    public func renamed(_ names: [String: String]) -> (run: ForeignRun, unknown: [String]) {
        var renaming = Renaming(names)
        var run = self
        run.states = states.map { renaming.variables($0) }
        run.steps = steps.map { step in
            Step(
                action: step.action.map { renaming.name($0) },
                picks: step.picks.map { renaming.variables($0) })
        }
        run.listed = listed.map { renaming.name($0) }
        run.unlisted = unlisted.map { renaming.name($0) }
        run.parameters = parameters.map { renaming.name($0) }
        return (run, names.keys.filter { !renaming.used.contains($0) }.sorted())
    }

    /// Returns true if some variable belongs to the module.
    public func hasModule(_ module: String) -> Bool {
        variables.contains { SharedVariables.isName($0, in: module) }
    }
}

/// Renaming that notes which names it has found.
private struct Renaming {
    private let names: [String: String]
    private(set) var used: Set<String> = []

    init(_ names: [String: String]) { self.names = names }

    mutating func text(_ text: String) -> String {
        guard let new = names[text] else { return text }
        used.insert(text)
        return new
    }

    /// A name, with its modules or without them.
    mutating func name(_ name: String) -> String {
        if names[name] != nil { return text(name) }
        let short = ForeignRun.withoutModules(name)
        guard short != name, names[short] != nil else { return name }
        return name.dropLast(short.count) + text(short)
    }

    mutating func variables(_ variables: [ForeignRun.Variable]) -> [ForeignRun.Variable] {
        variables.map { .init(name: name($0.name), value: ForeignValue(value($0.value.json))) }
    }

    private mutating func value(_ json: JSONValue) -> JSONValue {
        switch json {
        case .null, .boolean, .number: return json
        case .string(let text): return .string(self.text(text))
        case .array(let elements): return .array(elements.map { value($0) })
        case .object(let members):
            return .object(members.map { .init(key: text($0.key), value: value($0.value)) })
        }
    }
}
