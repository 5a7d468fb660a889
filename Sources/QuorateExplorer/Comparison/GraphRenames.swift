import QuorateLanguage

/// New names for what the base calls otherwise: nothing is ever guessed.
///
/// A rename is made where the head does not have the old name any more, so that one list serves all instances.
package struct GraphRenames: Hashable, Sendable {
    /// Fields of states: old name to new. Those of records inside them and names of arguments too.
    package var fields: [String: String]
    /// Actions: old name to new.
    package var actions: [String: String]
    /// Properties: old name to new.
    package var properties: [String: String]
    /// Cases of enums, wherever one is a value or tags one: old name to new.
    package var cases: [String: String]

    /// The given renames; none unless given.
    package init(
        fields: [String: String] = [:], actions: [String: String] = [:], properties: [String: String] = [:],
        cases: [String: String] = [:]
    ) {
        self.fields = fields
        self.actions = actions
        self.properties = properties
        self.cases = cases
    }
}

/// Renames that make two things one.
package struct GraphRenameError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Text that says what is wrong and what to do.
    package let description: String
}

extension GraphRenames {
    /// The names of the base as the head calls them.
    ///
    /// - Throws: ``GraphRenameError`` where two become one.
    static func applied(
        _ renames: [String: String], to base: [String], head: [String], _ what: String
    ) throws -> [String] {
        let kept = Set(head)
        let names = base.map { kept.contains($0) ? $0 : renames[$0] ?? $0 }
        var origins: [String: String] = [:]
        for (old, new) in zip(base, names) {
            if let other = origins.updateValue(old, forKey: new), other != old {
                throw GraphRenameError(
                    description:
                        "the \(what)s \"\(other)\" and \"\(old)\" of the base would both be called \"\(new)\";"
                        + " rename only one of them")
            }
        }
        return names
    }

    /// Names inside values of which the head has none left.
    func missing(in values: some Sequence<SpecValue>) -> GraphRenames {
        if fields.isEmpty && cases.isEmpty { return self }
        var (names, cases) = (Set<String>(), Set<String>())
        for value in values { value.collect(&names, &cases) }
        var renames = self
        renames.fields = fields.filter { !names.contains($0.key) }
        renames.cases = self.cases.filter { !cases.contains($0.key) }
        return renames
    }

    /// A value of the base as the head calls what is in it.
    func applied(to value: SpecValue) -> SpecValue {
        if fields.isEmpty && cases.isEmpty { return value }
        switch value {
        case .boolean, .integer, .largeInteger: return value
        case .string(let text): return .string(cases[text] ?? text)
        case .list(let values): return .list(values.map(applied))
        case .set(let values): return .set(values.map(applied))
        case .map(let entries):
            return .map(entries.map { .init(key: applied(to: $0.key), value: applied(to: $0.value)) })
        case .record(let fields): return .record(applied(to: fields))
        case .variant(let tag, let payload): return .variant(cases[tag] ?? tag, applied(to: payload))
        }
    }

    func applied(to fields: [SpecValue.Field]) -> [SpecValue.Field] {
        fields.map { .init(name: self.fields[$0.name] ?? $0.name, value: applied(to: $0.value)) }
    }
}

extension SpecValue {
    fileprivate func collect(_ names: inout Set<String>, _ cases: inout Set<String>) {
        switch self {
        case .boolean, .integer, .largeInteger: break
        case .string(let text): cases.insert(text)
        case .list(let values), .set(let values): for value in values { value.collect(&names, &cases) }
        case .map(let entries):
            for entry in entries {
                entry.key.collect(&names, &cases)
                entry.value.collect(&names, &cases)
            }
        case .record(let fields):
            for field in fields {
                names.insert(field.name)
                field.value.collect(&names, &cases)
            }
        case .variant(let tag, let payload):
            cases.insert(tag)
            payload.collect(&names, &cases)
        }
    }
}
