import QuorateLanguage

/// Choice of one run among the steps that are possible, one state after the other.
final class StepChooser {
    private let actionCount: Int
    private var method = RunMethod.uniform
    /// For each action, its weight where actions have weights.
    private let weights: UnsafeMutablePointer<Double>
    /// For each action, the number of its steps out of the state; 0 between two choices.
    private let stepCounts: UnsafeMutablePointer<Int>
    private var schedule = PrioritySchedule()

    init(actionCount: Int) {
        self.actionCount = actionCount
        weights = .allocate(capacity: actionCount + 1)
        weights.initialize(repeating: 1, count: actionCount + 1)
        stepCounts = SuccessorSink.newCounters(actionCount)
    }

    deinit {
        weights.deallocate()
        stepCounts.deallocate()
    }

    /// Prepares a run of at most `depth` steps.
    func begin(_ method: RunMethod, depth: Int, _ random: inout RunRandom) {
        self.method = method
        switch method {
        case .uniform, .coverage: break
        case .priorities(let byReplica):
            schedule = PrioritySchedule(byReplica: byReplica, depth: depth, &random)
        case .weights:
            for action in 0..<actionCount { weights[action] = 1 / Double(1 << random.below(11)) }
        }
    }

    /// The position of the chosen step.
    ///
    /// - Parameters:
    ///   - steps: the steps, at least one.
    ///   - depth: the number of steps before.
    ///   - before: the action before, or the number of actions at the start of the run.
    ///   - possible: the abstract state.
    ///   - coverage: what the batches of runs before have covered.
    @inline(__always)
    func choose(
        _ steps: WalkSteps, depth: Int, after before: Int, _ possible: UInt64, _ coverage: RunCoverage,
        _ random: inout RunRandom
    ) -> Int {
        switch method {
        case .uniform: return random.below(steps.count)
        case .priorities: return schedule.choose(steps, depth: depth, &random)
        case .weights:
            return chooseAction(steps, &random) { weights[$0] }
        case .coverage(.actions):
            return chooseAction(steps, &random) { 1 / Double(1 &+ coverage.taken[$0]) }
        case .coverage(.pairs):
            let row = coverage.pairs + before &* actionCount
            return chooseAction(steps, &random) { 1 / Double(1 &+ row[$0]) }
        case .coverage(.abstractStates):
            guard let row = coverage.abstractStates.row(of: possible) else {
                return chooseAction(steps, &random) { _ in 1 }
            }
            return chooseAction(steps, &random) { 1 / Double(1 &+ row[$0]) }
        }
    }

    /// First an action by its weight, then one of its steps: an action with many arguments is no likelier for it.
    @inline(__always)
    private func chooseAction(
        _ steps: WalkSteps, _ random: inout RunRandom, _ weight: (Int) -> Double
    ) -> Int {
        let count = steps.count
        for position in 0..<count { stepCounts[steps[position].label.action] &+= 1 }
        var total = 0.0
        for position in 0..<count {
            let action = steps[position].label.action
            total += weight(action) / Double(stepCounts[action])
        }
        var rest = random.fraction() * total
        var chosen = count - 1
        for position in 0..<count {
            let action = steps[position].label.action
            rest -= weight(action) / Double(stepCounts[action])
            if rest < 0 {
                chosen = position
                break
            }
        }
        for position in 0..<count { stepCounts[steps[position].label.action] = 0 }
        return chosen
    }
}
