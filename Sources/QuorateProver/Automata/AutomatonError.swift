/// Mistake in an automaton, or in what is asked of it.
public struct AutomatonError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Part of the automaton in which the mistake is.
    public enum Part: Hashable, Sendable {
        /// All of it.
        case automaton
        /// A condition on the parameters, by position.
        case assumption(Int)
        /// A condition on the start, by position.
        case start(Int)
        /// A rule, by position.
        case rule(Int)
        /// A property, by position.
        case property(Int)
    }

    /// Place of the mistake.
    public let part: Part
    /// Sentence with what is wrong and what to do.
    public let problem: String

    /// The mistake in words.
    public let description: String

    /// The mistake `problem` in `part` of `automaton`.
    init(_ part: Part, of automaton: ThresholdAutomaton, _ problem: String) {
        self.part = part
        self.problem = problem
        description = "\(automaton.name), \(automaton.words(for: part)): \(problem)"
    }
}

extension ThresholdAutomaton {
    /// `rule 3 (V0 → SE)` or `property relay`.
    fileprivate func words(for part: AutomatonError.Part) -> String {
        switch part {
        case .automaton: "as a whole"
        // By number, since a condition that is refused may be too long to be written out.
        case .assumption(let position): "assumption \(position + 1)"
        case .start(let position): "condition \(position + 1) on the start"
        case .rule(let position): "rule \(words(forRule: position))"
        case .property(let position): "property \(properties[position].name)"
        }
    }

    /// `3 (V0 → SE)`: the rule's label, or its position from 0 on.
    func words(forRule position: Int) -> String {
        let rule = rules[position]
        return "\(rule.label.isEmpty ? "\(position)" : rule.label) (\(rule.from) → \(rule.to))"
    }
}
