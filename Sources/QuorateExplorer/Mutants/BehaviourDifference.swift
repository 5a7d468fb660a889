import QuorateLanguage

/// The first difference of a mutant from its spec: a step, or an initial state, that only one of both has.
///
/// While there is none, both have the same initial states and, out of each state that the spec reaches, the same steps; so
/// that without any they are the same graph.
struct BehaviourDifference {
    /// Difference in a line.
    let text: String
    /// Number of the steps from an initial state to where it shows.
    let steps: Int

    /// The first difference in breadth-first order, or nil.
    ///
    /// - Complexity: each state of the spec is asked of both once, until there is one.
    init?(of spec: ErasedSpec, and mutant: ErasedMutant) {
        if let (words, isAdded) = mutant.initialDifference() {
            let state = Self.text(ofInitial: words, of: spec)
            self.init(
                text: isAdded ? "a run can begin in \(state) too" : "no run begins in \(state)", steps: 0)
            return
        }
        var level = Self.distinct(spec.initialStates())
        var seen = Set(level)
        var depth = 0
        while !level.isEmpty {
            var following: [[UInt64]] = []
            for words in level {
                let (difference, successors) = mutant.compare(words)
                if let difference {
                    self.init(text: Self.text(difference, in: words, of: spec), steps: depth)
                    return
                }
                for successor in successors where seen.insert(successor).inserted {
                    following.append(successor)
                }
            }
            (level, depth) = (following, depth + 1)
        }
        return nil
    }

    private init(text: String, steps: Int) {
        self.text = text
        self.steps = steps
    }

    private static func distinct(_ states: [[UInt64]]) -> [[UInt64]] {
        var seen: Set<[UInt64]> = []
        return states.filter { seen.insert($0).inserted }
    }

    private static func text(_ difference: StepDifference, in words: [UInt64], of spec: ErasedSpec) -> String
    {
        let (action, state) = (difference.take.action, spec.describe(words))
        let successor = spec.describe(difference.take.successor!)
        switch difference.kind {
        case .added:
            return "\(action) can be taken too, to \(text(of: successor, unlike: state))"
        case .removed:
            return "\(action) cannot be taken any more, to \(text(of: successor, unlike: state))"
        case .changed(let other):
            let end = spec.describe(other)
            return
                "\(action) leads to \(text(of: end, unlike: successor)), not to \(text(of: successor, unlike: end))"
        }
    }

    /// Fields of an initial state that are not the same in all of them; all where there is no other.
    private static func text(ofInitial words: [UInt64], of spec: ErasedSpec) -> String {
        let others = spec.initialStates().prefix(mostCompared).map(spec.describe)
        let own = spec.describe(words)
        let telling = own.enumerated().filter { position, field in others.contains { $0[position] != field } }
        return text(of: telling.isEmpty ? own : telling.map(\.element))
    }

    private static let mostCompared = 64

    /// Fields that are not as in another state; all where none is given.
    private static func text(of fields: [SpecValue.Field], unlike others: [SpecValue.Field] = []) -> String {
        let shown = fields.enumerated().filter { position, field in
            !others.indices.contains(position) || others[position] != field
        }
        if shown.isEmpty { return "the same state" }
        let text = shown.map { "\($0.element.name) = \($0.element.value)" }.joined(separator: ", ")
        return text.count > longest ? text.prefix(longest) + "..." : text
    }

    private static let longest = 90
}
