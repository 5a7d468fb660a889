import QuorateLanguage
import QuorateProver
import QuorateQuorums

/// Requests that a command line comes to, in order.
struct ProvePlan {
    let requests: [ProofRequest]
    /// True where the command line names no claim: each request is then reported in a line.
    let isWhole: Bool
    /// True where the weakest conditions are asked for.
    let asksForBounds: Bool
    /// True where invariants are to be harvested.
    var asksForHarvest = false
    /// Runs of real code, by the refinement behind which they stand; none unless they are asked for.
    var conformances: [String: ConformPlan] = [:]

    /// The plan of these requests, as those of a whole catalog.
    init(requests: [ProofRequest]) {
        self.requests = requests
        isWhole = true
        asksForBounds = false
    }

    /// - Throws: ``CommandError`` or `CatalogError` when the request makes no sense.
    init(
        _ names: [String], mutant: String?, variant: String? = nil, asksForBounds: Bool = false,
        asksForHarvest: Bool = false, asksForCode: Bool = false, session: Session
    ) throws {
        (self.asksForBounds, self.asksForHarvest) = (asksForBounds, asksForHarvest)
        if asksForCode { try Self.refuseWithCode(names, mutant: mutant, variant: variant, session) }
        let (known, catalog) = (try Self.requests(of: session), session.catalog)
        var requests: [ProofRequest]
        // Of a file every property is reported, as of a catalog every claim.
        isWhole = names.allSatisfy(AutomatonProperty.isFile) && !asksForBounds
        if let mutant, variant == nil, let model = session.models.first(where: { $0.isKnown(by: names) }) {
            requests = [ProofRequest(try Self.mutant(mutant, of: model, among: session.models))]
        } else if let mutant, variant == nil, Self.automata(of: session).contains(where: { [$0] == names }) {
            requests = [try Self.mutant(mutant, of: names[0], among: session.automatonMutants)]
        } else if mutant != nil || variant != nil {
            let option = mutant == nil ? "--variant" : "--mutant"
            let spec = names.first.map { String($0.prefix { $0 != "." }) }
            guard names.count == 1, let spec, let entry = try? catalog.entry(spec) else {
                throw mutant == nil ? CommandError.needsSpec(option: option) : .needsSubject(option: option)
            }
            let changed = try entry.spec(settings: [:], mutant: mutant, variant: variant)
            let refinements = names[0] == changed.name ? try Self.refinements(of: changed, session) : []
            requests = try Self.requests(names[0], of: changed) + refinements
        } else {
            requests = try names.isEmpty ? known : names.flatMap { try Self.requests($0, known, session) }
        }
        if let name = requests.isEmpty ? names.first : nil { throw CommandError.noClaims(spec: name) }
        if asksForBounds { requests = try Self.facts(of: requests) }
        if asksForHarvest { requests = try Self.harvested(names, requests) }
        self.requests = requests
        if asksForCode { conformances = try Self.conformances(requests, named: names, session) }
        try Self.refuseNamesakes(among: requests)
        if requests.isEmpty { throw CommandError.noClaimsAtAll }
        if asksForBounds, let other = requests.first(where: { $0.automaton == nil }) {
            throw CommandError.needsAutomaton(option: "--bounds", name: other.name)
        }
    }

    /// Requests for all that is known: the claims that stand on their own, those of the specs, the impossibilities, the
    /// protocols, and the properties of the automata.
    static func requests(of session: Session) throws -> [ProofRequest] {
        let catalog = session.catalog
        var requests = catalog.claims.map { ProofRequest($0) }
        for entry in catalog.entries { requests += Self.requests(of: entry.standard) }
        requests += session.impossibilities.map(ProofRequest.init)
        requests += session.models.filter { $0.breaks == nil }.map(ProofRequest.init)
        for automaton in session.automata {
            requests += try AutomatonProperty.all(of: automaton).map(ProofRequest.init)
        }
        for consensus in session.consensus {
            requests += consensus.goals.map { ProofRequest(consensus, $0) }
        }
        try refuseNamesakes(requests, catalog)
        try refuseNamesakes(of: automata(of: session), requests)
        return requests
    }

    /// Requests for properties of automata, those on which statements on all rounds rest once each.
    private static func facts(of requests: [ProofRequest]) throws -> [ProofRequest] {
        var taken: Set<String> = []
        return try requests.flatMap { try $0.facts }.filter { request in
            // Namesakes in files are something else each, and refused later.
            if case .automaton(let property) = request.subject, property.file != nil { return true }
            return taken.insert(request.name).inserted
        }
    }

    /// Names of what has mutants that lose a property of an automaton.
    private static func automata(of session: Session) -> [String] {
        session.automata.map(\.name) + session.consensus.map(\.name)
    }

    /// Requests for all that is known about specs, or in the whole catalog, with the refinements that tie models to specs.
    static func chains(of specs: [String], in session: Session) throws -> [ProofRequest] {
        let known = try requests(of: session)
        guard specs.isEmpty else { return try specs.flatMap { try requests($0, known, session) } }
        return try known
            + session.catalog.refinements.map {
                ProofRequest(
                    $0, of: try model(of: $0, session), hasCode: session.driver(of: $0.spec.name) != nil)
            }
    }

    /// Of two files with one name the results could not be told apart.
    private static func refuseNamesakes(among requests: [ProofRequest]) throws {
        var taken: Set<String> = []
        for request in requests {
            guard case .automaton = request.subject, !taken.insert(request.name).inserted else { continue }
            throw SpecError(
                spec: request.name,
                message:
                    "two of the files have a property of this name; ask for one file at a time, or rename one"
            )
        }
    }

    /// Of two requests with one name, one could never be asked for, and one's file would replace the other's.
    private static func refuseNamesakes(_ requests: [ProofRequest], _ catalog: Catalog) throws {
        var taken = Set(catalog.entries.map(\.standard.name))
        for request in requests where !taken.insert(request.name).inserted {
            throw SpecError(
                spec: request.name,
                message: "another claim, theorem or spec has this name; rename one of them")
        }
    }

    /// Of two things with one name, an automaton and a claim, the automaton could never be asked for.
    private static func refuseNamesakes(
        of automata: [String], _ requests: [ProofRequest]
    ) throws {
        var taken = Set(requests.map(\.name))
        for automaton in automata where !taken.insert(automaton).inserted {
            throw SpecError(
                spec: automaton,
                message: "another claim, theorem or automaton has this name; rename one of them")
        }
    }

    /// - Throws: `CatalogError` when the automaton has no mutant of that name.
    private static func mutant(
        _ name: String, of automaton: String, among mutants: [ThresholdAutomaton.Mutant]
    ) throws -> ProofRequest {
        let own = mutants.filter { $0.automaton.name == automaton }
        guard let mutant = own.first(where: { $0.name == name }) else {
            throw CatalogError.unknownMutant(name, spec: automaton, known: own.map(\.name))
        }
        return ProofRequest(try AutomatonProperty.broken(by: mutant))
    }

    /// - Throws: `CatalogError` when the model has no mutant of that name.
    private static func mutant(_ name: String, of model: ProtocolModel, among models: [ProtocolModel]) throws
        -> ProtocolModel
    {
        let own = models.filter { $0.name.hasPrefix(model.name + ".") }
        if let mutant = own.first(where: { $0.name == "\(model.name).\(name)" }) { return mutant }
        let known = own.map { String($0.name.dropFirst(model.name.count + 1)) }
        throw CatalogError.unknownMutant(name, spec: model.name, known: known)
    }

    private static func requests(of spec: ErasedSpec) -> [ProofRequest] {
        spec.claims.map { ProofRequest($0, of: spec.name, variation: spec.mutant ?? spec.variant) }
    }

    /// Requests for the claims of a mutant or variant: all of them, or the one claim that `name` adds after a dot.
    private static func requests(_ name: String, of changed: ErasedSpec) throws -> [ProofRequest] {
        let all = requests(of: changed)
        guard name != changed.name else { return all }
        let chosen = all.filter { $0.name == name }
        if chosen.isEmpty { throw CommandError.unknownClaim(name, known: all.map(\.name)) }
        return chosen
    }

    private static func requests(_ name: String, _ known: [ProofRequest], _ session: Session) throws
        -> [ProofRequest]
    {
        let catalog = session.catalog
        if AutomatonProperty.isFile(name) {
            return try AutomatonProperty.all(inFile: name).map(ProofRequest.init)
        }
        if let request = known.first(where: { $0.name == name }) {
            return [request] + chain(of: request, session)
        }
        if let entry = catalog.entries.first(where: { $0.standard.name == name }) {
            let own = try catalog.refinements.filter { $0.spec.name == name }.map {
                try model(of: $0, session).name
            }
            let models = session.models.filter { own.contains($0.name) }
            return requests(of: entry.standard) + models.map(ProofRequest.init)
                + models.flatMap { chain(of: $0, session) { $0.spec.name == name } }
        }
        let properties = known.filter { $0.protocolName == name }
        if !properties.isEmpty { return properties }
        throw CommandError.unknownClaim(
            name,
            known: catalog.entries.map(\.standard.name) + known.map(\.name) + known.compactMap(\.protocolName)
        )
    }
}

/// Links of the chain from a proof to the code, behind the proof itself.
extension ProvePlan {
    /// The specs that refine the model which is asked for, if it is one.
    private static func chain(of request: ProofRequest, _ session: Session) -> [ProofRequest] {
        guard case .model(let model) = request.subject else { return [] }
        return chain(of: model, session) { _ in true }
    }

    private static func chain(
        of model: ProtocolModel, _ session: Session, where isWanted: (Refinement) -> Bool
    ) -> [ProofRequest] {
        session.catalog.refinements.filter { $0.model == model.name && isWanted($0) }.map {
            ProofRequest($0, of: model, hasCode: session.driver(of: $0.spec.name) != nil)
        }
    }

    /// - Throws: `SpecError` for a spec that has its picture in a model that there is not.
    private static func model(of refinement: Refinement, _ session: Session) throws -> ProtocolModel {
        let known = session.models.filter { $0.breaks == nil }
        if let model = known.first(where: { $0.name == refinement.model }) { return model }
        let all = ProtocolModel.all.filter { $0.breaks == nil }.map(\.name).joined(separator: ", ")
        throw SpecError(
            spec: refinement.spec.name,
            message:
                "there is no model \"\(refinement.model)\", in which it has its picture; the models are \(all)"
        )
    }

    /// Refinement of a mutant, at the first size of those of the spec itself at which the mutant can do anything.
    private static func refinements(of changed: ErasedSpec, _ session: Session) throws -> [ProofRequest] {
        guard let mutant = changed.mutant else { return [] }
        let own = session.catalog.refinements.filter { $0.spec.name == changed.name }
        let models = try own.map { try model(of: $0, session) }
        let driver = session.driver(of: changed.name)
        let requests = zip(own, models).lazy.compactMap { refinement, model in
            refinement.mutant(mutant).map {
                ProofRequest(
                    $0, of: model, hasCode: driver?.mutantsWithCode.contains(mutant) == true,
                    hasOtherCode: driver != nil)
            }
        }
        return Array(requests.prefix(1))
    }
}

extension ProtocolModel {
    /// True where the command line names this model and nothing else.
    fileprivate func isKnown(by names: [String]) -> Bool { breaks == nil && names == [name] }
}

extension ProofRequest {
    /// Name of the automaton or consensus of which something is to be decided, or nil.
    fileprivate var protocolName: String? {
        if case .rounds(let consensus, _) = subject { consensus.name } else { automaton }
    }

    /// Properties of automata on which the statement rests: bounds are theirs. What is no statement on all rounds stays.
    ///
    /// - Throws: `SpecError` when an automaton means nothing.
    fileprivate var facts: [ProofRequest] {
        get throws {
            guard case .rounds(let consensus, let goal) = subject else { return [self] }
            return try consensus.automata(for: goal).flatMap { automaton, names, suppositions in
                try AutomatonProperty.all(of: automaton, supposing: suppositions)
                    .filter { names.contains($0.property) }.map(ProofRequest.init)
            }
        }
    }

    /// Name of the automaton whose property is to be decided, or nil.
    fileprivate var automaton: String? {
        if case .automaton(let property) = subject { property.automaton } else { nil }
    }
}

extension Catalog {
    /// True where a spec has its picture in the model.
    func refers(to model: ProtocolModel) -> Bool { refinements.contains { $0.model == model.name } }
}
