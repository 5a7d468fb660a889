internal import QuorateLanguage

/// Reads one state of a file.
struct ITFStateReader {
    /// The names that a state must have, in order.
    let variables: [String]
    /// Place of the state in the file.
    let path: JSONPath

    /// The fields of the state that `action` has led to, or, for nil, of the first.
    func fields(
        of state: JSONValue, after action: ErasedSpec.ActionOutline?
    ) throws(TraceFileError) -> [SpecValue.Field] {
        var values: [String: JSONValue] = [:]
        for member in try state.members(at: path) { values[member.key] = member.value }
        try checkAction(action, in: values)
        var fields: [SpecValue.Field] = []
        for name in variables {
            guard let value = values.removeValue(forKey: name) else {
                throw state.unexpected(
                    "the variable \(JSONPrinter.quoted(JSONValue.clipped(name))), which \"vars\" lists",
                    at: path)
            }
            fields.append(.init(name: name, value: try SpecValue(itf: value, at: path[name])))
        }
        try refuseOthers(in: values)
        return fields
    }

    /// Refuses variables that are not listed: a reader of the file would take them for part of the state.
    ///
    /// Names with two underscores are free for other tools; Quint ignores them too.
    private func refuseOthers(in values: [String: JSONValue]) throws(TraceFileError) {
        let others = values.keys.filter {
            $0 != "#meta" && !$0.hasPrefix("__") && !$0.hasPrefix(ModelBasedTesting.prefix)
        }
        guard let name = others.min() else { return }
        throw .unexpected(
            path: "\(path)", expected: "only the variables that \"vars\" lists",
            found: JSONPrinter.quoted(JSONValue.clipped(name)))
    }

    /// Refuses a file in which the states tell other actions than our own fields do.
    private func checkAction(
        _ action: ErasedSpec.ActionOutline?, in values: [String: JSONValue]
    ) throws(TraceFileError) {
        let taken = ModelBasedTesting.actionTaken
        let expected = action?.name ?? ModelBasedTesting.initialAction
        if let found = values[taken], found != .string(expected) {
            throw found.unexpected(
                "\(JSONPrinter.quoted(JSONValue.clipped(expected))), as the step says", at: path[taken])
        }
        let nondet = ModelBasedTesting.nondetPicks
        guard let picks = values[nondet] else { return }
        let found = try Self.picked(picks.members(at: path[nondet]), at: path[nondet])
        let arguments = (action?.arguments ?? []).map {
            SpecValue.Field(name: ModelBasedTesting.pick($0.name), value: $0.value)
        }
        guard SpecValue.record(found).isSame(as: .record(arguments)) else {
            throw .unexpected(
                path: "\(path[nondet])", expected: "the arguments of the step",
                found: JSONPrinter.quoted(JSONValue.clipped("\(SpecValue.record(found))")))
        }
    }

    /// The picks that are some.
    static func picked(
        _ picks: [JSONValue.Member], at path: JSONPath
    ) throws(TraceFileError) -> [SpecValue.Field] {
        var fields: [SpecValue.Field] = []
        for pick in picks {
            let tag = pick.value["tag"]
            guard tag == "Some" || tag == "None" else {
                throw pick.value.unexpected("an object with the tag Some or None", at: path[pick.key])
            }
            if tag == "None" { continue }
            let place = path[pick.key]["value"]
            guard let value = pick.value["value"] else {
                throw pick.value.unexpected("a value", at: path[pick.key])
            }
            fields.append(.init(name: pick.key, value: try SpecValue(itf: value, at: place)))
        }
        return fields
    }
}
