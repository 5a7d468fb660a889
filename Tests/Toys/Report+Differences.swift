import QuorateExplorer

extension Report {
    /// In what this report of a search is not that of another one of the same instance: times, workers and memory may be
    /// others.
    func differences(from other: Report) -> [String] {
        var found: [String] = []
        func compare<Value: Equatable>(_ name: String, _ value: (Report) -> Value) {
            if value(self) != value(other) { found.append("\(name): \(value(self)), not \(value(other))") }
        }
        compare("outcome", \.outcome)
        compare("statesPerLevel", \.statesPerLevel)
        compare("generatedStates", \.generatedStates)
        compare("taken") { $0.actions.map(\.taken) }
        compare("firstDepth") { $0.actions.map(\.firstDepth) }
        compare("counterexamples", \.counterexamples)
        return found
    }
}
