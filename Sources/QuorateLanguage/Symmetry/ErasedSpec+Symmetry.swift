import QuorateQuorums

/// The names that a spec says may be traded, and the cells of its states.
package struct SymmetryClaim {
    /// Groups of replicas, of two or more each.
    package var groups: [[ReplicaID]]
    /// Groups of values, of two or more each.
    package var values: [ValueGroup]
    package var cells: [CellGroup]
}

extension ErasedSpec {
    /// Groups of replicas that may trade names, and the cells of a state; nil where the spec names none.
    ///
    /// - Throws: `SpecError` where nobody knows how a field of the state carries replicas.
    package func symmetry() throws -> (groups: [[ReplicaID]], cells: [CellGroup])? {
        try symmetry(tradingValues: false).map { ($0.groups, $0.cells) }
    }

    /// Groups of replicas, and of values if asked for, that may trade names; nil where the spec names none.
    ///
    /// - Throws: `SpecError` where nobody knows how a field of the state carries them.
    package func symmetry(tradingValues: Bool) throws -> SymmetryClaim? {
        guard let spec = evaluated.typed as? any SymmetricSpec else { return nil }
        let claim = spec.interchangeable
        let groups = claim.groups.filter { $0.count > 1 }
        if tradingValues { try checkValues(claim.values) }
        let values = tradingValues ? claim.values.filter { $0.numbers.count > 1 } : []
        if groups.isEmpty, values.isEmpty { return nil }
        try evaluated.evaluating { try checkGroups(groups) }
        let replicas = groups.reduce(spec.replicas) { $0.union($1) }
        let names = TradedNames(values: values, among: replicas)
        let cells = try evaluated.evaluating { try self.cells(of: spec, names) }
        return SymmetryClaim(groups: groups.map(Array.init), values: values, cells: cells)
    }

    private func checkGroups(_ groups: [ReplicaSet]) throws {
        var seen = ReplicaSet()
        for group in groups {
            for twice in group.intersection(seen) {
                throw SpecError(
                    spec: name, message: "\(twice) is in two groups of `interchangeable` replicas")
            }
            seen = seen.union(group)
        }
    }

    private func checkValues(_ groups: [ValueGroup]) throws {
        for (position, group) in groups.enumerated() {
            if let problem = group.problem {
                throw SpecError(spec: name, message: "no values can trade places: \(problem)")
            }
            for other in groups[..<position] where other.type == group.type {
                guard let twice = group.numbers.firstIndex(where: other.numbers.contains) else { continue }
                throw SpecError(
                    spec: name,
                    message: "\(group.names[twice]) is in two groups of `interchangeable` values")
            }
        }
    }

    private func cells<S: Spec>(of spec: S, _ names: TradedNames) throws -> [CellGroup] {
        guard let state = spec.initialStates.first else { return [] }
        do {
            return try CellGroup.groups(of: state, names)
        } catch let problem as CarryingProblem {
            throw SpecError(
                spec: name, message: "no \(names.kind) can trade names: field \(problem.message)")
        }
    }
}

extension TradedNames {
    /// The bearers of the names, in a word.
    package var kind: String { values.isEmpty ? "replicas" : "replicas or values" }
}
