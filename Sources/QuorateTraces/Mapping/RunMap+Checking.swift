package import QuorateLanguage

extension RunMap {
    /// Checks that the spec has the actions and variables that this map gives to a run.
    ///
    /// - Throws: ``RunMapError`` for the first that it does not have.
    package func check(against spec: ErasedSpec) throws(RunMapError) {
        let known = Set(spec.actionNames)
        for (name, action) in actions.sorted(by: { $0.key < $1.key }) where !known.contains(action) {
            throw RunMapError(
                path: "\(JSONPath.root["actions"][name])", problem: Self.unknown("action", action, known))
        }
        guard let initial = spec.initialStates().first else { return }
        let fields = Set(spec.describe(initial).map(\.name))
        for (name, place) in variables.sorted(by: { $0.key < $1.key })
        where !fields.contains(place.variable) {
            throw RunMapError(
                path: "\(JSONPath.root["variables"][name])",
                problem: Self.unknown("variable", place.variable, fields))
        }
    }

    /// Checks that some run has each variable that is called otherwise in the spec: one that was misspelled would rename
    /// nothing.
    ///
    /// - Throws: ``RunMapError`` for the first that none has.
    package func checkVariables(of runs: [ForeignRun]) throws(RunMapError) {
        let names = Set(runs.flatMap { $0.variables + $0.parameters + $0.listed + $0.unlisted })
        let known = names.union(names.map(ForeignRun.withoutModules))
        for name in variables.keys.sorted() where !known.contains(name) {
            throw RunMapError(
                path: "\(JSONPath.root["variables"][name])",
                problem: "the file has no variable \(ForeignText.quoted(name)); it has "
                    + names.sorted().joined(separator: ", "))
        }
    }

    static func unknown(_ kind: String, _ name: String, _ known: Set<String>) -> String {
        "the spec has no \(kind) \(ForeignText.quoted(name)); it has \(known.sorted().joined(separator: ", "))"
    }
}
