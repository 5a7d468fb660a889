import QuorateExplorer
import QuorateLanguage

extension Report {
    /// What a search that went on to the end reports otherwise than other tools do, without the sentences of a report.
    func contradictions(to expected: ExpectedRun) -> [String] {
        var found: [String] = []
        func compare<Value: Equatable>(_ name: String, _ value: Value, _ wanted: Value?) {
            if let wanted, wanted != value { found.append("\(name) \(value), not \(wanted)") }
        }
        compare("distinct", distinctStates, expected.distinctStates)
        compare("generated", generatedStates, expected.generatedStates)
        compare("depth", depth, expected.depth)
        compare("limit", "\(limit, default: "none")", "none")
        switch expected.verdict {
        case .holds: compare("outcome", outcome, .holds)
        case .violates(let property):
            if outcome != .vacuous { compare("outcome", outcome, .violated) }
            let isLiveness = properties.contains { $0.name == property && $0.kind.isLiveness }
            compare("fallen", isLiveness ? fallenLiveness(property) : fallenFirst, [property])
            let first = counterexamples.first { $0.property == property }
            compare("steps", first?.steps.count, expected.steps.map(Optional.some))
        }
        return found
    }

    /// The properties of safety that go wrong first, which may make others go wrong, not sooner. What is never reached has
    /// no run.
    private var fallenFirst: [String] {
        if outcome == .vacuous { return properties.filter { $0.outcome == .notReached }.map(\.name) }
        let fallen = fallen { !$0.isLiveness }
        let steps = fallen.map(\.steps).min()
        return fallen.filter { $0.steps == steps }.map(\.property)
    }

    /// One property of liveness where it goes wrong, others beside it or not, and all of safety that do.
    private func fallenLiveness(_ property: String) -> [String] {
        fallen { !$0.isLiveness }.map(\.property)
            + fallen(\.isLiveness).map(\.property).filter { $0 == property }
    }

    private func fallen(_ isWanted: (PropertyKind) -> Bool) -> [(property: String, steps: Int)] {
        counterexamples.filter { run in
            properties.contains { $0.name == run.property && isWanted($0.kind) }
        }.map { ($0.property, $0.steps.count) }
    }
}
