import QuorateLanguage
import QuorateTraces

extension Search {
    /// The counterexample to a liveness property, walked again on the spec's own actions: it is a run, its loop closes and
    /// is fair, and it breaks the property.
    ///
    /// - Throws: ``InternalError`` where one of these is not so: that is our bug, and never shown as a verdict.
    func lasso(_ run: FairRun, breaking position: Int) throws -> Trace {
        let property = spec.properties[checked[position]]
        let path = run.stem + run.loop.dropFirst()
        guard let takes = spec.walk(path), let lasso = spec.lasso(stem: run.stem, loop: run.loop) else {
            try contradiction(
                "the counterexample to \"\(property.name)\" is not a run of \(spec.name) when its actions are walked",
                [], path)
        }
        if let problem = lasso.problem(breaking: checked[position]) {
            try contradiction(
                "the counterexample to \"\(property.name)\" of \(spec.name) \(problem)", [], path)
        }
        let steps = takes.prefix(run.stem.count - 1) + lasso.takes
        var trace = Trace(
            of: spec.instance, property: property.name, propertyKind: property.kind,
            propertySite: property.site, steps: steps.map { Trace.Step(action: $0.action, site: $0.site) },
            states: path.map(spec.describe))
        trace.loop = Trace.Loop(
            start: run.stem.count - 1, fairness: lasso.notes)
        return trace
    }
}
