import QuorateLanguage
import QuorateReplay

/// The specs to be held against real code, with their parameters.
struct ConformPlan {
    /// One of them, by its name: whether it can be made shows when it is its turn.
    struct Part {
        let target: ReplayTarget
        let instance: Instance
        /// Choice by the driver, and not by a person.
        let isListed: Bool
        /// Name with all parameters, where the spec has these.
        let label: String
    }

    /// One of them with its code.
    struct Run {
        let spec: ErasedSpec
        let conformance: Conformance
        /// Figures known of the spec's own state space, if there are any.
        let expected: ExpectedRun?
    }

    let parts: [Part]

    private init(parts: [Part]) { self.parts = parts }

    /// The instances that the drivers of `targets` list.
    init(listedBy targets: [ReplayTarget], in catalog: Catalog) {
        let parts = targets.flatMap { target in
            // A driver that lists none is run with the defaults: it must not look held against its spec.
            (target.instances.isEmpty ? [[:]] : target.instances).map {
                Part(target, settings: $0, mutant: nil, isListed: true, in: catalog)
            }
        }
        self.init(parts: parts)
    }

    /// - Throws: ``CommandError`` or `CatalogError` when the request makes no sense.
    init(_ request: CheckRequest, mutant: String?, session: Session) throws {
        try request.checkNumbers()
        let settings = try request.parsedSettings()
        guard !request.specs.isEmpty else {
            if !settings.isEmpty { throw CommandError.needsSpec(option: "--set") }
            if mutant != nil { throw CommandError.needsSpec(option: "--mutant") }
            if session.adapter != nil { throw CommandError.needsSpec(option: "--adapter") }
            if session.drivers.isEmpty { throw CommandError.noDriver(spec: "the catalog", known: []) }
            self.init(listedBy: session.drivers, in: session.catalog)
            return
        }
        let targets = try request.specs.map { name in
            _ = try session.catalog.entry(name)
            return try session.target(for: name)
        }
        if settings.isEmpty, mutant == nil, session.adapter == nil {
            self.init(listedBy: targets, in: session.catalog)
            return
        }
        let parts = targets.map { target in
            let wanted = (target.instances.first ?? [:]).merging(settings) { _, given in given }
            return Part(target, settings: wanted, mutant: mutant, isListed: false, in: session.catalog)
        }
        self.init(parts: parts)
    }
}

extension ConformPlan.Part {
    fileprivate init(
        _ target: ReplayTarget, settings: [String: Int], mutant: String?, isListed: Bool, in catalog: Catalog
    ) {
        self.target = target
        self.isListed = isListed
        instance = Instance(spec: target.spec, mutant: mutant, values: settings)
        let spec = try? catalog.entry(target.spec).spec(settings: settings, mutant: mutant)
        label = spec?.label ?? instance.label
    }

    /// The spec with its code.
    ///
    /// - Throws: `SpecError` for what the driver should not have listed; ``CommandError`` or `CatalogError` for what a
    ///   person should not have asked for.
    func run(in catalog: Catalog, triesAll: Bool) throws -> ConformPlan.Run {
        do { return try wantedRun(in: catalog, triesAll: triesAll) } catch  where isListed {
            let reason = CommandError.message(of: error)
            throw SpecError(spec: label, message: "its driver lists what cannot be run: \(reason)")
        }
    }

    private func wantedRun(in catalog: Catalog, triesAll: Bool) throws -> ConformPlan.Run {
        let entry = try catalog.entry(target.spec)
        let spec = try entry.spec(settings: instance.values, mutant: instance.mutant)
        if let problem = spec.problem() { throw CommandError.unsuitableParameters(problem) }
        guard let conformance = try conformance(triesAll) else {
            throw CommandError.noSuchCode(
                mutant: instance.mutant ?? "", spec: target.spec, known: target.mutantsWithCode)
        }
        let same = entry.instances.first { $0.spec.instance == spec.instance }
        return ConformPlan.Run(spec: spec, conformance: conformance, expected: same?.expected)
    }

    private func conformance(_ triesAll: Bool) throws -> Conformance? {
        do {
            return try CommandError.namingAdapter {
                try target.conformance(instance.values, instance.mutant, triesAll)
            }
        } catch let error as UnsuitableCode { throw CommandError.unsuitableCode(error) }
    }
}
