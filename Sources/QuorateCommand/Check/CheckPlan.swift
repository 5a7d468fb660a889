import QuorateExplorer
import QuorateLanguage

/// The runs that a request comes to, in order.
struct CheckPlan {
    /// One run to be made.
    struct Run {
        let spec: ErasedSpec
        let expectation: RunExpectation
        let continues: Bool
        /// The spec of the same size without the variant; nil where there is no variant.
        var unchanged: ErasedSpec?
    }

    let runs: [Run]
    /// Origin of these runs in the catalog's instances, which are reported in a line each.
    let isCatalog: Bool

    /// The plan of these runs.
    init(runs: [Run], isCatalog: Bool) {
        self.runs = runs
        self.isCatalog = isCatalog
    }

    /// - Throws: ``CommandError`` or `CatalogError` when the request makes no sense.
    init(_ request: CheckRequest, catalog: Catalog) throws {
        try request.checkNumbers()
        let settings = try request.parsedSettings()
        guard !catalog.entries.isEmpty else { throw CommandError.emptyCatalog }
        try request.checkChanges()
        let names = request.specs
        if names.isEmpty {
            try Self.requireNoSpecOptions(request)
            isCatalog = true
            runs = try catalog.entries.flatMap { try Self.instances(of: $0, continues: request.continues) }
            return
        }
        let entries = try names.map { try Self.entry($0, in: catalog, request) }
        isCatalog = !request.asksForOneRun
        if request.folder != nil, entries.count > 1 {
            throw CommandError.optionsExclude(
                request.disk == nil ? "--checkpoint" : "--disk", "another spec",
                because: "a folder has the states of one instance")
        }
        try Self.checkDistribution(request, entries.count)
        runs =
            isCatalog
            ? try entries.flatMap { try Self.instances(of: $0, continues: false) }
            : try entries.map { try Self.run(of: $0, settings, request) }
    }

    /// Refuses more than one search over ranks.
    private static func checkDistribution(_ request: CheckRequest, _ specs: Int) throws {
        guard request.isDistributed else { return }
        if specs > 1 {
            throw CommandError.optionsExclude(
                "--distributed", "another spec", because: "all ranks search one instance")
        }
        if !request.variants.isEmpty {
            throw CommandError.optionsExclude(
                "--distributed", "--variant",
                because: "what a variant does is compared with the spec in the memory of one machine")
        }
    }

    /// Refuses to spread options that are meant for one spec over the whole catalog.
    private static func requireNoSpecOptions(_ request: CheckRequest) throws {
        if let option = request.oneRunOptions.first(where: { $0.isGiven && !$0.suitsCatalog }) {
            throw CommandError.needsSpec(option: option.name)
        }
    }

    private static func entry(
        _ name: String, in catalog: Catalog, _ request: CheckRequest
    ) throws -> Catalog.Entry {
        do { return try catalog.entry(name) } catch {
            let isProperty = catalog.entries.contains { entry in
                request.specs.contains(entry.standard.name)
                    && entry.standard.properties.contains { $0.name == name }
            }
            if !request.properties.isEmpty, isProperty { throw CommandError.propertyAsSpec(name) }
            throw error
        }
    }

    /// The instances that are not too long, and whatever has no instance of its own: a spec that nobody checks, a
    /// mutant that no instance breaks by the property it names, or a variant that holds in none, must not look checked.
    private static func instances(of entry: Catalog.Entry, continues: Bool) throws -> [Run] {
        var instances = entry.instances
        // The instances of its mutants and variants, or such as are too long, do not show how the spec itself fares.
        if !instances.contains(where: { $0.spec.instance.changes.isEmpty && !$0.expected.isLong }) {
            instances.append(Catalog.Instance(spec: entry.standard, expected: .holds(source: "")))
        }
        for mutant in entry.mutants {
            // An instance that holds, or breaks something else, does not show that the mutant is caught.
            let caught = ExpectedRun.Verdict.violates(mutant.expectation.property)
            if entry.instances.contains(where: {
                $0.spec.mutant == mutant.name && $0.expected.verdict == caught && !$0.expected.isLong
            }) {
                continue
            }
            let spec = try entry.spec(settings: [:], mutant: mutant.name)
            let expected = ExpectedRun.violates(mutant.expectation.property, source: "")
            instances.append(Catalog.Instance(spec: spec, expected: expected))
        }
        for variant in entry.variants {
            if entry.instances.contains(where: {
                $0.spec.variant == variant.name && $0.expected.verdict == .holds && !$0.expected.isLong
            }) {
                continue
            }
            let spec = try entry.spec(settings: [:], variant: variant.name)
            instances.append(Catalog.Instance(spec: spec, expected: .holds(source: "")))
        }
        return try instances.filter { !$0.expected.isLong }.map { instance in
            Run(
                spec: instance.spec, expectation: .instance(instance.expected),
                // The expected figures of a violated instance are those of its whole state space.
                continues: continues || instance.expected.verdict != .holds,
                unchanged: try entry.unchanged(instance.spec))
        }
    }

    /// The run of one instance as the catalog makes it: the one that it lists, without settings the first of the spec,
    /// the mutant or the variant that shows how it fares, or else as that is expected to fare.
    ///
    /// - Throws: `CatalogError` for a name or a value that the catalog does not have.
    static func run(of instance: Instance, in catalog: Catalog) throws -> Run {
        let entry = try catalog.entry(instance.spec)
        let spec = try entry.spec(
            settings: instance.values, mutant: instance.mutant, variant: instance.variant)
        let listed = try instances(of: entry, continues: false)
        let usual = spec.mutantExpectation?.property
        let known =
            listed.first {
                instance.settings.isEmpty && $0.spec.instance.changes == spec.instance.changes
                    && $0.expectation.brokenProperty == usual
            } ?? listed.first { $0.spec.instance.isSame(as: spec.instance) }
        if let known { return known }
        let expectation = spec.mutantExpectation.map(RunExpectation.mutant) ?? .none
        return Run(
            spec: spec, expectation: expectation, continues: false, unchanged: try entry.unchanged(spec))
    }

    private static func run(
        of entry: Catalog.Entry, _ settings: [String: Int], _ request: CheckRequest
    ) throws -> Run {
        let wanted = request.instance(of: entry.standard.name, settings)
        let spec = try entry.spec(settings: settings, mutant: wanted.mutant, variant: wanted.variant)
        // The spec as it is can be searched and this one cannot: it is the parameters that are wrong.
        if !settings.isEmpty, let problem = spec.problem(), entry.standard.problem() == nil {
            throw CommandError.unsuitableParameters(problem)
        }
        for property in request.properties where !spec.properties.contains(where: { $0.name == property }) {
            throw CommandError.unknownProperty(
                property, spec: spec.name, known: spec.properties.map(\.name))
        }
        guard let mutant = spec.mutant, let expectation = spec.mutantExpectation else {
            return Run(
                spec: spec, expectation: .none, continues: request.continues,
                unchanged: try entry.unchanged(spec))
        }
        if !request.properties.isEmpty, !request.properties.contains(expectation.property) {
            throw CommandError.propertyExcluded(mutant: mutant, property: expectation.property)
        }
        return Run(spec: spec, expectation: .mutant(expectation), continues: request.continues)
    }
}

extension Catalog.Entry {
    /// The spec of the same size without the variant of `spec`; nil where that has none.
    fileprivate func unchanged(_ spec: ErasedSpec) throws -> ErasedSpec? {
        spec.variant == nil ? nil : try self.spec(settings: spec.instance.values)
    }
}
