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
    init(_ names: [String], mutant: String?, session: Session) throws {
        let (known, catalog) = (try Self.requests(of: session), session.catalog)
        isWhole = names.isEmpty
        if let mutant {
            guard names.count == 1 else { throw CommandError.needsSpec(option: "--mutant") }
            requests = try Self.requests(names[0], of: mutant, catalog)
        } else {
            requests = try names.isEmpty ? known : names.flatMap { try Self.requests($0, known, catalog) }
        }
        if let name = requests.isEmpty ? names.first : nil { throw CommandError.noClaims(spec: name) }
        if requests.isEmpty { throw CommandError.noClaimsAtAll }
    }

    /// Requests for all that is known: the claims that stand on their own, those of the specs, and the
    /// impossibilities.
    static func requests(of session: Session) throws -> [ProofRequest] {
        let catalog = session.catalog
        var requests = try catalog.claims.map { try ProofRequest($0, name: $0.name) }
        for entry in catalog.entries { requests += try Self.requests(of: entry.standard) }
        requests += session.impossibilities.map(ProofRequest.init)
        try refuseNamesakes(requests, catalog)
        return requests
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

    private static func requests(of spec: ErasedSpec) throws -> [ProofRequest] {
        try spec.claims.map { try ProofRequest($0, name: "\(spec.name).\($0.name)") }
    }

    /// Requests for the claims of a mutant: all of them, or the one claim that `name` adds after a dot.
    private static func requests(_ name: String, of mutant: String, _ catalog: Catalog) throws
        -> [ProofRequest]
    {
        let spec = String(name.prefix { $0 != "." })
        guard let entry = try? catalog.entry(spec) else { throw CommandError.needsSpec(option: "--mutant") }
        let all = try requests(of: entry.spec(settings: [:], mutant: mutant))
        guard spec != name else { return all }
        let chosen = all.filter { $0.name == name }
        if chosen.isEmpty { throw CommandError.unknownClaim(name, known: all.map(\.name)) }
        return chosen
    }

    private static func requests(_ name: String, _ known: [ProofRequest], _ catalog: Catalog) throws
        -> [ProofRequest]
    {
        if let request = known.first(where: { $0.name == name }) { return [request] }
        if let entry = catalog.entries.first(where: { $0.standard.name == name }) {
            return try requests(of: entry.standard)
        }
        throw CommandError.unknownClaim(name, known: known.map(\.name) + catalog.entries.map(\.standard.name))
    }
}
