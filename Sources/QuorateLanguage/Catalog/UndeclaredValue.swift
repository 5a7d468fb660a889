/// A stored value of a spec that no parameter sets: two instances that differ in it print alike, and nobody can ask for
/// the second one by name.
struct UndeclaredValue: Equatable {
    /// The path of stored names, as in `adversary.timing`.
    let path: String
    /// Value that the instance has, and the value that its parameters alone make of it.
    let (found, made): (String, String)

    /// The first value in which `instance` is not what its parameters and change make of `standard`, or nil.
    init?<S: Spec>(of instance: S, standard: S) {
        let made = Instance(instance).adjustedUnchecked(standard)
        guard let difference = Self.difference(instance, made, path: "") else { return nil }
        self = difference
    }

    private init(path: String, found: String, made: String) {
        self.path = path
        self.found = found
        self.made = made
    }

    /// The mistake as an error of the spec.
    func error<S: Spec>(in instance: S) -> SpecError {
        let settings =
            Instance(instance).changes
            + instance.parameters.map { "\($0.name)=\($0.get(instance))" }
        let label = settings.isEmpty ? "an instance" : "the instance \(settings.joined(separator: " "))"
        return SpecError(
            spec: S.name,
            message:
                "\(label) has \(path) = \(found), which its parameters do not say: they make \(made) of it, so"
                + " reports and traces would be those of another instance; declare it in `parameters`, or as a mutant"
                + " or variant"
        )
    }

    /// Compares what is stored, as far as it can be compared: a closure or a reference says nothing.
    private static func difference(_ found: Any, _ made: Any, path: String) -> UndeclaredValue? {
        if hasBytes(found, of: made) { return nil }
        let (mine, its) = (Mirror(reflecting: found), Mirror(reflecting: made))
        if haveBytes(mine, its) && !(found is any CustomReflectable) || isEqual(found, made) == true {
            return nil
        }
        if mine.displayStyle == .struct || mine.displayStyle == .tuple {
            for (child, other) in zip(mine.children, its.children) {
                let name = [path, child.label ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
                if let difference = difference(child.value, other.value, path: name) { return difference }
            }
        }
        guard isEqual(found, made) == false else { return nil }
        return UndeclaredValue(path: path, found: "\(found)", made: "\(made)")
    }

    /// Sameness of two values down to their bytes; then nothing that looks at them can tell them apart.
    ///
    /// Nearly all are, and whether a type is `Equatable` takes as long to find out as all the rest of a short command:
    /// it is asked of every value of every instance of a catalog.
    private static func hasBytes(_ found: Any, of made: Any) -> Bool {
        func compare<Value>(_ value: Value) -> Bool {
            guard let other = made as? Value else { return false }
            return withUnsafeBytes(of: value) { mine in
                withUnsafeBytes(of: other) { mine.elementsEqual($0) }
            }
        }
        return compare(found)
    }

    /// Sameness of all that two structures store: bytes between their fields, which nobody can see, may differ.
    private static func haveBytes(_ found: Mirror, _ made: Mirror) -> Bool {
        found.displayStyle == .struct && !found.children.isEmpty
            && found.children.count == made.children.count
            && zip(found.children, made.children).allSatisfy { hasBytes($0.value, of: $1.value) }
    }

    /// Equality of two values, or nil where they cannot be compared.
    private static func isEqual(_ found: Any, _ made: Any) -> Bool? {
        func compare<Value: Equatable>(_ value: Value) -> Bool { value == made as? Value }
        return (found as? any Equatable).map { compare($0) }
    }
}
