import CQuorateSearch
import Dispatch
import QuorateLanguage

extension Explorer {
    /// Searches until everything is seen, a property is violated, a limit is reached or the task is cancelled.
    ///
    /// - Throws: ``ExplorerError`` when the call makes no sense or the machine gives no memory, `SpecError` when
    ///   the spec cannot be searched, ``InternalError`` when Quorate contradicts itself. An error is no verdict.
    public func run() async throws -> Report {
        try await run(hashMask: .max)
    }

    /// `hashMask` lets tests force collisions.
    func run(hashMask: UInt64) async throws -> Report {
        let control = SearchControl()
        return try await withTaskCancellationHandler {
            // A search blocks its threads for long, which the threads of Swift's tasks must not be.
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(with: Result { try search(control, hashMask) })
                }
            }
        } onCancel: {
            control.stop(.interrupt)
        }
    }

    private func search(_ control: SearchControl, _ hashMask: UInt64) throws -> Report {
        let cpuSeconds = qs_cpu_seconds()
        try checkArguments()
        if let problem = spec.problem() { throw problem }
        return try spec.evaluated.evaluating {
            let checked = try checkedProperties()
            try checkLivenessRequest(checked)
            let search = try Search(self, checked: checked, control: control, hashMask: hashMask)
            var (isComplete, reachedDepthLimit) = try search.run()
            if isComplete, !search.livenessPositions.isEmpty {
                try search.checkLiveness()
                isComplete = search.isLivenessKnown
            }
            return try search.report(
                isComplete: isComplete, reachedDepthLimit: reachedDepthLimit,
                cpuSeconds: qs_cpu_seconds() - cpuSeconds)
        }
    }

    func checkArguments() throws {
        if workers < 1 { throw ExplorerError.workers(workers) }
        if countsLines, store == .fingerprint { throw ExplorerError.coverageNeedsStates }
        if let states = limits.states, states < 1 {
            throw ExplorerError.limit(
                "a limit of \(states) states leaves nothing to explore; give at least 1")
        }
        if let depth = limits.depth, depth < 0 {
            throw ExplorerError.limit("a depth of \(depth) is below the initial states, which have depth 0")
        }
        if let seconds = limits.seconds, !(seconds > 0) {
            throw ExplorerError.limit(
                "a time limit of \(Numerals.asGiven(seconds)) s is over before it begins")
        }
    }

    /// Refuses liveness where a search could not decide it.
    private func checkLivenessRequest(_ checked: [Int]) throws {
        guard let property = checked.lazy.map({ spec.properties[$0] }).first(where: \.kind.isLiveness) else {
            return
        }
        if store == .fingerprint { throw ExplorerError.livenessNeedsStates(property.name) }
        if let constraint = spec.constraint {
            throw SpecError(
                spec: spec.name,
                message:
                    "\"\(property.name)\" is about whole runs, and the constraint \"\(constraint)\" cuts them off: a run"
                    + " that leaves it would count as one that stops. Bound the state by guards in `actions` instead, or"
                    + " leave the property out with --property", site: property.site)
        }
    }

    /// The positions in the spec of the properties to check.
    private func checkedProperties() throws -> [Int] {
        guard let properties else { return Array(spec.properties.indices) }
        for name in properties where !spec.properties.contains(where: { $0.name == name }) {
            throw ExplorerError.unknownProperty(name, spec: spec.name, known: spec.properties.map(\.name))
        }
        return spec.properties.indices.filter { properties.contains(spec.properties[$0].name) }
    }
}
