import QuorateLanguage

extension GraphExplorer {
    /// Size of the graph where another instance of the same type of spec takes the very same steps, in the same order, in
    /// every state.
    ///
    /// Words of one type are compared, and no state is rendered: it costs a small part of two graphs.
    ///
    /// - Returns: nil where it is not so, where a limit came first, or where something is wrong: the two are then to be
    ///   compared as graphs. Another order of the steps, for one, is no other behaviour.
    package func sizeIfSame(as other: ErasedSpec) throws -> GraphTotals? {
        guard spec.typeName == other.typeName, spec.problem() == nil, other.problem() == nil else {
            return nil
        }
        return try other.evaluated.evaluating {
            try spec.evaluated.evaluating { try CommonSteps(spec, other, limits).totals() }
        }
    }
}

/// Walk over the states of one instance, in each of which another takes its steps as well.
private struct CommonSteps {
    private let (one, other): (GraphView, GraphView)
    private let starts: ([[UInt64]], [[UInt64]])
    private let states: KeyTable
    private let limits: Explorer.Limits

    init(_ spec: ErasedSpec, _ other: ErasedSpec, _ limits: Explorer.Limits) throws {
        one = spec.evaluated.makeGraphView()
        self.other = other.evaluated.makeGraphView()
        starts = (spec.initialStates(), other.initialStates())
        states = KeyTable(wordCount: one.wordCount)
        self.limits = limits
    }

    func totals() throws -> GraphTotals? {
        guard starts.0 == starts.1, limits.depth == nil, limits.seconds == nil,
            limits.memory == nil, one.wordCount > 0
        else {
            return nil
        }
        for words in starts.0 { words.withUnsafeBufferPointer { _ = states.number(of: $0.baseAddress!) } }
        let faults = SpecFault.countOnThisThread
        var (state, steps) = (0, 0)
        while state < states.count {
            guard takesSameSteps(states[state]), SpecFault.countOnThisThread == faults,
                states.count <= limits.states ?? .max, state & 0xfff != 0 || !Task.isCancelled
            else { return nil }
            steps += one.steps.count
            for position in 0..<one.steps.count { _ = states.number(of: one.steps[position].words) }
            state += 1
        }
        return GraphTotals(states: states.count, steps: steps, cut: nil)
    }

    private func takesSameSteps(_ words: UnsafePointer<UInt64>) -> Bool {
        let known = one.labels.count
        guard one.expand(words) == other.expand(words), one.steps.count == other.steps.count,
            one.labels.count == other.labels.count,
            (known..<one.labels.count).allSatisfy({ one.labels[$0].action == other.labels[$0].action })
        else { return false }
        // Labels have numbers in the order in which they came, so those of equal steps are equal as well.
        return (0..<one.steps.count).allSatisfy { position in
            let (mine, yours) = (one.steps[position], other.steps[position])
            return mine.label == yours.label
                && (0..<one.wordCount).allSatisfy { mine.words[$0] == yours.words[$0] }
        }
    }
}
