import CQuorateSearch
import Dispatch
import QuorateLanguage

extension Simulator {
    /// Makes runs until there are as many as asked for, one breaks a property, the time is over or the task is cancelled.
    ///
    /// - Throws: ``ExplorerError`` when the call makes no sense, `SpecError` when the spec cannot be run,
    ///   ``InternalError`` when Quorate contradicts itself. An error is no verdict.
    public func run() async throws -> SimulationReport {
        let control = SearchControl()
        return try await withTaskCancellationHandler {
            // Threads are blocked for long, which those of Swift's tasks must not be.
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(with: Result { try simulate(control) })
                }
            }
        } onCancel: {
            control.stop(.interrupt)
        }
    }

    private func simulate(_ control: SearchControl) throws -> SimulationReport {
        let cpuSeconds = qs_cpu_seconds()
        try checkArguments()
        if let problem = spec.problem() { throw problem }
        return try spec.evaluated.evaluating {
            let simulation = Simulation(self, try question(), control: control)
            try simulation.run()
            return try simulation.report(cpuSeconds: cpuSeconds)
        }
    }

    private func checkArguments() throws {
        if workers < 1 { throw ExplorerError.workers(workers) }
        if runs < 1 { throw ExplorerError.limit("\(runs) runs show nothing; ask for at least 1") }
        if depth < 1 { throw ExplorerError.limit("a depth of \(depth) leaves no step; give at least 1") }
        if let seconds, !(seconds > 0) {
            throw ExplorerError.limit(
                "a time limit of \(Numerals.asGiven(seconds)) s is over before it begins")
        }
        for name in (properties ?? []) + (endingProperties ?? [])
        where !spec.properties.contains(where: { $0.name == name }) {
            throw ExplorerError.unknownProperty(name, spec: spec.name, known: spec.properties.map(\.name))
        }
    }

    private func question() throws -> SimulatedQuestion {
        let checked = spec.properties.indices.filter { isAsked($0) && !spec.properties[$0].kind.isLiveness }
        let kinds = checked.map { spec.properties[$0].kind }
        let ends = checked.map { position in
            let property = spec.properties[position]
            return property.kind != .reachable && endingProperties?.contains(property.name) ?? true
        }
        return SimulatedQuestion(
            checked: checked, kinds: kinds, ends: ends, initialStates: spec.initialStates())
    }

    /// Returns true for the position of a property that is asked for.
    func isAsked(_ position: Int) -> Bool { properties?.contains(spec.properties[position].name) ?? true }
}
