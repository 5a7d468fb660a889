import QuorateQuorums

extension ConsensusInRounds {
    /// Statement about all rounds.
    public enum Goal: String, CaseIterable, Sendable {
        case agreement, validity, termination
        case oneStep = "one-step"
    }

    /// The statements that are made about the consensus.
    public var goals: [Goal] { Goal.allCases.filter { !facts(for: $0).isEmpty } }

    /// The statement in words.
    public func sentence(of goal: Goal) -> String {
        let statement = statement(goal)
        guard let need = needs[goal] else { return statement }
        return "If \(need): \(statement.prefix(1).lowercased())\(statement.dropFirst())"
    }

    /// The statement in words, with all that is supposed of the parameters.
    public func conditionalSentence(of goal: Goal) -> String {
        let statement = statement(goal)
        guard let condition = round(for: goal).condition else { return statement }
        return "If \(condition): \(statement.prefix(1).lowercased())\(statement.dropFirst())"
    }

    private func statement(_ goal: Goal) -> String {
        switch (goal, hasLiars) {
        case (.agreement, false): "No two processes decide different values, in whatever rounds."
        case (.agreement, true): "No two correct processes decide different values, in whatever rounds."
        case (.validity, false): "A value that nobody starts with is not decided in any round."
        case (.validity, true):
            "A value that no correct process starts with is not decided by a correct one in any round."
        case (.termination, _) where ground == .favourites: "Every correct process decides."
        case (.termination, _): "With probability 1 every process that does not fail decides."
        case (.oneStep, _):
            "Where all correct processes start with one value, each decides it on the first votes it looks at."
        }
    }
}
