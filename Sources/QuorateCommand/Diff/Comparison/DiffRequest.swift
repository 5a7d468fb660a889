import QuorateExplorer

/// Arguments of `diff`, as far as the comparison needs them.
struct DiffRequest {
    /// Names of specs, of either side; all unless there are any.
    var specs: [String] = []
    var renames = DiffRenames.none
    /// Kinds of findings that end in a failure.
    var forbidden: Set<DiffFinding.Kind> = []
    var limits = Explorer.Limits()
    /// Request to explore what was compiled from the same text on both sides as well.
    var exploresAll = false
    /// Request to hold the specs against their code.
    var conforms = false

    /// The kinds in lists such as `behaviour-added,verdict-changed`.
    ///
    /// - Throws: ``DiffError`` for a word that is no kind.
    static func kinds(_ lists: [String]) throws -> Set<DiffFinding.Kind> {
        let words = lists.flatMap {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return Set(
            try words.map { word in
                guard let kind = DiffFinding.Kind(rawValue: word) else { throw DiffError.unknownKind(word) }
                return kind
            })
    }
}

extension DiffFinding {
    /// A spec of the head alone.
    static func added(_ spec: SpecRecord) -> DiffFinding {
        let instances = Numerals.count(spec.instances.count, "instance")
        return DiffFinding(kind: .specAdded, spec: spec.name, sentence: "the spec is new, with \(instances)")
    }

    /// A spec of the base alone.
    static func removed(_ spec: SpecRecord) -> DiffFinding {
        let instances = Numerals.count(spec.instances.count, "instance")
        return DiffFinding(
            kind: .specRemoved, spec: spec.name, sentence: "the spec is gone, with \(instances)")
    }
}
