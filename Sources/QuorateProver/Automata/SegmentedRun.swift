import BigInt

/// Run that the values of an encoding's variables stand for: the moves of each segment put in an order in which they can be
/// made.
struct SegmentedRun {
    private let encoding: RunEncoding
    private let values: [Int: BigInt]

    init(_ encoding: RunEncoding, _ values: [Int: BigInt]) {
        self.encoding = encoding
        self.values = values
    }

    private var moves: MoveSystem { encoding.plan.moves }
    private var system: CounterSystem { moves.system }

    /// The run, or nil where a number is larger than the machine's or a move has no rule.
    var run: AutomatonRun? {
        let parameters = (0..<system.parameterCount).map { amount(system.parameter($0), at: 0) }
        let counters = (0..<system.counterCount).map { amount(system.counter($0), at: 0) }
        let processes = (0..<system.locationCount).map { amount(system.location($0), at: 0) }
        guard let parameters = numbers(parameters), let counters = numbers(counters),
            let processes = numbers(processes)
        else { return nil }
        var steps: [AutomatonRun.Step] = []
        for segment in encoding.firings.indices {
            for (move, times) in order(segment) {
                guard let rule = rule(of: move, in: segment), let times = Int(exactly: times) else {
                    return nil
                }
                steps.append(.init(rule: rule.position, times: times))
            }
        }
        return AutomatonRun(
            parameters: parameters, start: Configuration(processes: processes, counters: counters),
            steps: steps)
    }

    private func numbers(_ amounts: [BigInt]) -> [Int]? {
        let numbers = amounts.compactMap { Int(exactly: $0) }
        return numbers.count == amounts.count ? numbers : nil
    }

    /// The value of a variable of the system at a moment.
    private func amount(_ variable: Int, at moment: Int) -> BigInt {
        encoding.moments[moment][variable].flatMap { values[$0] } ?? 0
    }

    private func value(_ form: LinearForm, at moment: Int) -> BigInt {
        form.coefficients.reduce(form.constant) { $0 + $1.value * amount($1.key, at: moment) }
    }

    /// The first of the move's rules that is enabled throughout the segment.
    private func rule(of move: Int, in segment: Int) -> CounterSystem.Rule? {
        let isSingle = encoding.singles.isEmpty ? false : values[encoding.singles[segment]] == 1
        return moves.moves[move].rules.first { rule in
            rule.thresholds.allSatisfy { threshold in
                switch encoding.plan.switches[threshold.form]! {
                case .settled: true
                case .fixed, .rising: value(threshold.form, at: segment) >= 0
                case .selfLimiting: value(threshold.form, at: segment + 1) >= -1
                case .falling: value(threshold.form, at: isSingle ? segment : segment + 1) >= 0
                }
            }
        }
    }

    // MARK: - Order within a segment

    /// Moves of a segment in the order of the locations that they leave, as they are listed; where a set of locations is not to
    /// become empty, a process that ends there goes all its way first.
    private func order(_ segment: Int) -> [(move: Int, times: BigInt)] {
        var left = encoding.firings[segment].map { values[$0] ?? 0 }
        var first: [Int] = []
        if let kept = encoding.plan.kept { first = path(into: kept, segment) }
        for move in first { left[move] -= 1 }
        return first.map { ($0, 1) }
            + left.indices.filter { left[$0] > 0 }.map { ($0, left[$0]) }
    }

    /// Moves by which a process comes to one of the locations of `kept` and stays there; none where one need not move.
    private func path(into kept: LinearForm, _ segment: Int) -> [Int] {
        guard var place = kept.variables.first(where: { amount($0, at: segment + 1) > 0 }) else { return [] }
        var path: [Int] = []
        while amount(place, at: segment) == 0 {
            let arrival = moves.moves.indices.first {
                moves.moves[$0].to == place && !moves.moves[$0].isLoop
                    && values[encoding.firings[segment][$0]] ?? 0 > 0
            }
            guard let arrival else { return [] }
            path.insert(arrival, at: 0)
            place = moves.moves[arrival].from
        }
        return path
    }
}
