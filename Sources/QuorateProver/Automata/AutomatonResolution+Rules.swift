import QuorateQuorums

extension AutomatonResolution {
    private var counters: Range<Int> {
        automaton.parameters.count..<automaton.parameters.count + automaton.counters.count
    }

    /// The rules that change something, a guard with "or" once for each case.
    func rules() throws(AutomatonError) -> [CounterSystem.Rule] {
        var rules: [CounterSystem.Rule] = []
        for (position, rule) in automaton.rules.enumerated() {
            let (from, to) = (try location(rule.from, position), try location(rule.to, position))
            let growth = try growth(rule, position)
            // A self-loop that adds to nothing changes nothing.
            if from == to, growth.allSatisfy({ $0 == 0 }) { continue }
            for thresholds in try cases(rule, position) {
                guard from != to || thresholds.contains(where: { limits(growth, $0) }) else {
                    throw error(
                        .rule(position),
                        "it stays in \(rule.from) and may add to a counter for ever; limit it, as by a counter < f"
                    )
                }
                rules.append(
                    .init(position: position, from: from, to: to, thresholds: thresholds, growth: growth))
            }
        }
        return rules
    }

    /// True where a threshold that falls depends on what grows, so that a rule is taken a limited number of times.
    private func limits(_ growth: [Int], _ threshold: CounterSystem.Threshold) -> Bool {
        growth.indices.contains { growth[$0] > 0 && threshold.form[counters.lowerBound + $0] < 0 }
    }

    private func location(_ name: String, _ position: Int) throws(AutomatonError) -> Int {
        guard let variable = names.variable(name), variable >= counters.upperBound else {
            let known = automaton.locations.prefix(30).joined(separator: ", ")
            throw error(.rule(position), "\(name) is no location; the locations are \(known)")
        }
        return variable - counters.upperBound
    }

    private func growth(_ rule: ThresholdAutomaton.Rule, _ position: Int) throws(AutomatonError) -> [Int] {
        var growth = [Int](repeating: 0, count: automaton.counters.count)
        for effect in rule.effects {
            guard let variable = names.variable(effect.counter), counters.contains(variable) else {
                throw error(.rule(position), "\(effect.counter) is no counter, so nothing can be added to it")
            }
            guard (0...AutomatonResolution.largestIncrease).contains(effect.increase) else {
                throw error(
                    .rule(position),
                    "\(effect.increase) is added to \(effect.counter); counters grow, by at most "
                        + "\(AutomatonResolution.largestIncrease)")
            }
            growth[variable - counters.lowerBound] += effect.increase
        }
        return growth
    }

    /// The largest number that one effect adds to a counter; sums of a rule's effects stay far below 64 bits.
    static let largestIncrease = 1_000_000

    private func cases(
        _ rule: ThresholdAutomaton.Rule, _ position: Int
    ) throws(AutomatonError) -> [[CounterSystem.Threshold]] {
        let part = AutomatonError.Part.rule(position)
        let formula = try formula(rule.condition.possible, part)
        do throws(GuardCases.Problem) {
            return try GuardCases(formula, counters: counters).cases
        } catch {
            throw self.error(part, words(for: error))
        }
    }

    private func words(for problem: GuardCases.Problem) -> String {
        switch problem {
        case .tooMany:
            return "its guard has more than \(GuardCases.limit) cases; use fewer \"or\", \"≠\" and \"not\""
        case .mentionsLocation(let variable):
            let name = automaton.locations[variable - counters.upperBound]
            return "its guard depends on \(name), which is a location; a rule waits for counters"
        case .neitherRisingNorFalling(let form):
            let name: (Int) -> Quantity = { .parameter((automaton.parameters + automaton.counters)[$0]) }
            let condition = form.isAtLeastZero(name).map { " \($0)" } ?? ""
            return "its guard\(condition) grows with one counter and shrinks with another; compare sums of "
                + "counters with parameters"
        }
    }

    // MARK: - Order

    /// Locations in an order in which every rule goes forward.
    func order(_ rules: [CounterSystem.Rule]) throws(AutomatonError) -> [Int] {
        let rules = rules.filter { $0.from != $0.to }
        var entries = [Int](repeating: 0, count: automaton.locations.count)
        for rule in rules { entries[rule.to] += 1 }
        let leaving = Dictionary(grouping: rules, by: \.from)
        var order = entries.indices.filter { entries[$0] == 0 }
        var next = 0
        while next < order.count {
            for rule in leaving[order[next]] ?? [] {
                entries[rule.to] -= 1
                if entries[rule.to] == 0 { order.append(rule.to) }
            }
            next += 1
        }
        guard order.count == entries.count else {
            throw cycle(rules, among: entries.indices(where: { $0 > 0 }))
        }
        return order
    }

    /// The error for a cycle; every location in `rest` has a rule that enters it from another one there.
    private func cycle(_ rules: [CounterSystem.Rule], among rest: Set<Int>) -> AutomatonError {
        var path = [rest.min()!]
        while true {
            let entering = rules.first { $0.to == path.last! && rest.contains($0.from) }!
            if let start = path.firstIndex(of: entering.from) {
                let cycle = [entering.from] + path[start...].reversed()
                let words = cycle.map { automaton.locations[$0] }.joined(separator: " → ")
                return error(
                    .rule(entering.position),
                    "the locations \(words) are a cycle; a process must not come back, so name the locations of "
                        + "each round")
            }
            path.append(entering.from)
        }
    }
}

extension [Int] {
    fileprivate func indices(where isMeant: (Int) -> Bool) -> Set<Int> {
        Set(indices.filter { isMeant(self[$0]) })
    }
}
