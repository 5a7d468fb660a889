public import QuorateLanguage

extension Trace {
    /// The words of each state, found by walking the actions of `spec` itself, without any engine.
    ///
    /// The first state must be initial, each step must take an enabled action that leads to the next state, and the
    /// last state must break (for a `.reachable`, meet) the property. Sets, maps and records compare in any
    /// order. Places in the source are not compared: they change with every edit.
    /// - Throws: ``TraceMismatch`` for the first thing that disagrees.
    /// - Complexity: the actions of every state are evaluated once; where several states of the spec look
    ///   alike, those of all of them.
    public func words(in spec: ErasedSpec) throws -> [[UInt64]] {
        try checkOrigin(in: spec)
        let property = try propertyPosition(in: spec)
        guard let loop else { return try words(in: spec) { spec.shows(property, in: $0) } }
        // The loop closes in the state at which it begins, and not in one that only looks like it.
        let words = try words(in: spec) { _ in true }
        _ = try TraceMismatch.lasso(words, loop: loop.start, in: spec, against: property)
        return words
    }

    /// The words of each state of a run that names no property.
    ///
    /// - Throws: ``TraceMismatch`` for the first thing that disagrees, also where there is no step.
    package func wordsOfSteps(in spec: ErasedSpec) throws -> [[UInt64]] {
        try checkOrigin(in: spec)
        if steps.isEmpty { throw TraceMismatch.noSteps(spec: spec.name) }
        return try words(in: spec) { _ in true }
    }

    private func words(in spec: ErasedSpec, where isEnd: ([UInt64]) -> Bool) throws -> [[UInt64]] {
        guard states.count == steps.count + 1 else {
            throw TraceMismatch.stateCount(states: states.count, steps: steps.count)
        }
        let start = states[0]
        var walk = try TraceWalk(in: spec) { TraceMismatch.differences(start, $0) }
        for (index, step) in steps.enumerated() {
            try walk.take(StepPattern(step.action, to: states[index + 1]), step: index + 1)
        }
        guard let run = walk.run(where: isEnd) else {
            throw TraceMismatch.propertyNotHit(self.property, kind: propertyKind)
        }
        try TraceMismatch.checkConstraint(along: run.words, in: spec)
        return run.words
    }

    private func checkOrigin(in spec: ErasedSpec) throws(TraceMismatch) {
        guard self.spec == spec.name else { throw .otherSpec(trace: self.spec, spec: spec.name) }
        guard mutant == spec.mutant else { throw .otherMutant(trace: mutant, spec: spec.mutant) }
        guard variant == spec.variant else { throw .otherVariant(trace: variant, spec: spec.variant) }
        guard instance.isSame(as: spec.instance) else {
            throw .otherParameters(trace: instance.settings, spec: spec.settings)
        }
    }

    private func propertyPosition(in spec: ErasedSpec) throws(TraceMismatch) -> Int {
        guard let position = spec.properties.firstIndex(where: { $0.name == property }) else {
            throw .unknownProperty(property, spec: spec.name, known: spec.properties.map(\.name))
        }
        let kind = spec.properties[position].kind
        guard kind == propertyKind else {
            throw .otherPropertyKind(property, trace: propertyKind, spec: kind)
        }
        return position
    }
}

extension TraceMismatch {
    /// The run without end through `words`, whose loop begins at the state at position `loop`.
    ///
    /// - Throws: ``TraceMismatch`` where the loop does not close, is not fair, or does not break the property at a
    ///   position of the spec.
    static func lasso(
        _ words: [[UInt64]], loop: Int, in spec: ErasedSpec, against property: Int
    ) throws(TraceMismatch) -> Lasso {
        guard words.indices.contains(loop),
            let lasso = spec.lasso(stem: Array(words[...loop]), loop: Array(words[loop...]))
        else { throw .openLoop(state: loop) }
        if let problem = lasso.problem(breaking: property) {
            throw .unfairLoop(spec.properties[property].name, problem)
        }
        return lasso
    }

    /// Lets the spec walk the run once more, which knows the constraint.
    static func checkConstraint(along run: [[UInt64]], in spec: ErasedSpec) throws(TraceMismatch) {
        guard spec.walk(run) == nil else { return }
        // Halved again and again: walking every beginning of a long run would take the square of its length.
        var (least, greatest) = (1, max(run.count - 1, 1))
        while least < greatest {
            let middle = (least + greatest) / 2
            if spec.walk(Array(run[...middle])) == nil { greatest = middle } else { least = middle + 1 }
        }
        throw .outsideConstraint(step: least, constraint: spec.constraint ?? "(none)")
    }
}
