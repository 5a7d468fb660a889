internal import QuorateLanguage

/// Makes a run of a JSON document that any tool may have written.
struct ForeignRunReader {
    private let root: JSONValue

    init(_ root: JSONValue) { self.root = root }

    func run() throws(TraceFileError) -> ForeignRun {
        let (variables, values) = try ITFSkeleton(root, allowsRepeatedNames: true).parts
        let path = JSONPath.root["states"]
        guard !values.isEmpty else {
            throw .unexpected(path: "\(path)", expected: "at least one state", found: "none")
        }
        var run = ForeignRun(steps: [], states: [])
        run.listed = variables
        if let loop = root["loop"], loop != .null {
            run.loop = try loop.integer(at: .root["loop"])
        }
        for (index, value) in values.enumerated() {
            var members: [String: JSONValue] = [:]
            for member in try value.members(at: path[index]) { members[member.key] = member.value }
            let unlisted = try unlisted(
                in: value.members(at: path[index]), besides: Set(variables), at: path[index])
            run.states.append(try fields(variables, in: members, at: path[index]) + unlisted)
            for field in unlisted where !run.unlisted.contains(field.name) { run.unlisted.append(field.name) }
            if index > 0 { run.steps.append(try step(in: members, of: value, at: path[index])) }
        }
        return run
    }

    /// The variables of a state that the file lists, as far as the state has them.
    private func fields(
        _ variables: [String], in members: [String: JSONValue], at path: JSONPath
    ) throws(TraceFileError) -> [SpecValue.Field] {
        var fields: [SpecValue.Field] = []
        for name in variables {
            guard let value = members[name] else { continue }
            fields.append(
                .init(name: name, value: try SpecValue(itf: value.withoutPlainNumbers, at: path[name])))
        }
        return fields
    }

    /// The variables of a state that the file does not list. Names with two underscores, and values that are none of
    /// the format, belong to the tool that wrote them.
    private func unlisted(
        in members: [JSONValue.Member], besides listed: Set<String>, at path: JSONPath
    ) throws(TraceFileError) -> [SpecValue.Field] {
        members.compactMap { member in
            let name = member.key
            if listed.contains(name) || name == "#meta" || name.hasPrefix("__")
                || name.hasPrefix(ModelBasedTesting.prefix)
            {
                return nil
            }
            let value = try? SpecValue(itf: member.value.withoutPlainNumbers, at: path[name])
            return value.map { SpecValue.Field(name: name, value: $0) }
        }
    }

    private func step(
        in members: [String: JSONValue], of state: JSONValue, at path: JSONPath
    ) throws(TraceFileError) -> ForeignRun.Step {
        let taken = ModelBasedTesting.actionTaken
        guard let action = members[taken] else {
            throw state.unexpected(
                "the action that led to this state under \(JSONPrinter.quoted(taken)), as Quint writes it with --mbt",
                at: path)
        }
        var picks: [SpecValue.Field]?
        let nondet = ModelBasedTesting.nondetPicks
        if let value = members[nondet] {
            let place = path[nondet]
            picks = try ITFStateReader.picked(value.withoutPlainNumbers.members(at: place), at: place)
        }
        return ForeignRun.Step(action: try action.text(at: path[taken]), picks: picks)
    }
}

extension JSONValue {
    /// The value with its plain integers as the format writes them now.
    fileprivate var withoutPlainNumbers: JSONValue {
        switch self {
        case .number(let digits): Int(digits) == nil ? self : ["#bigint": .string(digits)]
        case .array(let elements): .array(elements.map(\.withoutPlainNumbers))
        case .object(let members):
            .object(members.map { Member(key: $0.key, value: $0.value.withoutPlainNumbers) })
        case .null, .boolean, .string: self
        }
    }
}
