import QuorateLanguage

/// Exploration of an instance to its whole graph, breadth first, by one thread, through the spec's own actions.
///
///     let graph = try GraphExplorer(ErasedSpec(TwoPhaseCommit(managers: 3))).graph()
///
/// The same spec gives the same graph and the same bytes in every process, unless memory or time cut it off. Properties
/// end nothing: the graph goes on behind a violation.
package struct GraphExplorer: Sendable {
    /// The spec to explore.
    package var spec: ErasedSpec
    /// Limits at which the exploration stops; the graph then says so. The state under expansion is finished, so there
    /// may be some states more than the limit.
    package var limits: Explorer.Limits

    /// An exploration of `spec`.
    package init(_ spec: ErasedSpec, limits: Explorer.Limits = Explorer.Limits()) {
        self.spec = spec
        self.limits = limits
    }

    /// The graph, in memory.
    ///
    /// - Throws: `SpecError` where the spec cannot be explored, ``ExplorerError`` for limits that make no sense,
    ///   ``InternalError`` where Quorate contradicts itself. A limit that is reached is no error: see ``StateGraph/cut``.
    package func graph() throws -> StateGraph {
        let builder = GraphBuilder(spec.instance)
        try explore(builder)
        return builder.graph
    }

    /// Writes the graph in its stream form, a piece at a time, while it is found; nothing but the states is kept.
    ///
    /// - Parameter write: takes the next bytes; what it throws ends the exploration and is thrown on.
    /// - Returns: the size of the graph.
    /// - Throws: as ``graph()``, and what `write` throws. The stream then lacks its end, and a reader says so.
    package func stream(to write: (_ bytes: [UInt8]) throws -> Void) throws -> GraphTotals {
        try withoutActuallyEscaping(write) { write in try explore(GraphWriter(to: write)) }
    }

    @discardableResult
    private func explore(_ listener: any GraphListener) throws -> GraphTotals {
        try Explorer(erased: spec, limits: limits).checkArguments()
        if let problem = spec.problem() { throw problem }
        return try spec.evaluated.evaluating {
            try GraphExploration(spec, limits: limits, listener: listener).run()
        }
    }
}

/// Size of a graph.
package struct GraphTotals: Hashable, Sendable {
    /// Distinct states, those outside the constraint included.
    package var states: Int
    /// Steps, those that change nothing and those offered twice included.
    package var steps: Int
    /// Limit that cut the exploration off, or nil for a whole graph.
    package var cut: Report.Limit?
}
