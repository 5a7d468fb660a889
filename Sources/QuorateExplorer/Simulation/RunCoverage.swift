import QuorateLanguage

/// Coverage of runs, in sums, so that it is the same in whatever order the runs are made.
final class RunCoverage: @unchecked Sendable {
    let actionCount: Int
    /// For each action how often it was taken.
    let taken: UnsafeMutablePointer<Int>
    /// For each action how often it was possible, with whatever arguments.
    let offered: UnsafeMutablePointer<Int>
    /// For each action, and for the start of a run at the end, how often each action followed.
    let pairs: UnsafeMutablePointer<Int>
    let abstractStates: AbstractStates
    var sample = StateSample()
    var runs = 0
    var steps = 0
    var longest = 0
    var endings = RunEndings()

    init(actionCount: Int) {
        self.actionCount = actionCount
        taken = SuccessorSink.newCounters(actionCount)
        offered = SuccessorSink.newCounters(actionCount)
        pairs = SuccessorSink.newCounters((actionCount + 1) * actionCount)
        abstractStates = AbstractStates(actionCount: actionCount)
    }

    deinit {
        taken.deallocate()
        offered.deallocate()
        pairs.deallocate()
    }

    /// Number of pairs of actions of which the second followed the first.
    var pairCount: Int { (0..<actionCount * actionCount).count { pairs[$0] > 0 } }

    /// Adds a run that took these actions, in states where these were possible.
    func add(
        _ actions: UnsafePointer<UInt16>, _ possible: UnsafePointer<UInt64>, count: Int, _ ending: RunEnding
    ) {
        runs += 1
        steps += count
        longest = max(longest, count)
        endings[ending] += 1
        var before = actionCount
        for step in 0..<count {
            let action = Int(actions[step])
            taken[action] &+= 1
            pairs[before &* actionCount &+ action] &+= 1
            abstractStates.add(action, in: possible[step])
            before = action
        }
    }

    /// Adds what another has covered.
    func merge(_ other: RunCoverage) {
        for action in 0..<actionCount {
            taken[action] += other.taken[action]
            offered[action] += other.offered[action]
        }
        for pair in 0..<(actionCount + 1) * actionCount { pairs[pair] += other.pairs[pair] }
        abstractStates.merge(other.abstractStates)
        sample.merge(other.sample)
        runs += other.runs
        steps += other.steps
        longest = max(longest, other.longest)
        endings.add(other.endings)
    }

    /// Forgets everything.
    func clear() {
        taken.update(repeating: 0, count: actionCount)
        offered.update(repeating: 0, count: actionCount)
        pairs.update(repeating: 0, count: (actionCount + 1) * actionCount)
        abstractStates.clear()
        sample = StateSample()
        (runs, steps, longest, endings) = (0, 0, 0, RunEndings())
    }
}

/// Cause of the end of a run.
public enum RunEnding: Int, CaseIterable, Sendable {
    /// No action is enabled in the last state.
    case deadlock
    /// Some action is enabled in the last state, and none changes it.
    case unchanging
    /// The last state lies outside the constraint.
    case outside
    /// The run has as many steps as it may have; whether there is a further one was not looked at.
    case depth
}

/// Number of runs by their ends.
public struct RunEndings: Hashable, Sendable {
    private var counts = Array(repeating: 0, count: RunEnding.allCases.count)

    /// No runs.
    public init() {}

    /// The number of runs with this end.
    public subscript(_ ending: RunEnding) -> Int {
        get { counts[ending.rawValue] }
        set { counts[ending.rawValue] = newValue }
    }

    mutating func add(_ other: RunEndings) {
        for ending in RunEnding.allCases { self[ending] += other[ending] }
    }
}
