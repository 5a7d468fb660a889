import QuorateQuorums

extension ErasedSpec {
    /// Groups of replicas that may trade names, and the cells of a state; nil where the spec names none.
    ///
    /// - Throws: `SpecError` where nobody knows how a field of the state carries replicas.
    package func symmetry() throws -> (groups: [[ReplicaID]], cells: [CellGroup])? {
        guard let spec = evaluated.typed as? any SymmetricSpec else { return nil }
        let groups = spec.interchangeable.groups.filter { $0.count > 1 }
        if groups.isEmpty { return nil }
        try evaluated.evaluating { try checkGroups(groups) }
        return (groups.map(Array.init), try evaluated.evaluating { try cells(of: spec) })
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

    private func cells<S: Spec>(of spec: S) throws -> [CellGroup] {
        guard let state = spec.initialStates.first else { return [] }
        do {
            return try CellGroup.groups(of: state)
        } catch let problem as CarryingProblem {
            throw SpecError(
                spec: name, message: "no replicas can trade names: field \(problem.message)")
        }
    }
}
