package import QuorateLanguage

extension Instance {
    /// Spec, mutant or variant and parameters as members of a JSON object.
    var members: [JSONValue.Member] {
        // Files from before there were variants stay as they are, to the byte.
        [.init(key: "spec", value: .string(spec)), .init(key: "mutant", value: JSONValue(mutant))]
            + (variant.map { [.init(key: "variant", value: .string($0))] } ?? [])
            + [.init(key: "parameters", value: JSONValue(settings))]
    }
}

extension JSONValue {
    /// The object with the value of each parameter under its name.
    package init(_ settings: [Instance.Setting]) {
        self = .object(settings.map { Member(key: $0.name, value: JSONValue($0.value)) })
    }
}
