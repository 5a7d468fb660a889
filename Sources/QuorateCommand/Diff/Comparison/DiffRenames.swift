import QuorateExplorer

/// New names for what the base calls otherwise, as a person gives them. Nothing is ever guessed.
struct DiffRenames {
    /// Old name to new.
    let names: [String: String]

    /// No renames.
    static let none = DiffRenames(names: [:])

    private init(names: [String: String]) { self.names = names }

    /// - Throws: ``DiffError`` for what is not of the form old=new, or takes or gives one name twice.
    init(_ texts: [String]) throws {
        var names: [String: String] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw DiffError.malformedRename(text)
            }
            if names.values.contains(parts[1]) { throw DiffError.renameTwice(parts[1]) }
            if names.updateValue(parts[1], forKey: parts[0]) != nil { throw DiffError.renameTwice(parts[0]) }
        }
        self.names = names
    }

    /// The renames that are about one kind of name: of those that only the base has to those that only the head has.
    ///
    /// An action and a field may have the same name, and only one of them may have changed it.
    func between(_ base: [String], _ head: [String]) -> [String: String] {
        names.filter { old, new in
            base.contains(old) && head.contains(new) && !head.contains(old) && !base.contains(new)
        }
    }
}

/// Renames of one spec, each for what has the name there.
struct SpecRenames {
    let parameters: [String: String]
    /// Mutants and variants.
    let changes: [String: String]
    let properties: [String: String]
    /// Renames of what graphs are made of.
    let graph: GraphRenames
    /// Old names that nothing has which a spec declares.
    let loose: Set<String>

    /// - Parameter spec: the renames that specs have taken, which are for nothing else.
    init(_ renames: DiffRenames, _ base: SpecRecord, _ head: SpecRecord, spec: [String: String]) {
        parameters = renames.between(base.parameters.map(\.name), head.parameters.map(\.name))
        changes = renames.between(base.changes, head.changes)
        properties = renames.between(base.properties.map(\.name), head.properties.map(\.name))
        let actions = renames.between(base.actions, head.actions)
        let fields = renames.between(base.fields, head.fields)
        let taken = [spec, parameters, changes, properties, actions, fields].map { Set($0.keys) }
        // What is left may be the case of an enum, an argument, or a field inside a record: only states show those.
        let others = renames.names.filter { name, _ in !taken.contains { $0.contains(name) } }
        loose = Set(others.keys)
        graph = GraphRenames(
            fields: fields.merging(others) { own, _ in own }, actions: actions, properties: properties,
            cases: others)
    }
}

extension SpecRecord {
    /// Names of the mutants and of the variants.
    fileprivate var changes: [String] { mutants.map(\.name) + variants.map(\.name) }
}
