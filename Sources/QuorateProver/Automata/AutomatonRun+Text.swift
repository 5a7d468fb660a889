extension CounterSystem {
    /// The run for a reader: the parameters, the start, and a line for each step with what it changes.
    ///
    ///     n = 4, t = 1, f = 1
    ///     start: 2 in V0, 1 in V1
    ///     1. V1 → SE: echo = 1
    ///     2. V0 → SE, 2 processes: echo = 3
    ///     for ever: 3 in SE; echo = 3
    ///
    /// - Throws: The first step that the rules do not allow.
    func text(of run: AutomatonRun) throws(ReplayError) -> String {
        let configurations = try replay(run)
        var lines = [words(run.parameters, automaton.parameters)]
        lines.append("start: \(words(run.start))")
        for (position, step) in run.steps.enumerated() {
            let change = words(from: configurations[position], to: configurations[position + 1])
            lines.append("\(position + 1). \(words(step))" + (change.isEmpty ? "" : ": \(change)"))
        }
        lines.append("for ever: \(words(configurations[configurations.count - 1]))")
        return lines.map { $0 + "\n" }.joined()
    }

    private func words(_ step: AutomatonRun.Step) -> String {
        let rule = automaton.rules[step.rule]
        if rule.from == rule.to {
            return "stays in \(rule.from)" + (step.times > 1 ? ", \(step.times) times" : "")
        }
        return "\(rule.from) → \(rule.to)" + (step.times > 1 ? ", \(step.times) processes" : "")
    }

    private func words(_ numbers: [Int], _ names: [String]) -> String {
        zip(names, numbers).map { "\($0) = \($1)" }.joined(separator: ", ")
    }

    /// `2 in V0, 1 in V1; echo = 3`, without what is 0.
    func words(_ configuration: Configuration) -> String {
        let inhabited = zip(automaton.locations, configuration.processes).filter { $0.1 != 0 }
        let processes = inhabited.map { "\($1) in \($0)" }.joined(separator: ", ")
        let sent = zip(automaton.counters, configuration.counters).filter { $0.1 != 0 }
        let counters = sent.map { "\($0) = \($1)" }.joined(separator: ", ")
        return (processes.isEmpty ? "no process" : processes) + (counters.isEmpty ? "" : "; \(counters)")
    }

    private func words(from before: Configuration, to after: Configuration) -> String {
        let changed = automaton.counters.indices.filter { before.counters[$0] != after.counters[$0] }
        return words(changed.map { after.counters[$0] }, changed.map { automaton.counters[$0] })
    }
}
