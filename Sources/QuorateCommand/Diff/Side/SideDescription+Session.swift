import QuorateLanguage

extension SideDescription {
    /// Description of the catalog of `session`, with the runs that its `check` would make.
    ///
    /// - Throws: `SpecError` for a catalog with a mistake in it.
    init(_ session: Session, runs: [CheckPlan.Run]) throws {
        let instances = Dictionary(grouping: runs, by: \.spec.name).mapValues { $0.map(InstanceRecord.init) }
        quorate = quorateVersion
        specs = session.catalog.entries.map { SpecRecord($0, instances[$0.standard.name] ?? []) }
        claims = try ProvePlan.requests(of: session).map(\.name)
        conformances = try Self.conformancePlan(session)?.parts.map(\.label) ?? []
    }

    /// Plan of all that `conform` would do, or nil where nothing has real code.
    static func conformancePlan(_ session: Session) throws -> ConformPlan? {
        if session.drivers.isEmpty { return nil }
        return try ConformPlan(CheckRequest(), mutant: nil, session: session)
    }
}

extension SpecRecord {
    fileprivate init(_ entry: Catalog.Entry, _ instances: [InstanceRecord]) {
        let spec = entry.standard
        name = spec.name
        module = String(spec.typeName.prefix { $0 != "." })
        assumptions = spec.assumptions.map { $0.clauses + $0.notes }
        fairness = spec.fairness.map(\.description)
        constraint = spec.constraint
        actions = spec.actionNames
        fields = spec.fieldNames
        requiredActions = spec.requiredActions
        parameters = zip(spec.settings, spec.parameters).map {
            Parameter(
                name: $0.name, least: $1.range.lowerBound, greatest: $1.range.upperBound, value: $0.value)
        }
        properties = spec.properties.map {
            Property(name: $0.name, kind: $0.kind.rawValue, hasPremise: $0.hasPremise)
        }
        mutants = entry.mutants.map {
            Mutant(name: $0.name, property: $0.expectation.property, story: $0.expectation.story)
        }
        variants = entry.variants.map {
            Variant(name: $0.name, claim: $0.expectation.extent.words, reason: $0.expectation.reason)
        }
        self.instances = instances
    }
}

extension ErasedSpec {
    /// Names of the fields of a state, as an initial state has them.
    fileprivate var fieldNames: [String] {
        if problem() != nil { return [] }
        var names: [String]?
        visitInitialStates { words in names = names ?? describe(words).map(\.name) }
        return names ?? []
    }
}

extension InstanceRecord {
    fileprivate init(_ run: CheckPlan.Run) {
        (mutant, variant) = (run.spec.mutant, run.spec.variant)
        settings = run.spec.settings.map { Setting(name: $0.name, value: $0.value) }
        breaks = run.expectation.brokenProperty
    }
}
