import Foundation
import QuorateExplorer
import QuorateLanguage

/// One side of a comparison: says what its catalog holds, and answers one request after the other.
///
/// It runs in the program that was built from that side. Nothing but bytes leaves it: the two programs may have been
/// compiled from types that have nothing in common but their names.
struct SideServer {
    let session: Session
    let limits: Explorer.Limits
    /// Takes the bytes of the answers.
    let send: ([UInt8]) throws -> Void

    private let plan: CheckPlan
    private let runner: CheckRunner

    /// - Throws: `SpecError` for a catalog with a mistake in it.
    init(_ session: Session, limits: Explorer.Limits, workers: Int, send: @escaping ([UInt8]) throws -> Void)
        throws
    {
        (self.session, self.limits, self.send) = (session, limits, send)
        let request = CheckRequest(workers: workers, limits: limits)
        let isEmpty = session.catalog.entries.isEmpty
        plan = isEmpty ? CheckPlan(runs: [], isCatalog: true) : try CheckPlan.listed(in: session.catalog)
        runner = CheckRunner(
            plan: plan, request: request, export: nil, update: nil, interrupt: session.interrupt,
            progress: nil)
    }

    /// Describes the catalog, and then answers requests until `next` has no more.
    func serve(_ next: () async throws -> String?) async throws {
        try send(SideFrame.opening)
        try reply(.description, SideDescription(session, runs: plan.runs))
        let runs = Dictionary(grouping: plan.runs, by: \.spec.name)
        while let line = try await next() {
            let request: SideRequest
            do { request = try JSONDecoder().decode(SideRequest.self, from: Data(line.utf8)) } catch {
                throw DiffError.request(line)
            }
            try await answer(request, runs)
            try send(SideFrame(kind: .end, payload: []).bytes)
        }
    }

    private func answer(_ request: SideRequest, _ runs: [String: [CheckPlan.Run]]) async throws {
        switch request {
        case .run(let spec, let instance, let withGraph):
            let entries = session.catalog.entries
            guard entries.indices.contains(spec), let known = runs[entries[spec].standard.name],
                known.indices.contains(instance)
            else { throw DiffError.request("\(request)") }
            try await explore(known[instance], withGraph: withGraph)
        case .claims(let names):
            for result in try await claims(Set(names)) { try reply(.claim, ClaimRecord(result)) }
        case .conformances(let labels):
            for result in try await conformances(Set(labels)) {
                try reply(.conformance, ConformanceRecord(result))
            }
        }
    }

    private func explore(_ run: CheckPlan.Run, withGraph: Bool) async throws {
        let record = RunRecord(try await runner.result(of: run))
        try reply(.run, record)
        // What cannot be searched has no states.
        guard withGraph, record.error == nil else { return }
        _ = try GraphExplorer(run.spec, limits: limits).stream { bytes in
            try send(SideFrame(kind: .graph, payload: bytes).bytes)
        }
    }

    private func claims(_ names: Set<String>) async throws -> [ProofResult] {
        let requests = try ProvePlan.requests(of: session).filter { names.contains($0.name) }
        let runner = ProveRunner(
            plan: ProvePlan(requests: requests), catalog: session.catalog, timeLimit: .seconds(10),
            interrupt: session.interrupt)
        return try await session.interrupt.watching(requests) { try await runner.result(of: $0) }
    }

    private func conformances(_ labels: Set<String>) async throws -> [FinishedConformance] {
        guard let plan = try SideDescription.conformancePlan(session) else { return [] }
        let parts = plan.parts.filter { labels.contains($0.label) }
        let runner = ConformRunner(
            plan: plan, catalog: session.catalog, request: CheckRequest(workers: 1, limits: limits),
            interrupt: session.interrupt, progress: nil)
        return try await session.interrupt.watching(parts) { try await runner.result(of: $0) }
    }

    private func reply(_ kind: SideFrame.Kind, _ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try send(SideFrame(kind: kind, payload: Array(encoder.encode(value))).bytes)
    }
}

extension CheckPlan {
    /// The runs that `check` makes of a whole catalog, each once.
    static func listed(in catalog: Catalog) throws -> CheckPlan {
        let all = try CheckPlan(CheckRequest(), catalog: catalog).runs
        var known: Set<Instance> = []
        return CheckPlan(runs: all.filter { known.insert($0.spec.instance).inserted }, isCatalog: true)
    }
}
