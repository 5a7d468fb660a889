/// Way in which a random run chooses among the steps that are possible.
public enum RunStrategy: String, CaseIterable, Sendable {
    /// Each step that changes the state is as likely as any other.
    case uniform
    /// First an action, the likelier the more seldom it was taken in the batches of runs before, then one of its steps.
    ///
    /// Of three runs one counts how often an action was taken, one how often after the action before it, and one how
    /// often where the same actions were possible.
    case coverage
    /// Probabilistic concurrency testing: each thread has a random priority, the highest one that can step does, and at a
    /// few random moments the one that is about to step falls behind all others.
    ///
    /// A thread is a replica in every other run, and an action of a replica in the rest; the replica is the first among
    /// the arguments of the action, and an action without one is a thread of its own. Burckhardt, Kothari, Musuvathi and
    /// Nagarakatte, "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs" (ASPLOS 2010).
    case priorities
    /// All of these in turn, and as the fourth, runs in which each action has a weight that is drawn for the run: some
    /// are all but left out. Groce et al., "Swarm Testing" (ISSTA 2012).
    case swarm
}

/// Way in which one run chooses, once the strategy has settled it.
enum RunMethod: Equatable {
    case uniform
    case coverage(CoverageMeasure)
    case priorities(byReplica: Bool)
    case weights

    /// The method of the run with this number.
    init(_ strategy: RunStrategy, run: Int) {
        switch strategy {
        case .uniform: self = .uniform
        case .coverage: self = .coverage(CoverageMeasure.allCases[run % 3])
        case .priorities: self = .priorities(byReplica: run % 2 == 0)
        case .swarm:
            // The strategies in turn; each sees consecutive numbers, as it does alone.
            switch run % 4 {
            case 0: self = .uniform
            case 1: self.init(.coverage, run: run / 4)
            case 2: self.init(.priorities, run: run / 4)
            default: self = .weights
            }
        }
    }
}

/// Occurrences of an action that a run by coverage goes by.
enum CoverageMeasure: CaseIterable {
    /// All of them.
    case actions
    /// Those behind the same action.
    case pairs
    /// Those where the same actions were possible.
    case abstractStates
}
