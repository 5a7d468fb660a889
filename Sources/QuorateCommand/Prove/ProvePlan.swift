import QuorateLanguage
import QuorateProver
import QuorateQuorums

/// Requests that a command line comes to, in order.
struct ProvePlan {
    let requests: [ProofRequest]
    /// True where the command line names no claim: each request is then reported in a line.
    let isWhole: Bool

    /// The plan of these requests, as those of a whole catalog.
    init(requests: [ProofRequest]) {
        self.requests = requests
        isWhole = true
    }

    /// - Throws: ``CommandError`` or `CatalogError` when the request makes no sense.
    init(_ names: [String], mutant: String?, variant: String? = nil, session: Session) throws {
        let (known, catalog) = (try Self.requests(of: session), session.catalog)
        // Of a file every property is reported, as of a catalog every claim.
        isWhole = names.allSatisfy(AutomatonProperty.isFile)
        if let mutant, variant == nil, let model = session.models.first(where: { $0.isKnown(by: names) }) {
            requests = [ProofRequest(try Self.mutant(mutant, of: model, among: session.models))]
        } else if mutant != nil || variant != nil {
            let option = mutant == nil ? "--variant" : "--mutant"
            let spec = names.first.map { String($0.prefix { $0 != "." }) }
            guard names.count == 1, let spec, let entry = try? catalog.entry(spec) else {
                throw CommandError.needsSpec(option: option)
            }
            let changed = try entry.spec(settings: [:], mutant: mutant, variant: variant)
            requests = try Self.requests(names[0], of: changed)
        } else {
            requests = try names.isEmpty ? known : names.flatMap { try Self.requests($0, known, catalog) }
        }
        if let name = requests.isEmpty ? names.first : nil { throw CommandError.noClaims(spec: name) }
        try Self.refuseNamesakes(among: requests)
        if requests.isEmpty { throw CommandError.noClaimsAtAll }
    }

    /// Requests for all that is known: the claims that stand on their own, those of the specs, the impossibilities, and
    /// the protocols.
    static func requests(of session: Session) throws -> [ProofRequest] {
        let catalog = session.catalog
        var requests = catalog.claims.map { ProofRequest($0) }
        for entry in catalog.entries { requests += Self.requests(of: entry.standard) }
        requests += session.impossibilities.map(ProofRequest.init)
        requests += session.models.filter { $0.breaks == nil }.map(ProofRequest.init)
        try refuseNamesakes(requests, catalog)
        return requests
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
        spec.claims.map { ProofRequest($0, of: spec.name) }
    }

    /// Requests for the claims of a mutant or variant: all of them, or the one claim that `name` adds after a dot.
    private static func requests(_ name: String, of changed: ErasedSpec) throws -> [ProofRequest] {
        let all = requests(of: changed)
        guard name != changed.name else { return all }
        let chosen = all.filter { $0.name == name }
        if chosen.isEmpty { throw CommandError.unknownClaim(name, known: all.map(\.name)) }
        return chosen
    }

    private static func requests(_ name: String, _ known: [ProofRequest], _ catalog: Catalog) throws
        -> [ProofRequest]
    {
        if AutomatonProperty.isFile(name) {
            return try AutomatonProperty.all(inFile: name).map(ProofRequest.init)
        }
        if let request = known.first(where: { $0.name == name }) { return [request] }
        if let entry = catalog.entries.first(where: { $0.standard.name == name }) {
            return requests(of: entry.standard)
        }
        throw CommandError.unknownClaim(name, known: catalog.entries.map(\.standard.name) + known.map(\.name))
    }
}

extension ProtocolModel {
    /// True where the command line names this model and nothing else.
    fileprivate func isKnown(by names: [String]) -> Bool { breaks == nil && names == [name] }
}
