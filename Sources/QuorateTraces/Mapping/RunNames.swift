/// Names of a run from elsewhere, and what the spec calls them.
public struct RunNames: Hashable, Sendable {
    /// The new name for each old one of an action.
    var actions: [String: String] = [:]
    /// The new name, or place, for each old one of a variable or a parameter.
    var variables: [String: String] = [:]
    /// The new name for each old one of a pick.
    var picks: [String: String] = [:]
    /// The new name for each that stands in a value.
    var values: [String: String] = [:]

    /// The same new name for each old one, wherever it stands.
    public init(_ names: [String: String]) {
        actions = names
        variables = names
        picks = names
        values = names
    }

    /// The names of a mapping file.
    public init(_ map: RunMap) {
        actions = map.actions
        variables = map.variables.mapValues(\.description)
        values = map.values.merging(map.replicas) { _, replica in replica }
    }

    /// A value with the new names in it, at any depth.
    func value(_ json: JSONValue) -> JSONValue {
        if values.isEmpty { return json }
        switch json {
        case .null, .boolean: return json
        case .number(let digits): return values[digits].map { JSONValue(numeral: digits, named: $0) } ?? json
        case .string(let text): return .string(values[text] ?? text)
        case .array(let elements): return .array(elements.map(value))
        case .object(let members):
            return .object(members.map { .init(key: values[$0.key] ?? $0.key, value: value($0.value)) })
        }
    }
}

extension JSONValue {
    /// The number that a mapping has a name for: it is the name, except where the spec has a number.
    init(numeral digits: String, named name: String) {
        self = .object([
            .init(key: "#numeral", value: .number(digits)), .init(key: "#name", value: .string(name)),
        ])
    }

    /// The parts of a number that a mapping has a name for, or nil.
    var namedNumeral: (number: JSONValue, name: JSONValue)? {
        guard case .object(let members) = self, members.count == 2, members[0].key == "#numeral",
            members[1].key == "#name"
        else { return nil }
        return (members[0].value, members[1].value)
    }
}
