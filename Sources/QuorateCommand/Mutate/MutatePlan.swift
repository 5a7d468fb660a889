import QuorateExplorer
import QuorateLanguage

/// The specs of which mutants are made, in order.
struct MutatePlan {
    let entries: [Catalog.Entry]
    /// The instance that was asked for, or nil for those of the catalog.
    let chosen: ErasedSpec?
    /// Limit on the distinct states of an instance.
    let stateLimit: Int

    /// Limit unless another is given, under which the waivers of a spec are right.
    static let usualStateLimit = 20_000

    /// The waivers that can be found to waive nothing. Larger instances and others notice what small ones do not; and in
    /// fewer states there may be no mutant to be waived.
    var judgedWaivers: MutatedSpec.JudgedWaivers {
        if chosen != nil || stateLimit > Self.usualStateLimit { return .none }
        return stateLimit < Self.usualStateLimit ? .ofWhatIsNoticed : .all
    }

    /// Limit on the distinct states of a mutant, which may well have more than its instance.
    var mutantStateLimit: Int {
        stateLimit.multipliedReportingOverflow(by: 5).overflow ? .max : stateLimit * 5
    }

    /// - Throws: ``CommandError`` or `CatalogError` when the request makes no sense.
    init(_ names: [String], settings: [String], stateLimit: Int, session: Session) throws {
        let request = CheckRequest(
            arguments: names, settings: settings, limits: .init(states: stateLimit))
        try request.checkNumbers()
        let (catalog, values) = (session.catalog, try request.parsedSettings())
        if catalog.entries.isEmpty { throw CommandError.emptyCatalog }
        if !values.isEmpty, request.specs.count != 1 { throw CommandError.needsSpec(option: "--set") }
        entries = try request.specs.isEmpty ? catalog.entries : request.specs.map(catalog.entry)
        chosen = try values.isEmpty ? nil : entries[0].spec(settings: values)
        if let problem = chosen?.problem() { throw CommandError.unsuitableParameters(problem) }
        self.stateLimit = stateLimit
    }

    /// Instances of a spec, small ones first: those that take further actions or have more faulty replicas, and the largest
    /// within the limit, since few replicas hide much.
    ///
    /// - Throws: as a search does, and ``CommandError`` where the chosen instance is not sound.
    func instances(of entry: Catalog.Entry, until interrupt: Interrupt) async throws -> [ErasedSpec] {
        let candidates = chosen.map { [$0] } ?? Self.candidates(of: entry, upTo: stateLimit)
        var (instances, taken, faulty): ([ErasedSpec], Set<String>, Int) = ([], [], 0)
        for (position, spec) in candidates.enumerated() {
            let report = try await Explorer(erased: spec, limits: .init(states: stateLimit)).run(
                until: interrupt)
            if interrupt.isRaised { throw CommandError.interrupted }
            if chosen != nil, let problem = Self.problem(report) { throw problem }
            guard report.outcome == .holds else { continue }
            let actions = Set(report.actions.filter { $0.taken > 0 }.map(\.name))
            let faults = spec.adversary?.faultCount ?? 0
            if position == candidates.count - 1 || faults > faulty || !actions.isSubset(of: taken) {
                instances.append(spec)
            }
            taken.formUnion(actions)
            faulty = max(faulty, faults)
        }
        return instances
    }

    private static func candidates(of entry: Catalog.Entry, upTo limit: Int) -> [ErasedSpec] {
        let sound = entry.instances.filter {
            $0.spec.instance.changes.isEmpty && $0.expected.verdict == .holds && !$0.expected.isLong
                && ($0.expected.distinctStates ?? 0) <= limit
        }
        if sound.isEmpty { return [entry.standard] }
        return sound.enumerated().sorted { left, right in
            let sizes = (
                left.element.expected.distinctStates ?? limit, right.element.expected.distinctStates ?? limit
            )
            return sizes.0 == sizes.1 ? left.offset < right.offset : sizes.0 < sizes.1
        }.map(\.element.spec)
    }

    /// Reason why a report is on no instance to make mutants of, or nil.
    private static func problem(_ report: Report) -> CommandError? {
        guard report.outcome == .violated || report.outcome == .vacuous else { return nil }
        return .unsuitable(
            option: "--set", value: report.spec.settings.map(\.description).joined(separator: " "),
            write: "parameters of which every property holds: what is broken already shows nothing")
    }
}
