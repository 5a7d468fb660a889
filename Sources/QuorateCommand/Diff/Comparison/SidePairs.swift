import QuorateExplorer
import QuorateLanguage

/// Spec that both sides have.
struct SpecPair {
    /// Position in the description of the base.
    let basePosition: Int
    /// Position in the description of the head.
    let headPosition: Int
    let base: SpecRecord
    let head: SpecRecord
    let renames: SpecRenames
}

extension SpecPair {
    /// Compilation from the same text on both sides, by the names of such modules, and nothing renamed.
    func isUnchanged(in modules: Set<String>) -> Bool {
        base == head && modules.contains(head.module)
    }
}

/// Instance that both sides have: the same mutant and the same parameters of the same spec, after the renames.
struct InstancePair {
    let specs: SpecPair
    /// Position among the instances of the spec in the base.
    let basePosition: Int
    /// The same in the head.
    let headPosition: Int

    var base: Instance { specs.base.instances[basePosition].instance(of: specs.base.name) }
    var head: Instance { specs.head.instances[headPosition].instance(of: specs.head.name) }
}

/// Specs and instances of two descriptions, put beside each other.
struct SidePairs {
    /// Instance of one side only.
    struct Lone {
        let spec: Int
        let instance: Int
        let label: String
        let mutant: String?
    }

    private(set) var specs: [SpecPair] = []
    private(set) var instances: [InstancePair] = []
    /// Specs of the base alone.
    private(set) var removed: [SpecRecord] = []
    /// Specs of the head alone.
    private(set) var added: [SpecRecord] = []
    private(set) var onlyBase: [Lone] = []
    private(set) var onlyHead: [Lone] = []
    /// Renames of specs.
    let renamedSpecs: [String: String]

    /// - Parameter wanted: names of specs, of either side; all unless there are any.
    /// - Throws: ``DiffError`` for a name that neither side has.
    init(_ base: SideDescription, _ head: SideDescription, _ renames: DiffRenames, wanted: [String] = [])
        throws
    {
        let known = base.specs.map(\.name) + head.specs.map(\.name)
        if let name = wanted.first(where: { !known.contains($0) }) {
            throw DiffError.unknownSpec(name, known: Array(Set(known)).sorted())
        }
        let renamed = renames.between(base.specs.map(\.name), head.specs.map(\.name))
        renamedSpecs = renamed
        func isWanted(_ names: String?...) -> Bool {
            wanted.isEmpty || names.contains { $0.map(wanted.contains) ?? false }
        }
        var paired: Set<String> = []
        for (position, spec) in head.specs.enumerated() {
            guard let other = base.specs.firstIndex(where: { (renamed[$0.name] ?? $0.name) == spec.name })
            else {
                if isWanted(spec.name) { add(spec, position) }
                continue
            }
            paired.insert(base.specs[other].name)
            guard isWanted(spec.name, base.specs[other].name) else { continue }
            specs.append(
                SpecPair(
                    basePosition: other, headPosition: position, base: base.specs[other], head: spec,
                    renames: SpecRenames(renames, base.specs[other], spec, spec: renamed)))
        }
        for (position, spec) in base.specs.enumerated()
        where !paired.contains(spec.name) && isWanted(spec.name) {
            removed.append(spec)
            onlyBase += Self.lone(spec, position, Array(spec.instances.indices))
        }
        for pair in specs { addInstances(of: pair) }
    }

    /// Renames, as they are given, that fit nothing in any spec.
    var looseRenames: [String] {
        guard let first = specs.first?.renames else { return [] }
        let loose = specs.reduce(first.loose) { $0.intersection($1.renames.loose) }
        return loose.sorted().map { "\($0)=\(first.graph.cases[$0] ?? "")" }
    }

    private mutating func add(_ spec: SpecRecord, _ position: Int) {
        added.append(spec)
        onlyHead += Self.lone(spec, position, Array(spec.instances.indices))
    }

    private mutating func addInstances(of pair: SpecPair) {
        let keys = pair.base.instances.map { InstanceKey($0, ofBaseOf: pair) }
        var rest = Set(keys.indices)
        var lone: [Int] = []
        for (position, instance) in pair.head.instances.enumerated() {
            let key = InstanceKey(instance, ofHeadOf: pair)
            guard let other = rest.sorted().first(where: { keys[$0] == key }) else {
                lone.append(position)
                continue
            }
            rest.remove(other)
            instances.append(InstancePair(specs: pair, basePosition: other, headPosition: position))
        }
        onlyHead += Self.lone(pair.head, pair.headPosition, lone)
        onlyBase += Self.lone(pair.base, pair.basePosition, rest.sorted())
    }

    private static func lone(_ spec: SpecRecord, _ position: Int, _ instances: [Int]) -> [Lone] {
        instances.map {
            let instance = spec.instances[$0]
            return Lone(
                spec: position, instance: $0, label: instance.instance(of: spec.name).label,
                mutant: instance.mutant)
        }
    }
}

/// Identity of an instance that both sides can have (a mutant and a variant share no name): what a parameter of one side alone is by default counts for nothing.
private struct InstanceKey: Hashable {
    let change: String?
    let values: [String: Int]

    init(_ instance: InstanceRecord, ofBaseOf pair: SpecPair) {
        let renames = pair.renames
        change = (instance.mutant ?? instance.variant).map { renames.changes[$0] ?? $0 }
        let known = Set(pair.head.parameters.map(\.name))
        values = Self.values(instance, pair.base) { name in
            let new = renames.parameters[name] ?? name
            return (new, known.contains(new))
        }
    }

    init(_ instance: InstanceRecord, ofHeadOf pair: SpecPair) {
        change = instance.mutant ?? instance.variant
        let known = Set(pair.base.parameters.map { pair.renames.parameters[$0.name] ?? $0.name })
        values = Self.values(instance, pair.head) { ($0, known.contains($0)) }
    }

    private static func values(
        _ instance: InstanceRecord, _ spec: SpecRecord, _ place: (String) -> (name: String, isShared: Bool)
    ) -> [String: Int] {
        let defaults = Dictionary(spec.parameters.map { ($0.name, $0.value) }) { first, _ in first }
        var values: [String: Int] = [:]
        for setting in instance.settings {
            let (name, isShared) = place(setting.name)
            if isShared || defaults[setting.name] != setting.value { values[name] = setting.value }
        }
        return values
    }
}
