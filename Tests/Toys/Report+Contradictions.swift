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
            compare("fallen", fallenFirst, [property])
            let first = counterexamples.first { $0.property == property }
            compare(
                "steps", first.map { "\($0.steps.count)" } ?? "none", "\(expected.steps, default: "none")")
        }
        return found
    }

    /// The properties that go wrong first, which may make others go wrong, not sooner. What is never reached has no run.
    private var fallenFirst: [String] {
        if outcome == .vacuous { return properties.filter { $0.outcome == .notReached }.map(\.name) }
        let steps = counterexamples.map(\.steps.count).min()
        return counterexamples.filter { $0.steps.count == steps }.map(\.property)
    }
}
