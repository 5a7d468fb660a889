import QuorateExplorer
import QuorateLanguage

/// The specs whose adversary is compared with the one that sends each message in a step, at which sizes.
struct TwinPlan {
    /// A spec, at one size that was asked for or at all that are small.
    struct Subject {
        let name: String
        let sizes: [Size]
        /// Choice of the size by a person; otherwise it goes on to larger ones until one is too large.
        let isChosen: Bool
    }

    /// A spec with its parameters.
    struct Size {
        let spec: ErasedSpec
        let comparison: AdversaryComparison
    }

    let subjects: [Subject]

    /// - Throws: ``CommandError``, `CatalogError` or `SpecError` where there is nothing to compare.
    init(_ request: CheckRequest, catalog: Catalog) throws {
        try request.checkNumbers()
        let settings = try request.parsedSettings()
        if request.specs.isEmpty { throw CommandError.needsSpec(option: Self.option) }
        try request.checkChanges()
        subjects = try request.specs.map {
            try Self.subject(catalog.entry($0), request.instance(of: $0, settings))
        }
    }

    static let option = "--adversary-twin"

    private static func subject(
        _ entry: Catalog.Entry, _ wanted: Instance
    ) throws -> Subject {
        let (name, settings) = (wanted.spec, wanted.values)
        let spec = try entry.spec(settings: settings, mutant: wanted.mutant, variant: wanted.variant)
        guard spec.adversary != nil else { throw CommandError.noAdversary(spec: name) }
        if let problem = spec.problem() {
            if settings.isEmpty || entry.standard.problem() != nil { throw problem }
            throw CommandError.unsuitableParameters(problem)
        }
        let sizes =
            settings.isEmpty ? smallSizes(of: entry, wanted) : [size(of: spec)].compactMap(\.self)
        if sizes.isEmpty { throw CommandError.nobodyFaulty(spec: settings.isEmpty ? name : spec.label) }
        return Subject(name: name, sizes: sizes, isChosen: !settings.isEmpty)
    }

    /// The spec with its comparison, where some replica is faulty and may say something.
    private static func size(of spec: ErasedSpec) -> Size? {
        guard let adversary = spec.adversary, adversary.faultCount > 0, let comparison = adversary.comparison
        else { return nil }
        return Size(spec: spec, comparison: comparison())
    }

    /// The spec with every choice of parameters up to the defaults that it takes, small ones first.
    private static func smallSizes(of entry: Catalog.Entry, _ wanted: Instance) -> [Size] {
        var choices: [[Int]] = [[]]
        for (setting, parameter) in zip(entry.standard.settings, entry.standard.parameters) {
            let values = min(parameter.range.lowerBound, setting.value)...setting.value
            choices = choices.flatMap { choice in values.map { choice + [$0] } }
            if choices.count > mostChoices { return [size(of: entry.standard)].compactMap(\.self) }
        }
        let names = entry.standard.settings.map(\.name)
        let ordered = choices.enumerated().sorted {
            ($0.element.reduce(0, +), $0.offset) < ($1.element.reduce(0, +), $1.offset)
        }
        return ordered.compactMap { _, values in
            let settings = Dictionary(uniqueKeysWithValues: zip(names, values))
            let spec = try? entry.spec(settings: settings, mutant: wanted.mutant, variant: wanted.variant)
            guard let spec,
                let size = size(of: spec), spec.problem() == nil
            else { return nil }
            return size
        }
    }

    /// With more, no order of sizes makes sense.
    private static let mostChoices = 4096
}
