import QuorateLanguage

/// A spec that is asked about single states; a mistake in its code is an error and no answer.
struct SpecEvaluation {
    let spec: ErasedSpec
    private let walker: SpecWalker

    init(_ spec: ErasedSpec) {
        self.spec = spec
        walker = spec.walkKernel().makeWalker()
    }

    /// Does `body`, which runs the code of the spec on this thread.
    ///
    /// - Throws: ``Refusal`` where the spec did what its types do not allow: whatever it then says is worth nothing.
    func hearing<Value>(_ body: () throws(Refusal) -> Value) throws(Refusal) -> Value {
        let before = SpecFault.countOnThisThread
        let value = try body()
        guard SpecFault.countOnThisThread == before else {
            throw Refusal(
                422, "\(spec.name) does here what its types do not allow: \(SpecFault.latestText)")
        }
        return value
    }

    /// Every `take` of a state; none outside the constraint, where no search goes on.
    func takes(_ words: [UInt64]) throws(Refusal) -> [ErasedSpec.Take] {
        try hearing { () throws(Refusal) in isWithin(words) ? spec.takes(words) : [] }
    }

    /// Returns true if the search goes on from a state.
    func isWithin(_ words: [UInt64]) -> Bool { spec.constraint == nil || expand(words) }

    /// The states to which the steps that change a state lead; none outside the constraint.
    func successors(_ words: [UInt64]) throws(Refusal) -> [[UInt64]] {
        try hearing { () throws(Refusal) in
            guard expand(words) else { return [] }
            return (0..<walker.steps.count).map { position in
                Array(UnsafeBufferPointer(start: walker.steps[position].words, count: words.count))
            }
        }
    }

    private func expand(_ words: [UInt64]) -> Bool {
        words.withUnsafeBufferPointer { buffer in
            spec.evaluated.evaluating {
                EvaluatedSpec.look(at: buffer.baseAddress, count: 1)
                return walker.expand(UnsafeRawPointer(buffer.baseAddress!))
            }
        }
    }
}
