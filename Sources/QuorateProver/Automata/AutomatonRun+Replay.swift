import BigInt

/// Reason why a run is none of the automaton's.
public struct ReplayError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Number of the step that cannot be taken, from 1 on; 0 is the start.
    public let step: Int
    /// Sentence with what is wrong.
    public let problem: String

    /// The step and what is wrong with it.
    public var description: String { "\(step == 0 ? "the start" : "step \(step)"): \(problem)" }
}

/// A plain interpreter: it knows the rules, and nothing of the way in which a run was found.
extension CounterSystem {
    /// The configurations of a run: the first, and the one after each step.
    ///
    /// - Throws: The first step that the rules do not allow.
    func replay(_ run: AutomatonRun) throws(ReplayError) -> [Configuration] {
        try checkStart(run)
        var configurations = [run.start]
        for (position, step) in run.steps.enumerated() {
            let before = configurations[position]
            configurations.append(try take(step, number: position + 1, in: before, run.parameters))
        }
        return configurations
    }

    private func checkStart(_ run: AutomatonRun) throws(ReplayError) {
        let start = run.start
        guard run.parameters.count == parameterCount, start.processes.count == locationCount,
            start.counters.count == counterCount
        else { throw ReplayError(step: 0, problem: "it has not as many numbers as the automaton has names") }
        guard (run.parameters + start.processes + start.counters).allSatisfy({ $0 >= 0 }) else {
            throw ReplayError(step: 0, problem: "a number is negative")
        }
        let values = values(run.parameters, start)
        guard resilience.holds(at: values) else {
            throw ReplayError(step: 0, problem: "the parameters do not meet the assumptions")
        }
        guard initial.holds(at: values) else {
            throw ReplayError(step: 0, problem: "it does not meet the conditions on the start")
        }
    }

    private func take(
        _ step: AutomatonRun.Step, number: Int, in before: Configuration, _ parameters: [Int]
    ) throws(ReplayError) -> Configuration {
        // A guard with "or" is several rules here; any of them will do.
        let cases = rules.filter { $0.position == step.rule }
        guard let rule = cases.first, step.times >= 1 else {
            throw ReplayError(step: number, problem: "there is no rule \(step.rule) that changes something")
        }
        let words = "\(automaton.words(forRule: step.rule)) × \(step.times)"
        // The same process can stay where it is several times.
        guard before.processes[rule.from] >= (rule.from == rule.to ? 1 : step.times) else {
            throw ReplayError(
                step: number, problem: "\(words): too few processes are in \(automaton.locations[rule.from])")
        }
        guard let last = after(step.times - 1, of: rule, before),
            let end = after(step.times, of: rule, before)
        else { throw ReplayError(step: number, problem: "\(words): a number does not fit in 64 bits") }
        // A threshold that is met at the first and at the last time is met in between, since counters only grow. A
        // run that changes from one case of an "or" to another is written as two steps.
        let (first, final) = (values(parameters, before), values(parameters, last))
        guard cases.contains(where: { $0.isMet(at: first) && $0.isMet(at: final) }) else {
            throw ReplayError(step: number, problem: "\(words): its guard is not met")
        }
        return end
    }

    private func after(_ times: Int, of rule: Rule, _ before: Configuration) -> Configuration? {
        var after = before
        if rule.from != rule.to {
            after.processes[rule.from] -= times
            let (sum, isTooLarge) = after.processes[rule.to].addingReportingOverflow(times)
            guard !isTooLarge else { return nil }
            after.processes[rule.to] = sum
        }
        for (counter, growth) in rule.growth.enumerated() {
            let (increase, isTooLarge) = growth.multipliedReportingOverflow(by: times)
            let (value, isTooLargeInAll) = after.counters[counter].addingReportingOverflow(increase)
            guard !isTooLarge, !isTooLargeInAll else { return nil }
            after.counters[counter] = value
        }
        return after
    }

    /// The values of all variables.
    func values(_ parameters: [Int], _ configuration: Configuration) -> [Int: BigInt] {
        let all = parameters + configuration.counters + configuration.processes
        return Dictionary(uniqueKeysWithValues: all.enumerated().map { ($0, BigInt($1)) })
    }
}

extension CounterSystem.Rule {
    func isMet(at values: [Int: BigInt]) -> Bool {
        thresholds.allSatisfy { $0.form.value(at: values) >= 0 }
    }
}

extension Formula {
    /// Truth of a formula about numbers.
    func holds(at values: [Int: BigInt]) -> Bool {
        switch self {
        case .atLeastZero(let form): form.value(at: values) >= 0
        case .all(let parts): parts.allSatisfy { $0.holds(at: values) }
        case .any(let parts): parts.contains { $0.holds(at: values) }
        case .not(let part): !part.holds(at: values)
        case .truth, .predicate, .equal, .same, .quantified:
            preconditionFailure("an automaton has numbers only")
        }
    }
}
