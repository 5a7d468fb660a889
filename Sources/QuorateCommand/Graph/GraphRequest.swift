import QuorateExplorer
import QuorateLanguage

/// Graph that is asked for: of one instance, and of so many states at most.
struct GraphRequest {
    private let request: CheckRequest
    private let limit: Int

    /// - Throws: ``CommandError`` for arguments that make no sense.
    init(_ request: CheckRequest, limit: Int) throws {
        try request.checkChanges()
        guard limit >= 1 else {
            throw CommandError.tooSmall(option: "--limit", value: "\(limit)", least: "at least 1")
        }
        guard request.specs.count == 1 else {
            throw CommandError.unsuitable(
                option: "SPEC", value: request.specs.joined(separator: " "),
                write: "one spec: a graph is of one")
        }
        self.request = request
        self.limit = limit
    }

    /// The whole graph.
    ///
    /// - Throws: ``CommandError/refusedGraph(_:)`` where there are more states.
    func graph(in session: Session) async throws -> StateGraph {
        let instance = request.instance(of: request.specs[0], try request.parsedSettings())
        let explorer = GraphExplorer(
            try instance.spec(in: session.catalog), limits: Explorer.Limits(states: limit))
        session.interrupt.heed()
        let graph = try await session.interrupt.cancelling { try explorer.graph() }
        if graph.cut == .interrupt { throw CommandError.interrupted }
        guard graph.cut == nil, graph.stateCount <= limit else {
            throw CommandError.refusedGraph(
                "\(instance.label): not all of the graph is known (\(graph.cut.map { "\($0)" } ?? "\(graph.stateCount) states")),"
                    + " and part of one is not written; give a larger --limit, or smaller parameters")
        }
        return graph
    }
}
