import QuorateLanguage
import QuorateReplay

/// The specs to be held against real code, with their parameters.
struct ConformPlan {
    /// One of them.
    struct Run {
        let spec: ErasedSpec
        let conformance: Conformance
        /// Figures known of the spec's own state space, if there are any.
        let expected: ExpectedRun?
    }

    let runs: [Run]

    /// - Throws: ``CommandError`` or `CatalogError` when the request makes no sense.
    init(
        _ request: CheckRequest, mutant: String?, triesAll: Bool, session: Session
    ) throws {
        try request.checkNumbers()
        let settings = try request.parsedSettings()
        guard !request.specs.isEmpty else {
            if !settings.isEmpty { throw CommandError.needsSpec(option: "--set") }
            if mutant != nil { throw CommandError.needsSpec(option: "--mutant") }
            if session.drivers.isEmpty { throw CommandError.noDriver(spec: "the catalog", known: []) }
            runs = try session.drivers.flatMap { target in
                // A driver that lists none is run with the defaults: it must not look held against its spec.
                try (target.instances.isEmpty ? [[:]] : target.instances).map {
                    try Self.run(target, settings: $0, mutant: nil, triesAll: triesAll, in: session)
                }
            }
            return
        }
        runs = try request.specs.flatMap { name in
            _ = try session.catalog.entry(name)
            let target = try session.target(for: name)
            var wanted = target.instances.first ?? [:]
            wanted.merge(settings) { _, given in given }
            let isListed = settings.isEmpty && mutant == nil && !target.instances.isEmpty
            return try (isListed ? target.instances : [wanted]).map {
                try Self.run(target, settings: $0, mutant: mutant, triesAll: triesAll, in: session)
            }
        }
    }

    private static func run(
        _ target: ReplayTarget, settings: [String: Int], mutant: String?, triesAll: Bool, in session: Session
    ) throws -> Run {
        let entry = try session.catalog.entry(target.spec)
        let spec = try entry.spec(settings: settings, mutant: mutant)
        if let problem = spec.problem() { throw CommandError.unsuitableParameters(problem) }
        guard let conformance = target.conformance(settings, mutant, triesAll) else {
            throw CommandError.noSuchCode(
                mutant: mutant ?? "", spec: target.spec, known: target.mutantsWithCode)
        }
        let same = entry.instances.first { $0.spec.instance == spec.instance }
        return Run(spec: spec, conformance: conformance, expected: same?.expected)
    }
}
