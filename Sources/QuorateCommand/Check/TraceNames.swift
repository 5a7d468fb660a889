import QuorateTraces

/// The names under which the counterexamples of a command are kept: the folder of the spec and a name without
/// suffix.
struct TraceNames {
    private let runs: [CheckPlan.Run]
    private var taken: Set<String> = []

    init(runs: [CheckPlan.Run]) { self.runs = runs }

    /// The name, used for nothing else in this command.
    mutating func name(of trace: Trace, _ run: CheckPlan.Run) -> String {
        let name = "\(trace.instance.folderName)/\(base(of: trace, run))"
        let unique = ([name] + (2...999).lazy.map { "\(name)-\($0)" }).first { !taken.contains($0) } ?? name
        taken.insert(unique)
        return unique
    }

    /// The mutant, or else the property; the parameters too, where other runs could claim the same name.
    private func base(of trace: Trace, _ run: CheckPlan.Run) -> String {
        let namesItself = trace.mutant == nil || trace.property != run.expectation.brokenProperty
        let isExpected = run.expectation.brokenProperty != nil
        let rivals = runs.filter {
            $0.spec.name == trace.spec && $0.spec.instance.changes == trace.instance.changes
                && (!isExpected || $0.expectation.brokenProperty != nil)
        }
        return trace.instance.fileName(
            showing: namesItself ? trace.property : nil, withSettings: rivals.count > 1)
    }
}
