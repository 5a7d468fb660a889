package import QuorateLanguage

extension Trace {
    /// The run with the places of its steps and its property, as `spec` has them: a file keeps none, and neither has a
    /// run that was found side by side with code.
    ///
    /// From the first step on that the spec does not have, steps stay as they are.
    package func located(in spec: ErasedSpec) -> Trace {
        var trace = self
        trace.propertySite = propertySite ?? spec.properties.first { $0.name == property }?.site
        guard let start = states.first,
            var walk = try? TraceWalk(in: spec, from: { TraceMismatch.differences(start, $0) })
        else { return trace }
        for (index, step) in steps.enumerated() where index + 1 < states.count {
            let pattern = StepPattern(step.action, to: states[index + 1])
            guard (try? walk.take(pattern, step: index + 1)) != nil else { break }
        }
        let takes = walk.run { _ in true }?.takes ?? []
        for (index, take) in takes.enumerated() { trace.steps[index].site = take.site }
        return trace
    }
}
