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

    /// Searches on this thread.
    func search(_ control: SearchControl, _ hashMask: UInt64 = .max) throws -> Report {
        guard let ranks else { return try searchHere(control, hashMask) }
        return try ranks.together {
            try searchHere(control, hashMask)
        } digest: {
            $0.rankDigest
        }
    }

    private func searchHere(_ control: SearchControl, _ hashMask: UInt64) throws -> Report {
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
            let report = try search.report(
                isComplete: isComplete, reachedDepthLimit: reachedDepthLimit,
                cpuSeconds: qs_cpu_seconds() - cpuSeconds)
            if let certificate { try search.certify(report, to: certificate) }
            return report
        }
    }

    func checkArguments() throws {
        if workers < 1 { throw ExplorerError.workers(workers) }
        try checkCertificateRequest()
        if countsLines, store == .fingerprint { throw ExplorerError.coverageNeedsStates }
        try checkSymmetryRequest()
        try checkDiskRequest()
        try checkRanksRequest()
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

    /// Refuses symmetry together with what is not known to go with it.
    private func checkSymmetryRequest() throws {
        if symmetry == .none { return }
        if !store.isExact {
            throw ExplorerError.symmetryWithout(
                "counts what each stored state stands for, and \(store.lack); use the exact store")
        }
        if countsLines {
            throw ExplorerError.symmetryWithout(
                "expands one state for many, and coverage counts the steps of all; leave one of the two out")
        }
    }

    /// Refuses liveness where a search could not decide it.
    private func checkLivenessRequest(_ checked: [Int]) throws {
        guard let property = checked.lazy.map({ spec.properties[$0] }).first(where: \.kind.isLiveness) else {
            return
        }
        if store != .exact { throw ExplorerError.livenessNeedsStates(property.name, store) }
        try checkDiskRequest(liveness: property.name, safetyOptions(checked))
        try checkRanksRequest(liveness: property.name, safetyOptions(checked))
        if symmetry != .none {
            throw ExplorerError.symmetryWithout(
                "decides nothing about whole runs, in which who takes the steps matters: leave \"\(property.name)\" out"
                    + safetyOptions(checked))
        }
        if let constraint = spec.constraint {
            throw SpecError(
                spec: spec.name,
                message:
                    "\"\(property.name)\" is about whole runs, and the constraint \"\(constraint)\" cuts them off: a run"
                    + " that leaves it would count as one that stops. Bound the state by guards in `actions` instead, or"
                    + " leave the property out with --property", site: property.site)
        }
    }

    /// Options that ask for the properties of `checked` that are not about whole runs, for the shell.
    private func safetyOptions(_ checked: [Int]) -> String {
        let names = checked.map { spec.properties[$0] }.filter { !$0.kind.isLiveness }.map(\.name)
        if names.isEmpty { return "; nothing else is asked for" }
        let options = names.map { name in
            let parts = name.split(separator: "'", omittingEmptySubsequences: false)
            return "--property '" + parts.joined(separator: "'\\''") + "'"
        }
        return ", with " + options.joined(separator: " ")
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
